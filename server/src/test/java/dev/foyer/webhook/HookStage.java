package dev.foyer.webhook;

import static dev.foyer.TestParts.json;

import dev.foyer.TestParts;
import dev.foyer.analytics.Event;
import dev.foyer.analytics.JdbiEventStore;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Json;
import dev.foyer.room.Room;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The outbox on one database with a clock that tests move and customers' servers that tests play. */
final class HookStage implements AutoCloseable {
    /** A request as a customer's server saw it. */
    record Sent(long at, String url, Map<String, String> headers, String body) {
        ObjectNode json() {
            return Json.readObject(body);
        }

        String id() {
            return json().get("id").stringValue();
        }
    }

    final TestParts parts;
    final JdbiEventStore events;
    final JdbiDeliveryStore outbox;
    final JdbiDeliveryLogStore log;
    final Webhooks webhooks;
    final StoreThread thread = new StoreThread();
    final List<Sent> sent = new ArrayList<>();
    final Deliveries deliveries;
    private final Backoff backoff = new Backoff(new Random(7));
    Schedule schedule = new Schedule(Schedule.Limits.USUAL, backoff);
    /** What a server answers; 0 for nothing. */
    Function<Sent, Integer> answers = request -> 200;

    private long position;

    HookStage(Engine engine) {
        parts = new TestParts(engine);
        events = new JdbiEventStore(parts.database.jdbi());
        outbox = new JdbiDeliveryStore(parts.database.jdbi());
        log = new JdbiDeliveryLogStore(parts.database.jdbi());
        var configs = new JdbiWebhookConfigStore(parts.database.jdbi(), parts.keys);
        webhooks = new Webhooks(configs, new SecureRandom(), parts);
        deliveries =
                new Deliveries(outbox, thread, webhooks, parts.workspaces, parts.rooms, this::send, backoff, parts);
        webhooks.change(
                parts.workspace.id(), json("{'url':'http://customer.example/hook','headers':{'x-secret':'v'}}"));
    }

    private Attempt send(String url, Map<String, String> headers, String body) {
        Sent request = new Sent(parts.millis(), url, headers, body);
        sent.add(request);
        int status = answers.apply(request);
        return new Attempt(parts.millis(), status, 5, status == 0 ? "timeout" : "", "said " + status);
    }

    Room room(String name) {
        return parts.rooms.createOrUpdate(parts.workspace.id(), json("{'name':'" + name + "'}"));
    }

    Room room(String name, String url) {
        return parts.rooms.createOrUpdate(
                parts.workspace.id(), json("{'name':'" + name + "','webhook':{'url':'" + url + "'}}"));
    }

    /** Something happens now; the id of the event. */
    String event(Room room, String type) {
        Event event = make(room, type);
        events.append(List.of(event));
        offer(event);
        return event.id();
    }

    Event make(Room room, String type) {
        Event.Endpoint endpoint = webhooks.target(room)
                .map(target -> Webhooks.endpoint(room.workspaceId(), target))
                .orElse(null);
        position = Math.max(position + 1, parts.millis() * 1000);
        return new Event(
                position,
                UUID.randomUUID().toString(),
                room.workspaceId(),
                room.id().text(),
                "s1",
                "p1",
                "u1",
                type,
                false,
                parts.instant(),
                Json.object().put("room_id", room.id().text()),
                endpoint);
    }

    void offer(Event event) {
        Event.Endpoint endpoint = event.endpoint();
        if (endpoint != null) {
            schedule.offer(
                    new Schedule.Lane(event.workspaceId().text(), endpoint.key(), event.roomId()), parts.millis());
        }
    }

    /** The process dies and another one takes up what is in the database. */
    void restart() {
        schedule = new Schedule(Schedule.Limits.USUAL, backoff);
        outbox.lanes().forEach(lane -> schedule.offer(lane, parts.millis()));
    }

    /** Delivers what is due until so much time has passed. */
    void run(Duration time) {
        long end = parts.millis() + time.toMillis();
        while (true) {
            Schedule.Lane lane = schedule.take(parts.millis());
            if (lane != null) {
                Courier.apply(schedule, lane, deliveries.next(lane), parts.millis());
            } else if (schedule.nextAt() > end) {
                parts.pass(Duration.ofMillis(end - parts.millis()));
                return;
            } else {
                parts.pass(Duration.ofMillis(Math.max(1, schedule.nextAt() - parts.millis())));
            }
        }
    }

    List<String> ids() {
        return sent.stream().map(Sent::id).toList();
    }

    List<Delivery> all() {
        return log.list(
                new LogQuery(parts.workspace.id(), 0, Long.MAX_VALUE, null, List.of(), LogQuery.Status.ALL), 100, 0);
    }

    @Override
    public void close() {
        thread.close();
        parts.close();
    }
}
