package dev.foyer.media.sdp;

import dev.foyer.media.ice.IceCredentials;
import dev.foyer.media.stream.ExtensionIds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers the offers of one publish connection (RFC 9429 §5.3): data channel accepted, announced tracks received with
 * exactly one codec, everything else inactive or rejected. We are ICE-lite and the DTLS server. An offer that fails leaves
 * the negotiator as it was. Not thread-safe.
 */
public final class PublishNegotiator {
    private @Nullable Past past;
    private long version = 1;

    /** What an accepted offer leaves behind. */
    private record Past(String sessionId, RemoteTransport remote, List<Answered> sections) {}

    /** One section of an accepted offer; {@code receive} is null while it never carried an accepted track. */
    private record Answered(
            String mid,
            String kind,
            boolean rejected,
            @Nullable ReceiveSection receive) {}

    /** A section under decision: with neither format nor application it is rejected. */
    private record Plan(
            SdpSection section,
            String mid,
            boolean application,
            @Nullable PayloadFormat format,
            @Nullable TrackRequest track) {
        boolean rejected() {
            return !application && format == null;
        }
    }

    /** The ICE credentials of an offer or answer, to compare with the last ones before answering. */
    public static IceCredentials peekIce(String sdp) throws SdpException {
        return TransportReader.ice(SdpParser.parse(sdp));
    }

    /**
     * Answers an offer.
     *
     * @param allowedByTrackId every track that the peer may publish after this offer; others become inactive
     * @param local our end: fresh credentials when the offer restarts ICE, else those of the last answer
     * @throws SdpException when the offer is malformed or contradicts the offers before
     */
    public PublishResult answer(String offerSdp, Map<String, TrackRequest> allowedByTrackId, LocalTransport local)
            throws SdpException {
        SdpDescription offer = SdpParser.parse(offerSdp);
        if (offer.media().isEmpty()) {
            throw new SdpException("the offer has no media section");
        }
        RemoteTransport remote = remote(offer);
        Past before = past;
        boolean newConnection = before != null
                && !(before.sessionId.equals(offer.sessionId())
                        && before.remote.fingerprint().equals(remote.fingerprint()));
        boolean iceRestart = before != null && !before.remote.ice().equals(remote.ice());
        List<Answered> known = before == null || newConnection ? List.of() : before.sections;
        checkContinuity(known, offer);
        List<Plan> plans = plan(offer, TrackMatcher.match(offer, allowedByTrackId));
        List<Answered> answered = new ArrayList<>();
        List<ReceiveSection> sections = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            ReceiveSection last = i < known.size() ? known.get(i).receive : null;
            Plan plan = plans.get(i);
            ReceiveSection now = receive(plan, last);
            answered.add(new Answered(plan.mid, plan.section.kind, plan.rejected(), now));
            if (now != null) {
                sections.add(now);
            }
        }
        String sdp = write(plans, local);
        past = new Past(offer.sessionId(), remote, List.copyOf(answered));
        return new PublishResult(sdp, remote, sections, iceRestart, newConnection);
    }

    private static RemoteTransport remote(SdpDescription offer) throws SdpException {
        RemoteTransport read = TransportReader.read(offer);
        return switch (read.setup()) {
            case "actpass", "active" -> read;
            // RFC 8842 §5.1: an offerer that does not say so wants to be the DTLS client.
            case "" -> new RemoteTransport(read.ice(), read.fingerprint(), "active");
            default -> throw new SdpException("the offer's DTLS setup must be actpass or active");
        };
    }

    private static void checkContinuity(List<Answered> known, SdpDescription offer) throws SdpException {
        if (offer.media().size() < known.size()) {
            throw new SdpException("the offer has fewer media sections than the one before");
        }
        for (int i = 0; i < known.size(); i++) {
            Answered old = known.get(i);
            boolean same = old.mid.equals(offer.mids().get(i))
                    && old.kind.equals(offer.media().get(i).kind);
            // Only a rejected section may be recycled (RFC 9429 §5.2.2).
            if (!same && !old.rejected) {
                throw new SdpException("media section " + i + " changed its mid or kind");
            }
        }
    }

    private static List<Plan> plan(SdpDescription offer, Map<Integer, TrackRequest> tracks) {
        Set<String> bundle = new HashSet<>(offer.bundle());
        List<Plan> plans = new ArrayList<>();
        boolean application = false;
        for (int i = 0; i < offer.media().size(); i++) {
            SdpSection section = offer.media().get(i);
            String mid = offer.mids().get(i);
            if (section.rejected() || !bundle.contains(mid)) {
                // One transport is all there is: what is outside the bundle is refused.
                plans.add(new Plan(section, mid, false, null, null));
            } else if (isDataChannel(section)) {
                plans.add(new Plan(section, mid, !application, null, null));
                application = true;
            } else {
                plans.add(media(section, mid, tracks.get(i)));
            }
        }
        return plans;
    }

    private static Plan media(SdpSection section, String mid, @Nullable TrackRequest track) {
        if (!section.protocol.endsWith("RTP/SAVPF") || !section.has("rtcp-mux")) {
            return new Plan(section, mid, false, null, null);
        }
        if (track == null) {
            return new Plan(section, mid, false, PayloadFormat.any(section), null);
        }
        PayloadFormat wanted = PayloadFormat.find(section, track.codec());
        return wanted != null
                ? new Plan(section, mid, false, wanted, track)
                : new Plan(section, mid, false, PayloadFormat.any(section), null);
    }

    private static boolean isDataChannel(SdpSection section) {
        return section.kind.equals("application")
                && section.protocol.endsWith("DTLS/SCTP")
                && section.formats.contains("webrtc-datachannel");
    }

    private static @Nullable ReceiveSection receive(Plan plan, @Nullable ReceiveSection last) {
        TrackRequest track = plan.track;
        PayloadFormat format = plan.format;
        if (track == null || format == null) {
            return last == null ? null : last.stopped();
        }
        ExtensionIds extensions = HeaderExtensions.read(plan.section);
        StreamSources sources = StreamSources.read(plan.section);
        return new ReceiveSection(
                plan.mid,
                track.kind(),
                track.streamId(),
                track.trackId(),
                true,
                format.rtp(extensions),
                sources.primaries(),
                sources.rtxOf(),
                List.of());
    }

    private String write(List<Plan> plans, LocalTransport local) {
        SdpText out = new SdpText(local, "passive");
        List<String> bundled = new ArrayList<>();
        for (Plan plan : plans) {
            if (!plan.rejected()) {
                bundled.add(plan.mid);
            }
        }
        // The session id only has to stay the same; the certificate does so for the life of the connection.
        out.session(1 + Integer.toUnsignedLong(local.fingerprint().hashCode()), ++version, bundled);
        for (Plan plan : plans) {
            PayloadFormat format = plan.format;
            if (plan.application) {
                out.application(plan.section.protocol, plan.mid);
            } else if (format == null) {
                out.rejected(
                        plan.section.kind, plan.section.protocol, String.join(" ", plan.section.formats), plan.mid);
            } else {
                media(out, plan, format);
            }
        }
        return out.toString();
    }

    private static void media(SdpText out, Plan plan, PayloadFormat format) {
        TrackRequest track = plan.track;
        out.open(plan.section.kind, plan.section.protocol, format.types());
        if (track != null && track.maxKbps() > 0 && track.kind().equals("video")) {
            // RFC 3890: without the overhead of the lower layers, as the sender's own limit counts.
            out.line("b=TIAS:" + track.maxKbps() * 1000L);
        }
        out.transport();
        out.attribute("mid", plan.mid);
        HeaderExtensions.write(out, HeaderExtensions.read(plan.section));
        out.attribute(track == null ? "inactive" : "recvonly");
        out.attribute("rtcp-mux");
        out.attribute("rtcp-rsize");
        format.write(out);
    }
}
