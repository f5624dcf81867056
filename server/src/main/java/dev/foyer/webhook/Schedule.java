package dev.foyer.webhook;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is. An endpoint is a customer's server, a lane is what must stay in order there: one room, or one replay. It
 * knows lanes only, never what waits in them, so a backlog costs nothing here.
 *
 * <p>Endpoints take turns. A lane has one delivery on its way at most. An endpoint has a few on their way, and only one, a
 * probe, while it fails; so have all endpoints of a workspace together and all there are. Times are epoch milliseconds that
 * the caller tells. For one thread at a time.
 */
final class Schedule {
    /** So many failures in a row make an endpoint a failing one. */
    static final int FAILING = 3;

    private static final Duration LONGEST_PROBE_PAUSE = Duration.ofMinutes(5);

    /** How many may be on their way. */
    record Limits(int all, int workspace, int endpoint) {
        static final Limits USUAL = new Limits(64, 16, 4);
    }

    /** One lane of one endpoint. */
    record Lane(String workspace, String endpoint, String name) {}

    private static final class Row {
        final Lane lane;
        final Server server;
        long due;
        boolean running;
        boolean more;

        Row(Lane lane, Server server, long due) {
            this.lane = lane;
            this.server = server;
            this.due = due;
        }
    }

    private static final class Server {
        final String workspace;
        final PriorityQueue<Row> waiting = new PriorityQueue<>(Comparator.comparingLong((Row row) -> row.due));
        int lanes;
        int running;
        int failures;
        long probeAt;

        Server(String workspace) {
            this.workspace = workspace;
        }

        boolean failing() {
            return failures >= FAILING;
        }
    }

    private final Limits limits;
    private final Backoff backoff;
    private final Map<Lane, Row> rows = new HashMap<>();
    private final Map<String, Server> servers = new HashMap<>();
    private final Deque<Server> turns = new ArrayDeque<>();
    private final Map<String, Integer> runningOf = new HashMap<>();
    private int running;

    Schedule(Limits limits, Backoff backoff) {
        this.limits = limits;
        this.backoff = backoff;
    }

    /** There is something in a lane, to be delivered at {@code due} if the lane was empty. */
    void offer(Lane lane, long due) {
        Row row = rows.get(lane);
        if (row != null) {
            row.more = true;
            return;
        }
        Server server = servers.get(lane.endpoint());
        if (server == null) {
            server = new Server(lane.workspace());
            servers.put(lane.endpoint(), server);
            turns.addLast(server);
        }
        Row fresh = new Row(lane, server, due);
        rows.put(lane, fresh);
        server.lanes++;
        server.waiting.add(fresh);
    }

    /** The lane whose first delivery is to be made now; it is on its way until one of the methods below is called. */
    @Nullable
    Lane take(long now) {
        if (running >= limits.all()) {
            return null;
        }
        for (int i = turns.size(); i > 0; i--) {
            Server server = turns.removeFirst();
            turns.addLast(server);
            Row row = ready(server, now) ? server.waiting.poll() : null;
            if (row != null) {
                row.running = true;
                row.more = false;
                server.running++;
                running++;
                runningOf.merge(server.workspace, 1, Integer::sum);
                return row.lane;
            }
        }
        return null;
    }

    /** When {@link #take} may give a lane without anything else happening; {@code Long.MAX_VALUE} for never. */
    long nextAt() {
        long next = Long.MAX_VALUE;
        for (Server server : turns) {
            Row row = server.waiting.peek();
            if (row != null && hasPlace(server)) {
                next = Math.min(next, server.failing() ? Math.max(row.due, server.probeAt) : row.due);
            }
        }
        return next;
    }

    /** The first delivery was made; what waits behind it is due now. */
    void succeeded(Lane lane, long now) {
        declined(lane, now, now);
    }

    /** The endpoint is well, but the first delivery is to be tried again. */
    void declined(Lane lane, long now, long due) {
        Row row = back(lane);
        boolean recovered = row.server.failing();
        row.server.failures = 0;
        if (recovered) {
            hurry(row.server, now);
        }
        wait(row, due);
    }

    /** The first delivery failed and is to be tried again. */
    void failed(Lane lane, long now, long due) {
        Row row = back(lane);
        row.server.failures++;
        row.server.probeAt = now + backoff.pause(row.server.failures - FAILING + 1, LONGEST_PROBE_PAUSE);
        wait(row, due);
    }

    /** The first delivery is out of the way without having been tried, or is due later. */
    void passed(Lane lane, long due) {
        wait(back(lane), due);
    }

    /** Nothing was found in the lane; it is forgotten unless something was offered since {@link #take}. */
    void empty(Lane lane, long now) {
        Row row = back(lane);
        if (row.more) {
            wait(row, now);
            return;
        }
        rows.remove(lane);
        // An endpoint without lanes is kept while it fails, so that its next event is a probe again.
        if (--row.server.lanes == 0 && !row.server.failing()) {
            servers.remove(lane.endpoint());
            turns.remove(row.server);
        }
    }

    /** Everything of a workspace is tried again at once: it has told another address. */
    void retryNow(String workspace, long now) {
        for (Server server : servers.values()) {
            if (server.workspace.equals(workspace)) {
                server.failures = 0;
                hurry(server, now);
            }
        }
    }

    /** Lanes with something in them. */
    int lanes() {
        return rows.size();
    }

    private boolean ready(Server server, long now) {
        Row row = server.waiting.peek();
        return row != null && row.due <= now && hasPlace(server) && (!server.failing() || server.probeAt <= now);
    }

    private boolean hasPlace(Server server) {
        int most = server.failing() ? 1 : limits.endpoint();
        return server.running < most && runningOf.getOrDefault(server.workspace, 0) < limits.workspace();
    }

    private void hurry(Server server, long now) {
        List<Row> all = new ArrayList<>(server.waiting);
        server.waiting.clear();
        for (Row row : all) {
            row.due = Math.min(row.due, now);
            server.waiting.add(row);
        }
    }

    private Row back(Lane lane) {
        Row row = rows.get(lane);
        if (row == null || !row.running) {
            throw new IllegalStateException("lane is not on its way");
        }
        row.running = false;
        row.server.running--;
        running--;
        runningOf.computeIfPresent(row.server.workspace, (key, count) -> count > 1 ? count - 1 : null);
        return row;
    }

    private static void wait(Row row, long due) {
        row.due = due;
        row.server.waiting.add(row);
    }
}
