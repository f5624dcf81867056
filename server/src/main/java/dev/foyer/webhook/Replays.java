package dev.foyer.webhook;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.Timestamps;
import dev.foyer.kernel.WorkspaceId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rules for telling once more what was told before, ten events a second. */
final class Replays {
    static final int MOST = 50_000;
    private static final long GAP_MILLIS = 100;
    private static final int MAX_TEXT = 128;
    private static final int MAX_NAMES = 50;
    private static final Duration PAST = Duration.ofDays(30);
    private static final Duration WINDOW = Duration.ofDays(14);

    private final DeliveryLogStore store;
    private final Courier courier;
    private final SecureRandom random;
    private final InstantSource clock;

    /** A replay and whether it was there before. */
    record Started(Replay replay, boolean before) {}

    Replays(DeliveryLogStore store, Courier courier, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.courier = courier;
        this.random = random;
        this.clock = clock;
    }

    Optional<Replay> find(WorkspaceId workspace, String id) {
        return id.length() > MAX_TEXT || id.indexOf('\0') >= 0 ? Optional.empty() : store.findReplay(workspace, id);
    }

    List<String> failedEvents(Replay replay) {
        return store.failedEvents(replay.id(), 1000);
    }

    /** Begins a replay, or returns the one with the same filters that runs. */
    Started start(WorkspaceId workspace, ObjectNode body) {
        String status = Fields.text(body, "status");
        List<String> names = names(body);
        int limit = Fields.whole(body, "limit", MOST, 1, MOST);
        int offset = Fields.whole(body, "offset", 0, 0, Integer.MAX_VALUE);
        @Nullable String room = text(body, "room_id");
        LogQuery query = query(
                workspace,
                time(body, "start_time"),
                time(body, "end_time"),
                room,
                names,
                status(status, LogQuery.Status.FAILED));
        String filters = Json.write(filters(body, names, limit, offset));
        Optional<Replay> same = store.newestReplay(workspace, filters).filter(Replay::running);
        if (same.isPresent()) {
            return new Started(same.get(), true);
        }
        byte[] suffix = new byte[4];
        random.nextBytes(suffix);
        String id = "webhook-replay-" + workspace.text() + "-" + HexFormat.of().formatHex(suffix);
        Replay replay = new Replay(id, workspace, filters, 0, clock.millis(), 0, 0, 0);
        courier.offer(store.replay(replay, query, limit, offset, GAP_MILLIS));
        return new Started(store.findReplay(workspace, id).orElse(replay), false);
    }

    /** A checked question to the log; times default to the last day. */
    LogQuery query(
            WorkspaceId workspace,
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable String room,
            List<String> names,
            LogQuery.Status status) {
        Instant now = clock.instant();
        Instant from = start == null ? now.minus(Duration.ofDays(1)) : start;
        Instant to = end == null ? now : end;
        if (from.isBefore(now.minus(PAST))) {
            throw Refusal.saying(RefusalCode.INVALID_QUERY, "start_time must be within the last 30 days");
        }
        if (to.isAfter(from.plus(WINDOW)) && end == null) {
            to = from.plus(WINDOW);
        }
        if (to.isAfter(from.plus(WINDOW)) || to.isBefore(from)) {
            throw Refusal.saying(RefusalCode.INVALID_QUERY, "end_time must be within 14 days after start_time");
        }
        return new LogQuery(workspace, from.toEpochMilli(), to.toEpochMilli(), room, names, status);
    }

    static LogQuery.Status status(@Nullable String text, LogQuery.Status otherwise) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        return switch (text) {
            case "all" -> LogQuery.Status.ALL;
            case "failed" -> LogQuery.Status.FAILED;
            case "success" -> LogQuery.Status.SUCCESS;
            default -> throw Refusal.saying(RefusalCode.INVALID_QUERY, "Invalid query param: status");
        };
    }

    private static List<String> names(ObjectNode body) {
        List<String> names = Fields.texts(body, "event_names");
        if (names == null) {
            return List.of();
        }
        if (names.size() > MAX_NAMES) {
            throw Fields.invalid("event_names");
        }
        names.forEach(name -> checked(name, "event_names"));
        return names;
    }

    private static @Nullable String text(ObjectNode body, String name) {
        String text = Fields.text(body, name);
        return text == null || text.isEmpty() ? null : checked(text, name);
    }

    private static String checked(String text, String name) {
        if (text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
            throw Fields.invalid(name);
        }
        return text;
    }

    private static @Nullable Instant time(ObjectNode body, String name) {
        String text = Fields.text(body, name);
        return text == null || text.isEmpty()
                ? null
                : Timestamps.parse(text).orElseThrow(() -> Fields.invalid(name + " must be a time"));
    }

    /** What was asked for, as far as it was said; the answers show it and equal ones are the same replay. */
    private static ObjectNode filters(ObjectNode body, List<String> names, int limit, int offset) {
        ObjectNode filters = Json.object();
        for (String name : List.of("start_time", "end_time", "room_id", "status")) {
            String text = Fields.text(body, name);
            if (text != null && !text.isEmpty()) {
                filters.put(name, text);
            }
        }
        ArrayNode types = filters.putArray("event_types");
        names.forEach(types::add);
        return filters.put("limit", limit).put("offset", offset);
    }
}
