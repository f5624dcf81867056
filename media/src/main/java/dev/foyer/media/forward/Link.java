package dev.foyer.media.forward;

import dev.foyer.media.stream.ArrivalLog;
import dev.foyer.media.stream.ExtensionIds;
import dev.foyer.media.stream.RtpFormat;
import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.Rtp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection: the tracks it publishes with what leads to them, and the tracks it subscribes to. */
final class Link {
    static final long REPORT_NANOS = 1_000_000_000;

    private static final int MAX_ROUTES = 64;

    final int id;
    final LongMap<Route> routes = new LongMap<>();
    final List<Source> sources = new ArrayList<>();
    final List<Subscription> subscriptions = new ArrayList<>();
    final LongMap<Subscription> bySsrc = new LongMap<>();
    final ArrivalLog arrivals = new ArrivalLog();
    long nextReport = Long.MIN_VALUE;
    /** A subscription began to wait, or the connection became ready. */
    boolean startDue;

    private int transportSequence;

    Link(int id) {
        this.id = id;
    }

    boolean isUnused() {
        return sources.isEmpty() && subscriptions.isEmpty();
    }

    /** The transport-wide number of the next packet; {@link #sent} moves on. */
    int transportSequence() {
        return transportSequence;
    }

    void sent() {
        transportSequence = (transportSequence + 1) & 0xFFFF;
    }

    /** Notes the arrival for transport-wide feedback. One id holds for all sections of a bundle (RFC 8843 §15.2). */
    void recordArrival(long nowNanos, PacketBuffer packet) {
        for (int i = 0; i < sources.size(); i++) {
            int id = sources.get(i).format().extensions().transportCc();
            if (id != 0) {
                int at = Rtp.findExtension(packet, id);
                if (at >= 0 && Rtp.extensionLength(packet, at) >= 2) {
                    arrivals.record(nowNanos, packet.u16(at));
                }
                return;
            }
        }
    }

    void add(Source source) {
        sources.add(source);
        List<Long> ssrcs = source.config().ssrcs();
        for (int i = 1; i < ssrcs.size() && routes.size() < MAX_ROUTES; i++) {
            routes.put(ssrcs.get(i), source.alternative);
        }
        source.config().rtxOf().forEach((rtx, primary) -> {
            if (primary == source.ssrc() && routes.size() < MAX_ROUTES) {
                routes.put(rtx, source.rtx);
            }
        });
        if (source.ssrc() >= 0) {
            routes.put(source.ssrc(), source.primary);
        }
    }

    void remove(Source source) {
        sources.remove(source);
        routes.removeIf(route -> route.source() == source);
    }

    /** Learns an SSRC from the first packet that carries it: by mid, else by a payload type that only one track uses. */
    @Nullable
    Route learn(PacketBuffer packet) {
        Source source = byMid(packet);
        int payloadType = Rtp.payloadType(packet);
        if (source == null) {
            source = byPayloadType(payloadType);
        }
        if (source == null || routes.size() >= MAX_ROUTES) {
            return null;
        }
        if (payloadType == source.format().payloadType()) {
            return source.primary;
        }
        boolean rtx = source.ssrc() >= 0 && payloadType == source.format().rtxPayloadType();
        return rtx ? source.rtx : null;
    }

    private @Nullable Source byMid(PacketBuffer packet) {
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            ExtensionIds ids = source.format().extensions();
            int at = ids.mid() == 0 ? -1 : Rtp.findExtension(packet, ids.mid());
            if (at >= 0 && matches(packet, at, source.mid())) {
                return source;
            }
        }
        return null;
    }

    private static boolean matches(PacketBuffer packet, int at, byte[] mid) {
        if (Rtp.extensionLength(packet, at) != mid.length) {
            return false;
        }
        for (int i = 0; i < mid.length; i++) {
            if (packet.u8(at + i) != (mid[i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Source byPayloadType(int payloadType) {
        Source found = null;
        for (int i = 0; i < sources.size(); i++) {
            RtpFormat format = sources.get(i).format();
            if (payloadType == format.payloadType() || payloadType == format.rtxPayloadType()) {
                if (found != null) {
                    return null;
                }
                found = sources.get(i);
            }
        }
        return found;
    }
}
