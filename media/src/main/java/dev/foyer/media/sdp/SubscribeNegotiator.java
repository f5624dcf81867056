package dev.foyer.media.sdp;

import dev.foyer.media.stream.Codec;
import dev.foyer.media.stream.ExtensionIds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the offers of one subscribe connection (RFC 9429 §5.2): section 0 is the data channel, then one sending section for
 * each track. One offer is outstanding at a time; wishes that come meanwhile are offered after the answer. Sections are
 * never removed or reordered. Not thread-safe.
 */
public final class SubscribeNegotiator {
    /** Sections of one connection at most; tracks beyond it are not offered. */
    public static final int MAX_SECTIONS = 1000;

    private static final String PROTOCOL = "UDP/TLS/RTP/SAVPF";

    private final RandomGenerator random;
    private final long sessionId;
    private final List<Section> sections = new ArrayList<>();
    private final Set<Long> ssrcs = new HashSet<>();
    private LocalTransport local;
    private Set<SendTrack> wanted = new LinkedHashSet<>();
    private long version = 1;
    private boolean offerDue = true;
    private boolean outstanding;

    /** A media section; its mid is its place in {@link #sections} plus one. */
    private static final class Section {
        final String mid;
        final String kind;
        final Codec codec;

        @Nullable
        SendTrack track;

        long ssrc;
        long rtxSsrc;
        /** The browser has agreed that nothing is sent: only then does it announce a new track in the section. */
        boolean free;
        /** The browser refused the section for good. */
        boolean rejected;

        Section(String mid, SendTrack track) {
            this.mid = mid;
            this.kind = track.kind();
            this.codec = track.codec();
        }
    }

    /** {@code random} must be a secure source; {@code local} is our end with its first credentials. */
    public SubscribeNegotiator(RandomGenerator random, LocalTransport local) {
        this.random = random;
        this.local = local;
        this.sessionId = random.nextLong(1, Long.MAX_VALUE);
    }

    /**
     * The complete set of tracks that the subscriber shall receive from now on. Tracks whose ids cannot stand in a
     * description (empty, longer than 128 characters, blanks, stream id {@code -}) or whose kind does not fit the codec
     * are never offered.
     */
    public void want(List<SendTrack> tracks) {
        Set<SendTrack> usable = new LinkedHashSet<>();
        for (SendTrack track : tracks) {
            if (SdpParser.isWord(track.trackId())
                    && SdpParser.isWord(track.streamId())
                    && !track.streamId().equals("-")
                    && track.kind().equals(PayloadFormat.kind(track.codec()))) {
                usable.add(track);
            }
        }
        wanted = usable;
    }

    /** The next offer carries this transport, whose credentials must be new; an offer is due even without other changes. */
    public void restartIce(LocalTransport newLocal) {
        local = newLocal;
        offerDue = true;
    }

    /** Gives up waiting for an answer, for when the offer or the answer was lost with a socket; a new offer is due. */
    public void abandonOffer() {
        if (outstanding) {
            outstanding = false;
            offerDue = true;
        }
    }

    /** Whether an offer waits for its answer. */
    public boolean outstanding() {
        return outstanding;
    }

    /** The next offer; null while one is outstanding or when nothing has changed. The first call always has one. */
    public @Nullable String pollOffer() {
        if (outstanding) {
            return null;
        }
        boolean changed = release();
        changed |= place();
        if (!changed && !offerDue) {
            return null;
        }
        offerDue = false;
        outstanding = true;
        version++;
        return write();
    }

    /**
     * Takes the browser's answer to the outstanding offer.
     *
     * @throws SdpException when the answer is malformed, does not fit the offer or comes unasked; the offer then stays
     *     outstanding
     */
    public SubscribeResult answer(String answerSdp) throws SdpException {
        if (!outstanding) {
            throw new SdpException("no offer is waiting for an answer");
        }
        SdpDescription answer = SdpParser.parse(answerSdp);
        checkShape(answer);
        RemoteTransport remote = TransportReader.read(answer);
        if (!remote.setup().equals("active")) {
            throw new SdpException("the answer's DTLS setup must be active");
        }
        Set<String> bundle = new HashSet<>(answer.bundle());
        List<SendSection> active = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            SdpSection answered = answer.media().get(i + 1);
            section.free = section.track == null;
            section.rejected |= answered.rejected();
            // A section that the browser took out of the bundle would need a transport that we do not offer.
            boolean usable = answer.receives(answered) && bundle.contains(section.mid);
            SendSection accepted = usable ? accepted(section, answered) : null;
            if (accepted != null) {
                active.add(accepted);
            }
        }
        outstanding = false;
        return new SubscribeResult(remote, active);
    }

    private void checkShape(SdpDescription answer) throws SdpException {
        if (answer.media().size() != sections.size() + 1) {
            throw new SdpException("the answer has another number of media sections than the offer");
        }
        for (int i = 0; i < answer.media().size(); i++) {
            String kind = i == 0 ? "application" : sections.get(i - 1).kind;
            String mid = i == 0 ? "0" : sections.get(i - 1).mid;
            if (!answer.media().get(i).kind.equals(kind)
                    || !answer.mids().get(i).equals(mid)) {
                throw new SdpException("media section " + i + " of the answer does not fit the offer");
            }
        }
    }

    private static @Nullable SendSection accepted(Section section, SdpSection answered) {
        SendTrack track = section.track;
        PayloadFormat format = PayloadFormat.find(answered, section.codec);
        if (track == null || section.rejected || format == null) {
            return null;
        }
        ExtensionIds extensions =
                HeaderExtensions.confirmed(HeaderExtensions.own(section.kind), HeaderExtensions.read(answered));
        long rtx = format.rtxPayloadType() < 0 ? 0 : section.rtxSsrc;
        return new SendSection(
                section.mid,
                track.trackId(),
                track.streamId(),
                section.kind,
                format.rtp(extensions),
                section.ssrc,
                rtx);
    }

    /** Empties the sections of tracks that are no longer wanted. */
    private boolean release() {
        boolean changed = false;
        for (Section section : sections) {
            SendTrack track = section.track;
            if (track != null && !wanted.contains(track)) {
                section.track = null;
                ssrcs.remove(section.ssrc);
                ssrcs.remove(section.rtxSsrc);
                changed = true;
            }
        }
        return changed;
    }

    /** Gives every wanted track that has none a section. */
    private boolean place() {
        Set<SendTrack> missing = new LinkedHashSet<>(wanted);
        for (Section section : sections) {
            missing.remove(section.track);
        }
        boolean changed = false;
        for (SendTrack track : missing) {
            Section section = free(track);
            if (section != null) {
                section.track = track;
                section.free = false;
                section.ssrc = newSsrc();
                section.rtxSsrc = PayloadFormat.own(track.codec()).rtxPayloadType() < 0 ? 0 : newSsrc();
                changed = true;
            }
        }
        return changed;
    }

    private @Nullable Section free(SendTrack track) {
        for (Section section : sections) {
            if (section.free
                    && !section.rejected
                    && section.kind.equals(track.kind())
                    && section.codec == track.codec()) {
                return section;
            }
        }
        if (sections.size() + 1 >= MAX_SECTIONS) {
            return null;
        }
        Section added = new Section(Integer.toString(sections.size() + 1), track);
        sections.add(added);
        return added;
    }

    private long newSsrc() {
        while (true) {
            long ssrc = random.nextLong(1, 1L << 32);
            if (ssrcs.add(ssrc)) {
                return ssrc;
            }
        }
    }

    private String write() {
        SdpText out = new SdpText(local, "actpass");
        List<String> bundled = new ArrayList<>(List.of("0"));
        for (Section section : sections) {
            if (!section.rejected) {
                // An inactive section stays in the bundle: it would need a transport of its own outside.
                bundled.add(section.mid);
            }
        }
        out.session(sessionId, version, bundled);
        out.application("UDP/DTLS/SCTP", "0");
        for (Section section : sections) {
            PayloadFormat format = PayloadFormat.own(section.codec);
            if (section.rejected) {
                out.rejected(section.kind, PROTOCOL, format.types(), section.mid);
            } else {
                write(out, section, format);
            }
        }
        return out.toString();
    }

    private static void write(SdpText out, Section section, PayloadFormat format) {
        SendTrack track = section.track;
        out.open(section.kind, PROTOCOL, format.types());
        out.transport();
        out.attribute("mid", section.mid);
        HeaderExtensions.write(out, HeaderExtensions.own(section.kind));
        out.attribute(track == null ? "inactive" : "sendonly");
        if (track != null) {
            out.attribute("msid", track.streamId() + " " + track.trackId());
        }
        out.attribute("rtcp-mux");
        out.attribute("rtcp-rsize");
        format.write(out);
        if (track != null) {
            sources(out, section, track);
        }
    }

    /** The stream id is the CNAME: tracks of one capture share it, so that the browser plays them in step. */
    private static void sources(SdpText out, Section section, SendTrack track) {
        if (section.rtxSsrc != 0) {
            out.attribute("ssrc-group", "FID " + section.ssrc + " " + section.rtxSsrc);
        }
        out.attribute("ssrc", section.ssrc + " cname:" + track.streamId());
        if (section.rtxSsrc != 0) {
            out.attribute("ssrc", section.rtxSsrc + " cname:" + track.streamId());
        }
    }
}
