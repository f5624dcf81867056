package dev.foyer.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/** A room with clients that remember what they received and a media plane that answers at once unless told not to. */
final class Stage {
    static final String NODE = "n-1";

    final List<Effect> facts = new ArrayList<>();
    final List<MediaCommand> media = new ArrayList<>();
    final List<Long> closed = new ArrayList<>();
    final Map<String, Client> clients = new LinkedHashMap<>();
    final RoomSession session;
    boolean mediaAnswers = true;
    long now = 1_800_000_000_000L;

    private final Map<Long, List<ObjectNode>> inboxes = new HashMap<>();
    private long sockets;

    Stage(RoomPolicy policy) {
        session = new RoomSession(policy, NODE, new Random(1));
    }

    static Stage usual() {
        return new Stage(Rooms.usual());
    }

    Client connect(String peerId, String role) {
        Client client = new Client(this, peerId, role);
        clients.put(peerId, client);
        return client.open();
    }

    Client join(String peerId, String role) {
        Client client = connect(peerId, role);
        client.join();
        return client;
    }

    List<ObjectNode> inbox(long socket) {
        return inboxes.computeIfAbsent(socket, key -> new ArrayList<>());
    }

    long nextSocket() {
        return ++sockets;
    }

    void later(long millis) {
        long end = now + millis;
        while (now < end) {
            now = Math.min(end, now + 500);
            run(new RoomCommand.Tick());
        }
    }

    void event(MediaEvent event) {
        run(new RoomCommand.Media(event));
    }

    void run(RoomCommand command) {
        List<MediaEvent> answers = new ArrayList<>();
        for (Effect effect : session.handle(now, command)) {
            switch (effect) {
                case Effect.Send send -> {
                    ObjectNode frame = Json.parse(send.json());
                    if (frame == null) {
                        throw new AssertionError("not JSON: " + send.json());
                    }
                    inbox(send.socketId()).add(frame);
                }
                case Effect.CloseSocket close -> closed.add(close.socketId());
                case Effect.ToMedia toMedia -> {
                    media.add(toMedia.command());
                    if (mediaAnswers && toMedia.command() instanceof MediaCommand.PublishOffer offer) {
                        answers.add(new MediaEvent.PublishAnswer(
                                offer.peerId(), offer.reference(), "answer to " + offer.sdp()));
                    }
                }
                default -> facts.add(effect);
            }
        }
        answers.forEach(this::event);
    }

    <T extends MediaCommand> List<T> media(Class<T> type) {
        return media.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends MediaCommand> T lastMedia(Class<T> type) {
        return media(type).getLast();
    }

    /** What a peer was last to receive, by the opening of its connections or later. */
    List<MediaCommand.SubscribedTrack> wanted(String peerId) {
        List<MediaCommand.SubscribedTrack> wanted = List.of();
        for (MediaCommand command : media) {
            if (command instanceof MediaCommand.OpenPeer open && open.peerId().equals(peerId)) {
                wanted = open.tracks();
            } else if (command instanceof MediaCommand.Subscribe subscribe
                    && subscribe.peerId().equals(peerId)) {
                wanted = subscribe.tracks();
            }
        }
        return wanted;
    }

    <T extends Effect> List<T> facts(Class<T> type) {
        return facts.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
