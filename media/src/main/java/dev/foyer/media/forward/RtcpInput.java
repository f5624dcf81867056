package dev.foyer.media.forward;

import dev.foyer.media.stream.PacketView;
import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.RtcpReader;
import org.jspecify.annotations.Nullable;

/** RTCP from both sides: publishers' sender reports, subscribers' requests. */
final class RtcpInput {
    private final Outbound outbound;
    private final Counters counters;
    private final RtcpReader reader = new RtcpReader();
    private final PacketView view = new PacketView();

    RtcpInput(Outbound outbound) {
        this.outbound = outbound;
        counters = outbound.counters();
    }

    void handle(long nowNanos, Link link, PacketBuffer plain) {
        reader.start(plain);
        while (reader.next()) {
            switch (reader.type()) {
                case RtcpReader.SR -> senderReport(nowNanos, link);
                case RtcpReader.RR -> receiverReport(link);
                case RtcpReader.RTPFB -> transportFeedback(nowNanos, link);
                case RtcpReader.PSFB -> payloadFeedback(link);
                default -> {
                    // SDES, BYE, APP and XR change nothing here: tracks come and go by signalling.
                }
            }
        }
        if (reader.isBroken()) {
            counters.drop(DropReason.MALFORMED);
        }
    }

    private void senderReport(long nowNanos, Link link) {
        Route route = link.routes.get(reader.senderSsrc());
        if (route != null && route.kind() == Route.Kind.PRIMARY && reader.hasSenderInfo()) {
            route.source().reception.senderReport(nowNanos, reader.ntp(), reader.rtpTimestamp());
        }
        receiverReport(link);
    }

    private void receiverReport(Link link) {
        for (int i = 0; i < reader.blocks(); i++) {
            Subscription subscription = link.bySsrc.get(reader.blockSsrc(i));
            if (subscription != null) {
                subscription.acknowledged();
            }
        }
    }

    /** NACK is answered here; transport-wide feedback is what an estimate of the subscriber's bandwidth would start from. */
    private void transportFeedback(long nowNanos, Link link) {
        if (reader.count() == RtcpReader.FMT_TRANSPORT_CC) {
            counters.feedbackIn++;
            return;
        }
        Subscription subscription = link.bySsrc.get(reader.mediaSsrc());
        if (reader.count() != RtcpReader.FMT_NACK || subscription == null) {
            return;
        }
        for (int i = 0; i < reader.nacks(); i++) {
            int sequence = reader.nackSequence(i);
            resend(nowNanos, subscription, sequence);
            int mask = reader.nackMask(i);
            for (int bit = 0; bit < 16; bit++) {
                if ((mask >>> bit & 1) != 0) {
                    resend(nowNanos, subscription, (sequence + bit + 1) & 0xFFFF);
                }
            }
        }
    }

    private void resend(long nowNanos, Subscription subscription, int sequence) {
        counters.nacksIn++;
        Source source = subscription.channel.source;
        long wanted = subscription.sourceOf(sequence);
        PacketBuffer stored =
                source == null || wanted < 0 || !subscription.isOf(source) ? null : source.history.find(wanted);
        if (source == null || stored == null) {
            counters.drop(DropReason.NACK_UNANSWERED);
            return;
        }
        if (!subscription.resends.allows(nowNanos, wanted)) {
            counters.drop(DropReason.NACK_LIMITED);
            return;
        }
        view.parse(stored, wanted, source.format());
        outbound.composer().load(nowNanos, view);
        if (subscription.resend(view)) {
            counters.resent++;
        }
    }

    private void payloadFeedback(Link link) {
        switch (reader.count()) {
            case RtcpReader.FMT_PLI -> requestKeyFrame(link.bySsrc.get(reader.mediaSsrc()));
            case RtcpReader.FMT_FIR -> {
                for (int i = 0; i < reader.firs(); i++) {
                    requestKeyFrame(link.bySsrc.get(reader.firSsrc(i)));
                }
            }
            case RtcpReader.FMT_APPLICATION -> counters.feedbackIn++;
            default -> {
                // Other feedback has no meaning for what is forwarded.
            }
        }
    }

    private void requestKeyFrame(@Nullable Subscription subscription) {
        if (subscription == null) {
            return;
        }
        counters.plisIn++;
        Source source = subscription.channel.source;
        if (source != null && source.isVideo() && subscription.isForwarding()) {
            source.keyFrames.request();
        }
    }
}
