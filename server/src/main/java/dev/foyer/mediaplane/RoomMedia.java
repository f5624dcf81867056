package dev.foyer.mediaplane;

import dev.foyer.media.forward.Egress;
import dev.foyer.media.forward.Router;
import dev.foyer.media.forward.SpeakerLevel;
import dev.foyer.media.ice.IceCredentials;
import dev.foyer.media.peer.PeerTransport;
import dev.foyer.media.sdp.LocalCandidate;
import dev.foyer.media.sdp.LocalTransport;
import dev.foyer.media.sdp.SubscribeNegotiator;
import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.TransportAddress;
import dev.foyer.mediaplane.udp.DatagramBatch;
import dev.foyer.session.MediaCommand;
import dev.foyer.session.MediaEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The media of one room, confined to its loop's thread. */
final class RoomMedia implements Egress {
    private static final Logger log = LoggerFactory.getLogger(RoomMedia.class);
    private static final int NOT_FOUND = 404;

    private final String roomId;
    private final MediaLoop loop;
    private final DatagramBatch udp;
    private final NodeParts parts;
    private final List<LocalCandidate> candidates;
    private final Consumer<MediaEvent> events;
    private final Router router;
    private final Map<String, PeerMedia> peers = new HashMap<>();
    private final List<@Nullable Link> links = new ArrayList<>();
    private final ArrayDeque<Integer> freeIds = new ArrayDeque<>();
    private final Map<String, Link> owners = new HashMap<>();
    private long nextOfferNanos = Long.MAX_VALUE;
    private boolean faulty;
    private boolean closed;

    RoomMedia(
            String roomId,
            MediaLoop loop,
            NodeParts parts,
            List<LocalCandidate> candidates,
            Consumer<MediaEvent> events) {
        this.roomId = roomId;
        this.loop = loop;
        this.udp = loop.udp();
        this.parts = parts;
        this.candidates = candidates;
        this.events = events;
        this.router = new Router(this, parts.random(), parts.slots());
    }

    String roomId() {
        return roomId;
    }

    Router router() {
        return router;
    }

    void accept(long now, MediaCommand command) {
        if (closed) {
            return;
        }
        if (command instanceof MediaCommand.OpenPeer open) {
            closePeer(now, open.peerId());
            openPeer(now, open);
            return;
        }
        PeerMedia peer = peers.get(peerOf(command));
        if (peer == null) {
            if (command instanceof MediaCommand.PublishOffer offer) {
                emit(new MediaEvent.PublishFailed(
                        offer.peerId(), offer.reference(), NOT_FOUND, "the peer has no media connection"));
            }
            return;
        }
        try {
            carryOut(now, peer, command);
        } catch (RuntimeException | Error e) {
            loop.fail(now, peer.publish().link(), e);
        }
    }

    private void carryOut(long now, PeerMedia peer, MediaCommand command) {
        switch (command) {
            case MediaCommand.OpenPeer open -> openPeer(now, open);
            case MediaCommand.Trickle trickle ->
                // A lite agent learns the browser's addresses from its checks and needs no candidates.
                touch(
                        trickle.target() == Link.PUBLISH
                                ? peer.publish().link()
                                : peer.subscribe().link());
            case MediaCommand.ClosePeer close -> closePeer(now, close.peerId());
            case MediaCommand.PublishOffer offer -> peer.publish().offer(offer);
            case MediaCommand.Subscribe subscribe -> peer.subscribe().want(now, subscribe.tracks());
            case MediaCommand.SubscribeAnswer answer -> peer.subscribe().answer(now, answer.sdp());
            case MediaCommand.Forward forward -> peer.subscribe().forward(forward.trackId(), forward.layer());
            case MediaCommand.RestartSubscribeIce restart -> peer.subscribe().restartIce(now);
            case MediaCommand.SendChannel send -> {
                Link link = peer.subscribe().link();
                link.transport().sendText(send.text());
                touch(link);
            }
        }
    }

    private static String peerOf(MediaCommand command) {
        return switch (command) {
            case MediaCommand.OpenPeer c -> c.peerId();
            case MediaCommand.ClosePeer c -> c.peerId();
            case MediaCommand.PublishOffer c -> c.peerId();
            case MediaCommand.Subscribe c -> c.peerId();
            case MediaCommand.SubscribeAnswer c -> c.peerId();
            case MediaCommand.Trickle c -> c.peerId();
            case MediaCommand.Forward c -> c.subscriberId();
            case MediaCommand.RestartSubscribeIce c -> c.peerId();
            case MediaCommand.SendChannel c -> c.peerId();
        };
    }

    private void openPeer(long now, MediaCommand.OpenPeer open) {
        String peerId = open.peerId();
        Link publish = openLink(peerId, Link.PUBLISH);
        Link subscribe = openLink(peerId, Link.SUBSCRIBE);
        SubscribeNegotiator negotiator = new SubscribeNegotiator(
                parts.random(), local(subscribe.transport().local()));
        PeerMedia peer = new PeerMedia(new PublishSide(this, publish), new SubscribeSide(this, subscribe, negotiator));
        peers.put(peerId, peer);
        peer.subscribe().want(now, open.tracks());
    }

    /** Has every subscriber asked at this time, if not before, whether an offer is due. */
    void offerBy(long nanos) {
        nextOfferNanos = Math.min(nextOfferNanos, nanos);
    }

    private void offer(long now) {
        nextOfferNanos = Long.MAX_VALUE;
        for (PeerMedia peer : peers.values()) {
            peer.subscribe().offer(now);
        }
    }

    private Link openLink(String peerId, int target) {
        Integer free = freeIds.poll();
        int id = free != null ? free : links.size();
        LinkWaker waker = new LinkWaker(loop);
        PeerTransport transport = new PeerTransport(credentials(), parts.identity(), parts.runner(), waker);
        Link link = new Link(this, peerId, target, id, transport);
        waker.link = link;
        if (id == links.size()) {
            links.add(link);
        } else {
            links.set(id, link);
        }
        loop.add(link);
        return link;
    }

    /** Breaks the circle between a transport and the link that it wakes. */
    private static final class LinkWaker implements Runnable {
        private final MediaLoop loop;
        private volatile @Nullable Link link;

        LinkWaker(MediaLoop loop) {
            this.loop = loop;
        }

        @Override
        public void run() {
            Link woken = link;
            if (woken != null) {
                loop.ready(woken);
            }
        }
    }

    /** Gives the connection a new transport with these credentials. */
    void replace(Link link, IceCredentials local) {
        LinkWaker waker = new LinkWaker(loop);
        waker.link = link;
        link.replace(new PeerTransport(local, parts.identity(), parts.runner(), waker));
        loop.addUfrag(link, local.ufrag());
    }

    void restartIce(Link link, IceCredentials local) {
        link.transport().restartIce(local);
        loop.addUfrag(link, local.ufrag());
        touch(link);
    }

    IceCredentials credentials() {
        return IceCredentials.random(parts.random());
    }

    LocalTransport local(IceCredentials credentials) {
        return new LocalTransport(credentials, parts.identity().fingerprint(), candidates);
    }

    void touch(Link link) {
        loop.touch(link);
    }

    /** Ends a peer after a fault of ours and says so. */
    void failPeer(long now, String peerId) {
        if (peers.containsKey(peerId)) {
            emit(new MediaEvent.Connection(peerId, Link.PUBLISH, MediaEvent.State.FAILED));
            emit(new MediaEvent.Connection(peerId, Link.SUBSCRIBE, MediaEvent.State.FAILED));
            closePeer(now, peerId);
        }
    }

    private void closePeer(long now, String peerId) {
        PeerMedia peer = peers.remove(peerId);
        if (peer != null) {
            peer.publish().end();
            closeLink(now, peer.publish().link());
            closeLink(now, peer.subscribe().link());
        }
    }

    private void closeLink(long now, Link link) {
        try {
            router.removeConnection(link.id);
        } finally {
            loop.remove(now, link);
            links.set(link.id, null);
            freeIds.add(link.id);
        }
    }

    void close(long now) {
        if (!closed) {
            closed = true;
            List.copyOf(peers.keySet()).forEach(peerId -> closePeer(now, peerId));
            loop.remove(this);
        }
    }

    long nextTimeoutNanos() {
        return Math.min(router.nextTimeoutNanos(), nextOfferNanos);
    }

    void handleTimeout(long now) {
        if (now >= nextOfferNanos) {
            offer(now);
        }
        router.handleTimeout(now);
        List<SpeakerLevel> levels = router.pollSpeakers(now);
        if (levels != null) {
            emit(new MediaEvent.Speakers(speakers(levels)));
        }
    }

    private List<MediaEvent.Speaker> speakers(List<SpeakerLevel> levels) {
        List<MediaEvent.Speaker> speakers = new ArrayList<>();
        for (SpeakerLevel level : levels) {
            Link link = links.get(level.connection());
            if (link != null) {
                speakers.add(new MediaEvent.Speaker(link.peerId, level.trackId(), level.level()));
            }
        }
        return speakers;
    }

    long packetsOut() {
        return router.counters().packetsOut();
    }

    boolean isFree(String trackId, Link link) {
        Link owner = owners.get(trackId);
        return owner == null || owner == link;
    }

    /** Makes a track the connection's own; false when another one has it. */
    boolean claim(String trackId, Link link) {
        return owners.putIfAbsent(trackId, link) == null || isFree(trackId, link);
    }

    void release(String trackId, Link link) {
        owners.remove(trackId, link);
    }

    /** True the first time only, so that a fault that comes back every turn is logged once. */
    boolean firstFault() {
        boolean first = !faulty;
        faulty = true;
        return first;
    }

    void emit(MediaEvent event) {
        try {
            events.accept(event);
        } catch (RuntimeException e) {
            log.error("Room {} did not take an event", roomId, e);
        }
    }

    @Override
    public boolean isReady(int connection) {
        Link link = links.get(connection);
        return link != null && link.transport().isSendable();
    }

    @Override
    public boolean rtp(int connection, PacketBuffer plain) {
        return send(connection, plain, true);
    }

    @Override
    public boolean rtcp(int connection, PacketBuffer plain) {
        return send(connection, plain, false);
    }

    private boolean send(int connection, PacketBuffer plain, boolean rtp) {
        Link link = links.get(connection);
        TransportAddress to = link == null ? null : link.transport().selected();
        if (link == null || to == null) {
            return false;
        }
        PacketBuffer slot = udp.slot();
        boolean ok = rtp
                ? link.transport().protectRtp(plain, slot)
                : link.transport().protectRtcp(plain, slot);
        if (ok) {
            udp.queue(to);
        }
        return ok;
    }
}
