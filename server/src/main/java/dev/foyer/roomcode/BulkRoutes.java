package dev.foyer.roomcode;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Redacted;
import dev.foyer.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Personal codes for many people at once, as JSON or CSV in both directions. */
public final class BulkRoutes {
    /** Ten thousand people with names and addresses of any usual length. */
    private static final int BODY_LIMIT = 8 * 1024 * 1024;

    private static final List<String> COLUMNS = List.of("name", "email", "label");

    private final RoomCodes codes;
    private final PolicyReader policies;
    private final CodeLinks links;

    public BulkRoutes(RoomCodes codes, Pins pins, CodeLinks links) {
        this.codes = codes;
        this.policies = new PolicyReader(pins);
        this.links = links;
    }

    public List<Route> routes() {
        return List.of(Route.post(
                        RoomCodeRoutes.ROOM + "/bulk",
                        "Create a personal code for each of many people",
                        Scope.MANAGEMENT,
                        this::create)
                .limitedTo(BODY_LIMIT)
                .asking("role", Shape.text().atMost(100).about("For a CSV body, which has no place for it."))
                .taking(CodeShapes.people())
                .giving(CodeShapes.links())
                .recorded("code.bulk_created")
                .ours());
    }

    private Reply create(Request request) {
        boolean csv = header(request, "content-type").startsWith("text/csv");
        ObjectNode body = csv ? Json.object() : request.json();
        String role = csv ? request.query("role") : Fields.text(body, "role");
        if (role == null) {
            throw Fields.invalid("role is required");
        }
        CodePolicy common = policies.read(body);
        if (common.subject() != null) {
            throw Fields.invalid("policy.subject belongs into people");
        }
        List<CodePolicy> people = csv ? rows(request.body(), common) : people(body, common);
        if (people.isEmpty()) {
            throw Fields.invalid("people must hold somebody");
        }
        List<RoomCode> made =
                codes.createForPeople(RoomCodeRoutes.workspace(request), RoomCodeRoutes.room(request), role, people);
        Template template = codes.get(
                        RoomCodeRoutes.workspace(request), made.getFirst().id())
                .template();
        return header(request, "accept").contains("text/csv") ? csv(template, made) : json(template, made);
    }

    private static List<CodePolicy> people(ObjectNode body, CodePolicy common) {
        if (!(body.get("people") instanceof ArrayNode list)) {
            throw Fields.invalid("people must be an array");
        }
        if (list.size() > RoomCodes.MAX_PERSONAL) {
            throw Fields.invalid("people must not be more than " + RoomCodes.MAX_PERSONAL);
        }
        List<CodePolicy> people = new ArrayList<>(list.size());
        for (JsonNode entry : list) {
            if (!(entry instanceof ObjectNode person)) {
                throw Fields.invalid("people must hold objects");
            }
            people.add(common.personal(
                    PolicyReader.person(person), PolicyReader.line(person, "label", PolicyReader.MAX_TEXT)));
        }
        return people;
    }

    private static List<CodePolicy> rows(String text, CodePolicy common) {
        List<List<String>> rows = Csv.read(text, RoomCodes.MAX_PERSONAL + 1);
        List<String> header = rows.isEmpty()
                ? List.of()
                : rows.getFirst().stream()
                        .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                        .toList();
        if (!header.contains("name") || !COLUMNS.containsAll(header)) {
            throw Fields.invalid("the first row of the CSV must name the columns name, email, label");
        }
        List<CodePolicy> people = new ArrayList<>(rows.size());
        for (List<String> row : rows.subList(1, rows.size())) {
            String name = PolicyReader.line(cell(header, row, "name"), "name", PolicyReader.MAX_TEXT);
            String email = PolicyReader.line(cell(header, row, "email"), "email", PolicyReader.MAX_EMAIL);
            String label = PolicyReader.line(cell(header, row, "label"), "label", PolicyReader.MAX_TEXT);
            people.add(common.personal(PolicyReader.person(name, email), label));
        }
        return people;
    }

    private static @Nullable String cell(List<String> header, List<String> row, String column) {
        int index = header.indexOf(column);
        return index < 0 || index >= row.size() ? null : row.get(index);
    }

    private Reply json(Template template, List<RoomCode> made) {
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        made.forEach(code -> data.add(CodeViews.link(code, links.to(template, code))));
        return Reply.ok(body);
    }

    private Reply csv(Template template, List<RoomCode> made) {
        StringBuilder out = new StringBuilder(made.size() * 128);
        Csv.write(out, List.of("name", "email", "label", "code", "link"));
        for (RoomCode code : made) {
            CodePolicy.Subject subject = Objects.requireNonNull(code.policy().subject());
            Redacted email = subject.email();
            String label = code.policy().label();
            Csv.write(
                    out,
                    List.of(
                            subject.name().value(),
                            email == null ? "" : email.value(),
                            label == null ? "" : label,
                            code.code().value(),
                            links.to(template, code)));
        }
        return Reply.text("text/csv; charset=utf-8", out.toString());
    }

    private static String header(Request request, String name) {
        return request.headers().getOrDefault(name, "").toLowerCase(Locale.ROOT);
    }
}
