package dev.foyer.poll;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Ids;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Page;
import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.PollId;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.WorkspaceId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rules for polls. Questions and options are counted from 1 and keep no gaps. */
public final class Polls {
    private final PollStore store;
    private final PollRecords records;
    private final Ids ids;
    private final InstantSource clock;

    public Polls(PollStore store, PollRecords records, Ids ids, InstantSource clock) {
        this.store = store;
        this.records = records;
        this.ids = ids;
        this.clock = clock;
    }

    public Poll create(WorkspaceId workspace, ObjectNode body) {
        Instant now = now();
        Poll poll = new Poll(new PollId(ids.next()), workspace, PollReader.poll(body), now, now);
        store.insert(poll);
        return poll;
    }

    public Poll get(WorkspaceId workspace, PollId id) {
        return store.find(id)
                .filter(poll -> poll.workspaceId().equals(workspace))
                .orElseThrow(() -> Refusal.of(RefusalCode.POLL_NOT_FOUND));
    }

    /** Replaces everything but the id. */
    public Poll replace(WorkspaceId workspace, PollId id, ObjectNode body) {
        ObjectNode poll = PollReader.poll(body);
        return change(workspace, id, before -> {
            before.removeAll();
            before.setAll(poll);
        });
    }

    /** Replaces a question; the number after the last one adds it. */
    public ObjectNode putQuestion(WorkspaceId workspace, PollId id, int number, ObjectNode body) {
        ObjectNode question = PollReader.question(body);
        Poll poll = change(
                workspace,
                id,
                before -> put(questions(before), number, question, PollShapes.MAX_QUESTIONS, "questions"));
        return at(questions(poll.body()), number, "Question not found");
    }

    /** Removes a question; later ones move down. */
    public void deleteQuestion(WorkspaceId workspace, PollId id, int number) {
        change(workspace, id, before -> {
            at(questions(before), number, "Question not found");
            questions(before).remove(number - 1);
            PollReader.number(questions(before));
        });
    }

    /** Replaces an option of a question; the number after the last one adds it. */
    public ObjectNode putOption(WorkspaceId workspace, PollId id, int question, int number, ObjectNode body) {
        ObjectNode option = PollReader.option(body);
        Poll poll = change(workspace, id, before -> {
            ArrayNode options = options(before, question);
            put(options, number, option, PollShapes.MAX_OPTIONS, "options");
        });
        return at(options(poll.body(), question), number, "Option not found");
    }

    /** Removes an option; later ones move down, and with them the right answers. */
    public void deleteOption(WorkspaceId workspace, PollId id, int question, int number) {
        change(workspace, id, before -> {
            ArrayNode options = options(before, question);
            at(options, number, "Option not found");
            options.remove(number - 1);
            PollReader.number(options);
            ObjectNode answer = (ObjectNode) questions(before).get(question - 1).get("answer");
            ArrayNode right = Json.array();
            for (JsonNode index : answer.path("options")) {
                if (index.asInt() != number) {
                    right.add(index.asInt() > number ? index.asInt() - 1 : index.asInt());
                }
            }
            answer.set("options", right);
        });
    }

    public Page<PollRun> runs(WorkspaceId workspace, PollId id, PageRequest page) {
        get(workspace, id);
        return Page.cut(page.limit(), records.runs(id, page), PollRun::id);
    }

    public Page<PollEntry> entries(
            WorkspaceId workspace,
            PollId id,
            PollRecords.Kind kind,
            @Nullable Integer question,
            boolean superseded,
            PageRequest page) {
        get(workspace, id);
        return Page.cut(page.limit(), records.entries(kind, id, question, superseded, page), PollEntry::id);
    }

    public PollEntry entry(WorkspaceId workspace, PollId id, PollRecords.Kind kind, String entryId) {
        get(workspace, id);
        return records.entry(kind, id, entryId).orElseThrow(() -> Refusal.of(RefusalCode.NOT_FOUND));
    }

    private Poll change(WorkspaceId workspace, PollId id, Consumer<ObjectNode> work) {
        get(workspace, id);
        Optional<Poll> changed = store.change(id, before -> {
            ObjectNode body = before.body().deepCopy();
            work.accept(body);
            return new Poll(id, workspace, body, before.createdAt(), now());
        });
        return changed.orElseThrow(() -> Refusal.of(RefusalCode.POLL_NOT_FOUND));
    }

    private static ArrayNode questions(ObjectNode poll) {
        return (ArrayNode) poll.path("questions");
    }

    private static ArrayNode options(ObjectNode poll, int question) {
        return (ArrayNode) at(questions(poll), question, "Question not found").path("options");
    }

    private static ObjectNode at(ArrayNode list, int number, String missing) {
        if (number < 1 || number > list.size()) {
            throw Refusal.saying(RefusalCode.NOT_FOUND, missing);
        }
        return (ObjectNode) list.get(number - 1);
    }

    private static void put(ArrayNode list, int number, ObjectNode entry, int most, String what) {
        if (number == list.size() + 1 && number <= most) {
            list.add(entry);
        } else if (number == list.size() + 1) {
            throw Fields.invalid(what + " holds more than " + most + " entries");
        } else {
            at(list, number, "Not found");
            list.set(number - 1, entry);
        }
        PollReader.number(list);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
