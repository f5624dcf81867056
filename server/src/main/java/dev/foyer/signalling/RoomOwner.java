package dev.foyer.signalling;

import dev.foyer.session.Effect;
import dev.foyer.session.MediaPlane;
import dev.foyer.session.RoomCommand;
import dev.foyer.session.RoomPolicy;
import dev.foyer.session.RoomSession;
import dev.foyer.session.RoomView;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that a live room belongs to, and its mailbox. */
final class RoomOwner implements Runnable {
    static final long TICK_MILLIS = 500;
    /** A room without anybody is kept so long, because people tend to come back. */
    private static final long LINGER_MILLIS = 10_000;

    private static final Logger log = LoggerFactory.getLogger(RoomOwner.class);

    /** Where owners are found. */
    interface Register {
        /** Forgets the owner if nothing has been posted to it; true when it is forgotten. */
        boolean retire(RoomOwner owner);

        /** Forgets the owner whatever was posted. */
        void remove(RoomOwner owner);
    }

    /** What can be put into the mailbox. */
    private sealed interface Letter {
        record Command(RoomCommand command, @Nullable Runnable done) implements Letter {}

        record Ask<T>(Function<RoomSession, T> question, CompletableFuture<T> answer) implements Letter {
            void reply(RoomSession session) {
                answer.complete(question.apply(session));
            }
        }

        /** The commands, then the picture: nothing comes between. */
        record Errand(List<RoomCommand> commands, CompletableFuture<RoomView> answer) implements Letter {}

        record Stop() implements Letter {}
    }

    private final String roomId;
    private final RoomSession session;
    private final MediaPlane.MediaRoom media;
    private final InstantSource clock;
    private final RoomListener listener;
    private final Register register;
    private final BlockingQueue<Letter> mailbox = new LinkedBlockingQueue<>();
    private final Map<Long, Outbox> outboxes = new ConcurrentHashMap<>();
    private long now;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private long emptySince;
    private boolean running = true;

    /** The register is asked to retire the owner when the room has been empty for a while. */
    RoomOwner(
            RoomPolicy policy,
            MediaPlane plane,
            InstantSource clock,
            RandomGenerator random,
            RoomListener listener,
            Register register) {
        this.roomId = policy.roomId();
        this.session = new RoomSession(policy, plane.nodeId(), random);
        this.clock = clock;
        this.listener = listener;
        this.register = register;
        this.now = clock.millis();
        this.emptySince = now;
        this.media = plane.openRoom(roomId, event -> post(new RoomCommand.Media(event)));
    }

    String roomId() {
        return roomId;
    }

    boolean idle() {
        return mailbox.isEmpty();
    }

    void post(RoomCommand command) {
        mailbox.add(new Letter.Command(command, null));
    }

    /** {@code done} runs when the command has been carried out. */
    void post(RoomCommand command, Runnable done) {
        mailbox.add(new Letter.Command(command, done));
    }

    void connect(RoomCommand.SocketOpened opened, Outbox outbox) {
        outboxes.put(opened.socketId(), outbox);
        post(opened);
    }

    void disconnected(long socketId, int code) {
        outboxes.remove(socketId);
        post(new RoomCommand.SocketClosed(socketId, code));
    }

    int sockets() {
        return outboxes.size();
    }

    CompletableFuture<RoomView> view() {
        return ask(RoomSession::view);
    }

    /** The question is put to the session on the room's own thread and must only read. */
    <T> CompletableFuture<T> ask(Function<RoomSession, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        mailbox.add(new Letter.Ask<>(question, answer));
        return answer;
    }

    /** How the room looks right after these commands. */
    CompletableFuture<RoomView> send(List<RoomCommand> commands) {
        CompletableFuture<RoomView> answer = new CompletableFuture<>();
        mailbox.add(new Letter.Errand(List.copyOf(commands), answer));
        return answer;
    }

    /** Done when the last fact of this room has been told. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    void stop() {
        mailbox.add(new Letter.Stop());
    }

    @Override
    public void run() {
        log.atInfo().addKeyValue("room", roomId).log("room opened");
        try {
            while (running) {
                turn();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            log.atError().addKeyValue("room", roomId).setCause(bug).log("room failed and was closed");
        } finally {
            end();
        }
    }

    /** Ticks come between letters too, so that a busy room does not lose its sense of time. */
    private void turn() throws InterruptedException {
        long before = now;
        Letter letter = mailbox.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        now = Math.max(now, clock.millis());
        if (letter != null) {
            open(letter);
        }
        if (letter == null || now / TICK_MILLIS != before / TICK_MILLIS) {
            carryOut(new RoomCommand.Tick());
        }
        if (!session.isEmpty()) {
            emptySince = now;
        } else if (now - emptySince >= LINGER_MILLIS && register.retire(this)) {
            running = false;
        }
    }

    private void open(Letter letter) {
        switch (letter) {
            case Letter.Command command -> {
                carryOut(command.command());
                Runnable done = command.done();
                if (done != null) {
                    done.run();
                }
            }
            case Letter.Ask<?> ask -> ask.reply(session);
            case Letter.Errand errand -> {
                errand.commands().forEach(this::carryOut);
                errand.answer().complete(session.view());
            }
            case Letter.Stop stop -> running = false;
        }
    }

    private void carryOut(RoomCommand command) {
        for (Effect effect : session.handle(now, command)) {
            switch (effect) {
                case Effect.Send send -> {
                    Outbox outbox = outboxes.get(send.socketId());
                    if (outbox != null) {
                        outbox.send(send.json());
                    }
                }
                case Effect.CloseSocket close -> {
                    Outbox outbox = outboxes.remove(close.socketId());
                    if (outbox != null) {
                        outbox.close(close.code(), close.reason());
                    }
                }
                case Effect.ToMedia toMedia -> media.accept(toMedia.command());
                default -> tell(effect);
            }
        }
    }

    private void tell(Effect fact) {
        try {
            listener.happened(roomId, fact);
        } catch (RuntimeException bug) {
            log.atError().addKeyValue("room", roomId).setCause(bug).log("room listener failed");
        }
    }

    private void end() {
        register.remove(this);
        endSession();
        media.close();
        outboxes.values().forEach(outbox -> outbox.close(1001, "going away"));
        outboxes.clear();
        for (Letter letter : mailbox) {
            if (letter instanceof Letter.Ask<?> ask) {
                ask.answer().cancel(false);
            } else if (letter instanceof Letter.Errand errand) {
                errand.answer().cancel(false);
            }
        }
        ended.complete(null);
        log.atInfo().addKeyValue("room", roomId).log("room closed");
    }

    /** Whoever keeps a record learns that everybody's stay is over. Clients are not told: their sockets are closed as usual. */
    private void endSession() {
        try {
            for (Effect effect : session.handle(Math.max(now, clock.millis()), new RoomCommand.Stop())) {
                switch (effect) {
                    case Effect.Send send -> {}
                    case Effect.CloseSocket close -> {}
                    case Effect.ToMedia toMedia -> {}
                    default -> tell(effect);
                }
            }
        } catch (RuntimeException bug) {
            log.atError().addKeyValue("room", roomId).setCause(bug).log("session was not ended");
        }
    }
}
