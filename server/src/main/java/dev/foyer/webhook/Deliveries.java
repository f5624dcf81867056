package dev.foyer.webhook;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.RoomId;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.room.Room;
import dev.foyer.room.Rooms;
import dev.foyer.room.WebhookTarget;
import dev.foyer.workspace.Workspace;
import dev.foyer.workspace.WorkspaceStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Makes one delivery: looks up what it needs, asks the {@link Sender}, writes down what came of it. */
final class Deliveries {
    /** What a delivery means for its lane. */
    sealed interface Next {
        /** It was taken; the one behind it is due. */
        record Taken() implements Next {}

        /** It was not; {@code due} is when to try the lane again. */
        record Failed(long due) implements Next {}

        /** As {@link Failed}, but the endpoint is well and only says something else than 200. */
        record Declined(long due) implements Next {}

        /** The endpoint was not asked. */
        record Passed(long due) implements Next {}

        /** The lane is empty. */
        record Empty() implements Next {}
    }

    private record Letter(WebhookTarget target, List<Redacted> secrets, Workspace workspace, ObjectNode data) {}

    private final DeliveryStore store;
    private final StoreThread thread;
    private final Webhooks webhooks;
    private final WorkspaceStore workspaces;
    private final Rooms rooms;
    private final Sender sender;
    private final Backoff backoff;
    private final InstantSource clock;

    Deliveries(
            DeliveryStore store,
            StoreThread thread,
            Webhooks webhooks,
            WorkspaceStore workspaces,
            Rooms rooms,
            Sender sender,
            Backoff backoff,
            InstantSource clock) {
        this.store = store;
        this.thread = thread;
        this.webhooks = webhooks;
        this.workspaces = workspaces;
        this.rooms = rooms;
        this.sender = sender;
        this.backoff = backoff;
        this.clock = clock;
    }

    /** Tries the first delivery of a lane. */
    Next next(Schedule.Lane lane) {
        Delivery delivery = thread.call(() -> store.first(lane)).orElse(null);
        if (delivery == null) {
            return new Next.Empty();
        }
        long now = clock.millis();
        // When to try again is the schedule's knowledge; only replays are slow on purpose.
        if (delivery.replayId() != null && delivery.nextAt() > now) {
            return new Next.Passed(delivery.nextAt());
        }
        if (now - delivery.createdAt() >= Backoff.TRYING.toMillis()) {
            return givenUp(delivery, delivery.error().isEmpty() ? "expired" : delivery.error());
        }
        ObjectNode data = delivery.data();
        if (data == null) {
            return givenUp(delivery, "event is no longer kept");
        }
        Letter letter = thread.call(() -> letter(delivery, data)).orElse(null);
        return letter == null ? givenUp(delivery, "no webhook is set") : send(delivery, letter);
    }

    private Next givenUp(Delivery delivery, String why) {
        long now = clock.millis();
        thread.run(() -> store.giveUp(delivery, why, now));
        return new Next.Passed(now);
    }

    private Optional<Letter> letter(Delivery delivery, ObjectNode data) {
        WorkspaceId id = delivery.workspaceId();
        Optional<Room> room = rooms.find(new RoomId(delivery.roomId()));
        Optional<Workspace> workspace = workspaces.find(id);
        return room.flatMap(webhooks::target)
                .flatMap(target -> workspace.map(owner -> new Letter(target, webhooks.secrets(id), owner, data)));
    }

    private Next send(Delivery delivery, Letter letter) {
        String body = Json.write(envelope(letter.workspace(), delivery, letter.data()));
        Attempt attempt = sender.send(letter.target().url(), headers(letter, body), body);
        Delivery sent = to(delivery, letter.target().url());
        long now = clock.millis();
        if (attempt.delivered()) {
            thread.run(() -> store.attempted(sent, attempt, Delivery.State.DELIVERED, now));
            return new Next.Taken();
        }
        int failures = delivery.attempts() + 1;
        long due = now + backoff.pause(failures);
        boolean few = delivery.replayId() != null || attempt.almost();
        boolean over = (few && failures >= Backoff.SHORT) || due - delivery.createdAt() >= Backoff.TRYING.toMillis();
        Delivery.State state = over ? Delivery.State.DEAD : Delivery.State.PENDING;
        thread.run(() -> store.attempted(sent, attempt, state, due));
        long next = over ? now : due;
        return attempt.almost() ? new Next.Declined(next) : new Next.Failed(next);
    }

    private Map<String, String> headers(Letter letter, String body) {
        Map<String, String> headers = new LinkedHashMap<>(letter.target().headers());
        headers.put(
                Signature.HEADER, Signature.of(letter.secrets(), clock.instant().getEpochSecond(), body));
        headers.put(Signature.PLAIN_HEADER, Signature.hmac(letter.secrets().getFirst(), body));
        return headers;
    }

    /** The envelope of the 100ms documentation, with every member that any of its samples has. */
    static ObjectNode envelope(Workspace workspace, Delivery delivery, ObjectNode data) {
        Instant at = Instant.ofEpochMilli(delivery.occurredAt()).truncatedTo(ChronoUnit.SECONDS);
        ObjectNode envelope = Json.object()
                .put("version", "2.0")
                .put("id", delivery.eventId())
                .put("account_id", workspace.id().text())
                .put("app_id", workspace.appId())
                .put("timestamp", DateTimeFormatter.ISO_INSTANT.format(at))
                .put("type", delivery.type());
        if (delivery.replayId() != null) {
            envelope.put("is_replay", true);
        }
        envelope.set("data", data);
        return envelope;
    }

    private static Delivery to(Delivery delivery, String url) {
        @Nullable String replay = delivery.replayId();
        return new Delivery(
                delivery.id(),
                delivery.eventId(),
                delivery.workspaceId(),
                delivery.roomId(),
                delivery.type(),
                delivery.lane(),
                replay,
                delivery.state(),
                delivery.attempts(),
                delivery.nextAt(),
                url,
                delivery.error(),
                delivery.occurredAt(),
                delivery.createdAt(),
                delivery.data());
    }
}
