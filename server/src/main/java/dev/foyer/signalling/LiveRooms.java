package dev.foyer.signalling;

import dev.foyer.session.MediaPlane;
import dev.foyer.session.RoomCommand;
import dev.foyer.session.RoomPolicy;
import dev.foyer.session.RoomSession;
import dev.foyer.session.RoomView;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All live rooms of this process. Safe for use by any thread; nothing here waits for a room. */
public final class LiveRooms implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LiveRooms.class);
    private static final int STOP_SECONDS = 5;

    private final MediaPlane plane;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final RoomListener listener;
    private final Map<String, RoomOwner> rooms = new ConcurrentHashMap<>();
    private final AtomicLong sockets = new AtomicLong();
    private final RoomOwner.Register register = new Owners();
    private volatile boolean closed;

    /** {@code random} must not be guessable and must be safe for use by several threads. */
    public LiveRooms(MediaPlane plane, InstantSource clock, RandomGenerator random, RoomListener listener) {
        this.plane = plane;
        this.clock = clock;
        this.random = random;
        this.listener = listener;
    }

    /** Brings a socket into its room, opening the room if need be. */
    public RoomConnection connect(Admissions.Admission.Admitted admitted, String peerId, SocketSink sink) {
        long socketId = sockets.incrementAndGet();
        Outbox outbox = new Outbox(sink);
        RoomCommand.SocketOpened opened = new RoomCommand.SocketOpened(
                socketId,
                peerId,
                admitted.userId(),
                admitted.role(),
                admitted.credential(),
                admitted.pass(),
                admitted.origin());
        RoomPolicy policy = admitted.policy();
        // Posting inside compute: the owner leaves the map only inside compute, too, and only with an empty mailbox.
        RoomOwner owner = rooms.compute(policy.roomId(), (roomId, present) -> {
            RoomOwner room = present == null ? open(policy) : present;
            room.post(new RoomCommand.PolicyChanged(policy));
            room.connect(opened, outbox);
            return room;
        });
        return new RoomConnection(owner, socketId, outbox);
    }

    /** Everybody has to leave the room, because it was disabled or by a REST call. Unknown rooms are ignored. */
    public void end(String roomId, String reason, boolean closed) {
        post(roomId, new RoomCommand.EndRoom(reason, closed));
    }

    /** Hands a live room something to do; false when the room is not live. */
    public boolean post(String roomId, RoomCommand command) {
        RoomOwner owner = rooms.computeIfPresent(roomId, (id, present) -> {
            present.post(command);
            return present;
        });
        return owner != null;
    }

    /** A picture of one room; null when it is not live. May be cancelled when the room ends meanwhile. */
    public @Nullable CompletableFuture<RoomView> view(String roomId) {
        RoomOwner owner = rooms.get(roomId);
        return owner == null ? null : owner.view();
    }

    /**
     * Hands a live room something to do; the answer is how the room looks right after it. Null when the room is not live, and
     * cancelled when the room ends before it came to it.
     */
    public @Nullable CompletableFuture<RoomView> send(String roomId, List<RoomCommand> commands) {
        AtomicReference<@Nullable CompletableFuture<RoomView>> answer = new AtomicReference<>();
        rooms.computeIfPresent(roomId, (id, present) -> {
            answer.set(present.send(commands));
            return present;
        });
        return answer.get();
    }

    /** Asks every live room, at the same time; a room that ends meanwhile gives no answer. */
    public <T> List<CompletableFuture<T>> askAll(Function<RoomSession, T> question) {
        return rooms.values().stream().map(owner -> owner.ask(question)).toList();
    }

    /** Asks one room, on its own thread; null when it is not live. May be cancelled when the room ends meanwhile. */
    public <T> @Nullable CompletableFuture<T> ask(String roomId, Function<RoomSession, T> question) {
        RoomOwner owner = rooms.get(roomId);
        return owner == null ? null : owner.ask(question);
    }

    /** Counts everything that is live; a room that does not answer within a second is counted as empty. */
    public Census census() {
        int peers = 0;
        int previews = 0;
        int open = 0;
        for (RoomOwner owner : rooms.values()) {
            open += owner.sockets();
            try {
                RoomView view = owner.view().get(1, TimeUnit.SECONDS);
                peers += view.peers().size();
                previews += view.previews();
            } catch (ExecutionException | TimeoutException | CancellationException ended) {
                log.atWarn().addKeyValue("room", owner.roomId()).log("room did not answer to a count");
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        return new Census(rooms.size(), peers, previews, open);
    }

    /** What is live in this process now. */
    public record Census(int rooms, int peers, int previews, int sockets) {}

    /** The ids of the rooms that have an owner now. */
    public List<String> roomIds() {
        return List.copyOf(rooms.keySet());
    }

    /**
     * Closes every socket, so that clients try again, and every room. Returns when all facts of all rooms have been told, after
     * five seconds at the latest.
     */
    @Override
    public void close() {
        closed = true;
        List<RoomOwner> open = List.copyOf(rooms.values());
        open.forEach(RoomOwner::stop);
        try {
            CompletableFuture.allOf(open.stream().map(RoomOwner::ended).toArray(CompletableFuture[]::new))
                    .get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException late) {
            log.atWarn().addKeyValue("rooms", rooms.size()).log("rooms did not close in time");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private RoomOwner open(RoomPolicy policy) {
        if (closed) {
            throw new IllegalStateException("live rooms are closed");
        }
        RoomOwner owner = new RoomOwner(policy, plane, clock, random, listener, register);
        Thread.ofVirtual().name("room-" + policy.roomId()).start(owner);
        return owner;
    }

    private final class Owners implements RoomOwner.Register {
        @Override
        public boolean retire(RoomOwner owner) {
            RoomOwner left = rooms.computeIfPresent(
                    owner.roomId(), (id, present) -> present == owner && owner.idle() ? null : present);
            return left != owner;
        }

        @Override
        public void remove(RoomOwner owner) {
            rooms.remove(owner.roomId(), owner);
        }
    }
}
