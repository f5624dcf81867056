package dev.foyer.media.forward;

import dev.foyer.media.stream.PacketHistory;
import dev.foyer.media.stream.ReceiveTrackConfig;
import dev.foyer.media.stream.Rtx;
import dev.foyer.media.stream.SendTrackConfig;
import dev.foyer.media.stream.SlotPool;
import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.Rtp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * All RTP and RTCP of one room, without sockets, threads or clocks. One owner calls it; times are nanoseconds of any monotonic
 * clock, the same for every call. Connections are numbers that the owner chooses; a connection exists from its first track to
 * its last. Handling a packet neither allocates nor throws, whatever the packet holds; drops are counted.
 */
public final class Router {
    private static final long COARSEST_NANOS = 1_000_000_000;

    private final RandomGenerator random;
    private final SlotPool pool;
    private final Counters counters = new Counters();
    private final Outbound outbound;
    private final Reporter reporter;
    private final RtcpInput rtcpInput;
    private final FanOut fanOut;
    private final Starts starts;
    private final Speakers speakers = new Speakers();
    private final LongMap<Link> links = new LongMap<>();
    private final List<Link> linkList = new ArrayList<>();
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private long next = Long.MAX_VALUE;
    /** Far in the past, but not so far that a caller's subtraction overflows. */
    private long lastNow = Long.MIN_VALUE / 4;

    /**
     * @param random source of first sequence numbers, timestamps and of the SSRC that feedback is sent from
     * @param pool memory of the packet histories
     */
    public Router(Egress egress, RandomGenerator random, SlotPool pool) {
        this.random = random;
        this.pool = pool;
        outbound = new Outbound(new Composer(), egress, counters);
        reporter = new Reporter(egress, counters, random.nextInt() & 0xFFFF_FFFFL);
        rtcpInput = new RtcpInput(outbound);
        fanOut = new FanOut(outbound);
        starts = new Starts(outbound, fanOut);
    }

    /**
     * Announces a track that {@code connection} sends, or changes one. A track of that name on another connection is replaced.
     * The stream goes on undisturbed when SSRC, codec and kind stay as they were.
     */
    public void publish(int connection, ReceiveTrackConfig config) {
        Link link = link(connection);
        Channel channel = channels.computeIfAbsent(config.trackId(), Channel::new);
        Source old = channel.source;
        if (old != null && old.publisher == link && continues(old, config)) {
            link.remove(old);
            old.update(config);
            link.add(old);
            return;
        }
        replace(
                link,
                channel,
                config,
                config.ssrcs().isEmpty() ? -1 : config.ssrcs().getFirst());
    }

    private static boolean continues(Source old, ReceiveTrackConfig config) {
        return old.isVideo() == config.isVideo()
                && old.format().codec() == config.format().codec()
                && (config.ssrcs().isEmpty() || config.ssrcs().getFirst() == old.ssrc());
    }

    private Source replace(Link link, Channel channel, ReceiveTrackConfig config, long ssrc) {
        drop(channel);
        Source source = new Source(link, channel, config, ssrc, pool, counters);
        channel.source = source;
        link.add(source);
        // Dropping the old source may have left the link unused, and forgotten.
        keep(link, channel);
        for (Subscription subscription : channel.subscriptions) {
            if (subscription.isForwarding() && source.isVideo()) {
                source.keyFrames.request();
            }
        }
        wakeNow();
        return source;
    }

    private void drop(Channel channel) {
        Source old = channel.source;
        if (old != null) {
            channel.source = null;
            old.publisher.remove(old);
            old.history.release();
            forgetIfUnused(old.publisher);
        }
    }

    /** Ends a track. Its subscriptions stay and go on when it is published again. */
    public void unpublish(int connection, String trackId) {
        Channel channel = channels.get(trackId);
        if (channel != null && channel.source != null && channel.source.publisher.id == connection) {
            drop(channel);
            forgetIfUnused(channel);
        }
    }

    /**
     * Has a track sent to {@code connection}, or changes how. The track may be published later. With the SSRC unchanged its
     * numbering goes on.
     */
    public void subscribe(int connection, SendTrackConfig config, boolean forwarding) {
        Link link = link(connection);
        Channel channel = channels.computeIfAbsent(config.trackId(), Channel::new);
        Subscription subscription = channel.find(link);
        if (subscription != null && subscription.config().ssrc() != config.ssrc()) {
            remove(subscription);
            subscription = null;
        }
        if (subscription == null) {
            subscription = new Subscription(link, channel, config, outbound, random);
            channel.add(subscription);
            link.subscriptions.add(subscription);
        } else {
            link.bySsrc.remove(subscription.config().rtxSsrc());
            subscription.update(config);
        }
        link.bySsrc.put(config.ssrc(), subscription);
        if (config.rtxSsrc() != 0) {
            link.bySsrc.put(config.rtxSsrc(), subscription);
        }
        // Removing the old one may have left the link or the channel unused, and forgotten.
        keep(link, channel);
        subscription.forwarding(forwarding);
        startSoon(link);
    }

    private void keep(Link link, Channel channel) {
        channels.putIfAbsent(channel.trackId, channel);
        if (links.get(link.id) == null) {
            links.put(link.id, link);
            linkList.add(link);
        }
    }

    /** Ends a subscription. */
    public void unsubscribe(int connection, String trackId) {
        Subscription subscription = find(connection, trackId);
        if (subscription != null) {
            remove(subscription);
        }
    }

    private void remove(Subscription subscription) {
        Link link = subscription.link;
        subscription.channel.remove(subscription);
        link.subscriptions.remove(subscription);
        link.bySsrc.removeIf(s -> s == subscription);
        forgetIfUnused(subscription.channel);
        forgetIfUnused(link);
    }

    /** Pauses or resumes a subscription. Video resumes at a key frame, which the publisher is asked for. */
    public void forward(int connection, String trackId, boolean on) {
        Subscription subscription = find(connection, trackId);
        if (subscription != null) {
            subscription.forwarding(on);
            startSoon(subscription.link);
        }
    }

    /** Packets can reach {@code connection} from now on: what it waits for begins. */
    public void connected(int connection) {
        Link link = links.get(connection);
        if (link != null) {
            startSoon(link);
        }
    }

    private void startSoon(Link link) {
        link.startDue = true;
        wakeNow();
    }

    private @Nullable Subscription find(int connection, String trackId) {
        Link link = links.get(connection);
        Channel channel = channels.get(trackId);
        return link == null || channel == null ? null : channel.find(link);
    }

    /** Ends everything of a connection. */
    public void removeConnection(int connection) {
        Link link = links.get(connection);
        if (link == null) {
            return;
        }
        for (Subscription subscription : List.copyOf(link.subscriptions)) {
            remove(subscription);
        }
        for (Source source : List.copyOf(link.sources)) {
            drop(source.channel);
            forgetIfUnused(source.channel);
        }
        forgetIfUnused(link);
    }

    /** One RTP packet in plaintext. The buffer may be changed. */
    public void handleRtp(long nowNanos, int connection, PacketBuffer plain) {
        lastNow = nowNanos;
        counters.packetsIn++;
        counters.bytesIn += plain.length();
        Link link = links.get(connection);
        if (link == null) {
            counters.drop(DropReason.UNKNOWN_CONNECTION);
        } else if (!Rtp.isValid(plain)) {
            counters.drop(DropReason.MALFORMED);
        } else if (plain.length() > PacketHistory.SLOT) {
            counters.drop(DropReason.OVERSIZED);
        } else {
            link.recordArrival(nowNanos, plain);
            reporter.arrivals(nowNanos, link);
            wakeBy(link.arrivals.nextDue());
            demultiplex(nowNanos, link, plain);
        }
    }

    private void demultiplex(long nowNanos, Link link, PacketBuffer plain) {
        long ssrc = Rtp.ssrc(plain);
        Route route = link.routes.get(ssrc);
        if (route == null) {
            route = learn(nowNanos, link, plain, ssrc);
        }
        if (route == null) {
            counters.drop(DropReason.UNKNOWN_SSRC);
            return;
        }
        Source source = route.source();
        boolean recovered = route.kind() == Route.Kind.RTX;
        if (route.kind() == Route.Kind.ALTERNATIVE) {
            counters.drop(DropReason.NOT_SELECTED);
        } else if (recovered
                && !Rtx.unwrap(plain, source.ssrc(), source.format().payloadType())) {
            counters.drop(DropReason.PADDING);
        } else {
            wakeBy(fanOut.packet(nowNanos, source, plain, recovered));
        }
        wakeBy(Math.min(source.gaps.nextDue(), source.keyFrames.nextDue()));
    }

    /**
     * Binds an SSRC. A new primary one takes a track over only from an SSRC that has fallen silent; this is where a choice
     * between several encodings of one track would be made.
     */
    private @Nullable Route learn(long nowNanos, Link link, PacketBuffer plain, long ssrc) {
        Route route = link.learn(plain);
        if (route == null) {
            return null;
        }
        Source source = route.source();
        if (route.kind() == Route.Kind.PRIMARY) {
            if (source.isActive(nowNanos)) {
                return source.alternative;
            }
            return replace(link, source.channel, source.config(), ssrc).primary;
        }
        link.routes.put(ssrc, route);
        return route;
    }

    /** One RTCP datagram in plaintext. */
    public void handleRtcp(long nowNanos, int connection, PacketBuffer plain) {
        lastNow = nowNanos;
        Link link = links.get(connection);
        if (link == null) {
            counters.drop(DropReason.UNKNOWN_CONNECTION);
            return;
        }
        rtcpInput.handle(nowNanos, link, plain);
        for (int i = 0; i < link.subscriptions.size(); i++) {
            Source source = link.subscriptions.get(i).channel.source;
            if (source != null) {
                wakeBy(source.keyFrames.nextDue());
            }
        }
    }

    /** When {@link #handleTimeout} wants to be called; at once when that time has passed. {@link Long#MAX_VALUE} for never. */
    public long nextTimeoutNanos() {
        return Math.max(next, lastNow);
    }

    /** Sends the feedback and reports that are due. Calling early or often does no harm. */
    public void handleTimeout(long nowNanos) {
        lastNow = nowNanos;
        if (nowNanos < next) {
            return;
        }
        next = links.size() == 0 ? Long.MAX_VALUE : nowNanos + COARSEST_NANOS;
        for (int i = 0; i < linkList.size(); i++) {
            starts.serve(nowNanos, linkList.get(i));
        }
        for (int i = 0; i < linkList.size(); i++) {
            Link link = linkList.get(i);
            reporter.arrivals(nowNanos, link);
            reporter.reports(nowNanos, link);
            wakeBy(link.arrivals.nextDue());
            serveSources(nowNanos, link);
            for (Subscription subscription : link.subscriptions) {
                report(nowNanos, subscription);
            }
        }
        if (next != Long.MAX_VALUE) {
            speakers.evaluate(nowNanos, channels.values());
            wakeBy(speakers.nextDue());
        }
    }

    private void serveSources(long nowNanos, Link link) {
        for (Source source : link.sources) {
            wakeBy(reporter.serve(nowNanos, source));
        }
        if (!link.sources.isEmpty()) {
            wakeBy(link.nextReport);
        }
    }

    private void report(long nowNanos, Subscription subscription) {
        Source source = subscription.channel.source;
        if (source != null) {
            reporter.senderReport(nowNanos, subscription, source);
            wakeBy(subscription.nextReport());
        }
    }

    /** Who speaks, loudest first, when that changed since the last call; null when not. Evaluated by {@link #handleTimeout}. */
    public @Nullable List<SpeakerLevel> pollSpeakers(long nowNanos) {
        speakers.evaluate(nowNanos, channels.values());
        return speakers.take();
    }

    public Counters counters() {
        return counters;
    }

    private Link link(int connection) {
        Link link = links.get(connection);
        if (link == null) {
            link = new Link(connection);
            links.put(connection, link);
            linkList.add(link);
            wakeNow();
        }
        return link;
    }

    private void forgetIfUnused(Link link) {
        if (link.isUnused()) {
            links.remove(link.id);
            linkList.remove(link);
        }
    }

    private void forgetIfUnused(Channel channel) {
        if (channel.isUnused()) {
            channels.remove(channel.trackId);
        }
    }

    private void wakeBy(long nanos) {
        next = Math.min(next, nanos);
    }

    private void wakeNow() {
        next = Long.MIN_VALUE;
    }
}
