package dev.foyer.poll;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Page;
import dev.foyer.kernel.PollId;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.Timestamps;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.workspace.Workspace;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Polls over REST. Rooms name the polls they offer in their member {@code polls}. */
public final class PollRoutes {
    private static final String ONE = "/v2/polls/{poll_id}";
    private static final String QUESTION = ONE + "/questions/{question}";
    private static final String OPTION = QUESTION + "/options/{option}";

    private final Polls polls;

    public PollRoutes(Polls polls) {
        this.polls = polls;
    }

    public List<Route> routes() {
        return Stream.of(writes(), reads()).flatMap(List::stream).toList();
    }

    private List<Route> writes() {
        return List.of(
                Route.post("/v2/polls", "Create a poll", Scope.MANAGEMENT, this::create)
                        .taking(PollShapes.BODY)
                        .giving(PollShapes.POLL)
                        .recorded("poll.created"),
                Route.post(ONE, "Replace a poll", Scope.MANAGEMENT, this::replace)
                        .taking(PollShapes.BODY)
                        .giving(PollShapes.POLL)
                        .recorded("poll.updated"),
                Route.post(QUESTION, "Replace a question", Scope.MANAGEMENT, this::putQuestion)
                        .taking(PollShapes.QUESTION)
                        .giving(PollShapes.QUESTION)
                        .recorded("poll.updated"),
                Route.delete(QUESTION, "Delete a question", Scope.MANAGEMENT, this::deleteQuestion)
                        .recorded("poll.updated"),
                Route.post(OPTION, "Replace an option of a question", Scope.MANAGEMENT, this::putOption)
                        .taking(PollShapes.OPTION)
                        .giving(PollShapes.OPTION)
                        .recorded("poll.updated"),
                Route.delete(OPTION, "Delete an option of a question", Scope.MANAGEMENT, this::deleteOption)
                        .recorded("poll.updated"));
    }

    private List<Route> reads() {
        return List.of(
                Route.get(ONE, "Get a poll", Scope.MANAGEMENT, this::get).giving(PollShapes.POLL),
                paged(Route.get(ONE + "/sessions", "List the sessions of a poll", Scope.MANAGEMENT, this::runs))
                        .giving(list("responses", PollShapes.RUN)),
                paged(Route.get(ONE + "/responses", "List the answers to a poll", Scope.MANAGEMENT, this::responses))
                        .asking("question", Shape.integer().atLeast(1))
                        .asking("all", Shape.flag().about("Also answers that were changed later"))
                        .giving(list("responses", PollShapes.RESPONSE)),
                Route.get(ONE + "/responses/{response_id}", "Get an answer", Scope.MANAGEMENT, this::response)
                        .giving(PollShapes.RESPONSE),
                paged(Route.get(ONE + "/results", "List the results of a poll", Scope.MANAGEMENT, this::results))
                        .asking("question", Shape.integer().atLeast(1))
                        .giving(list("results", PollShapes.RESULT)),
                Route.get(ONE + "/results/{result_id}", "Get a result", Scope.MANAGEMENT, this::result)
                        .giving(PollShapes.RESULT));
    }

    private static Route paged(Route route) {
        return route.asking("limit", Shape.integer().atLeast(10).atMost(100))
                .asking("start", Shape.text().atMost(128));
    }

    private static Shape list(String name, Shape item) {
        return Shape.object()
                .with("limit", Shape.integer())
                .with("last", Shape.text())
                .with(name, Shape.list(item));
    }

    private Reply create(Request request) {
        return Reply.ok(view(polls.create(workspace(request), request.json())));
    }

    private Reply replace(Request request) {
        return Reply.ok(view(polls.replace(workspace(request), id(request), request.json())));
    }

    private Reply putQuestion(Request request) {
        return Reply.ok(
                polls.putQuestion(workspace(request), id(request), number(request, "question"), request.json()));
    }

    private Reply deleteQuestion(Request request) {
        polls.deleteQuestion(workspace(request), id(request), number(request, "question"));
        return Reply.noContent();
    }

    private Reply putOption(Request request) {
        return Reply.ok(polls.putOption(
                workspace(request),
                id(request),
                number(request, "question"),
                number(request, "option"),
                request.json()));
    }

    private Reply deleteOption(Request request) {
        polls.deleteOption(workspace(request), id(request), number(request, "question"), number(request, "option"));
        return Reply.noContent();
    }

    private Reply get(Request request) {
        return Reply.ok(view(polls.get(workspace(request), id(request))));
    }

    private Reply runs(Request request) {
        Page<PollRun> page = polls.runs(workspace(request), id(request), request.page());
        return page("responses", page, PollRoutes::view);
    }

    private Reply responses(Request request) {
        Boolean all = request.queryFlag("all");
        Page<PollEntry> page = polls.entries(
                workspace(request),
                id(request),
                PollRecords.Kind.RESPONSE,
                question(request),
                all != null && all,
                request.page());
        return page("responses", page, PollRoutes::view);
    }

    private Reply response(Request request) {
        return Reply.ok(view(
                polls.entry(workspace(request), id(request), PollRecords.Kind.RESPONSE, request.path("response_id"))));
    }

    private Reply results(Request request) {
        Page<PollEntry> page = polls.entries(
                workspace(request), id(request), PollRecords.Kind.RESULT, question(request), false, request.page());
        return page("results", page, PollRoutes::view);
    }

    private Reply result(Request request) {
        return Reply.ok(
                view(polls.entry(workspace(request), id(request), PollRecords.Kind.RESULT, request.path("result_id"))));
    }

    private static <T> Reply page(String name, Page<T> page, Function<T, ObjectNode> view) {
        ObjectNode body = Json.object().put("last", page.last()).put("limit", page.limit());
        ArrayNode data = body.putArray(name);
        page.data().forEach(element -> data.add(view.apply(element)));
        return Reply.ok(body);
    }

    private static ObjectNode view(Poll poll) {
        ObjectNode json = Json.object().put("id", poll.id().text());
        json.setAll(poll.body());
        return json;
    }

    private static ObjectNode view(PollRun run) {
        return Json.object()
                .put("id", run.id())
                .put("poll_id", run.pollId().text())
                .put("session_id", run.sessionId().text())
                .put("started_at", Timestamps.format(run.startedAt()))
                .put("stopped_at", run.stoppedAt() == null ? null : Timestamps.format(run.stoppedAt()))
                .put("total_responses", run.responses())
                .put("unique_participants", run.participants());
    }

    private static ObjectNode view(PollEntry entry) {
        ObjectNode json = Json.object()
                .put("id", entry.id())
                .put("poll_id", entry.pollId().text())
                .put("session_id", entry.sessionId().text())
                .put("question", entry.question());
        json.setAll(entry.body());
        return json;
    }

    private static @Nullable Integer question(Request request) {
        String text = request.query("question");
        return text == null ? null : whole(text, RefusalCode.INVALID_QUERY);
    }

    private static int number(Request request, String name) {
        return whole(request.path(name), RefusalCode.NOT_FOUND);
    }

    private static int whole(String text, RefusalCode refusal) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Refusal.of(refusal);
        }
    }

    private static WorkspaceId workspace(Request request) {
        return request.principal(Workspace.class).id();
    }

    private static PollId id(Request request) {
        return new PollId(request.path("poll_id"));
    }
}
