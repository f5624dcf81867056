package dev.foyer.media.sdp;

import static dev.foyer.media.sdp.SdpFixtures.announced;
import static dev.foyer.media.sdp.SdpFixtures.local;
import static dev.foyer.media.sdp.SdpFixtures.read;
import static dev.foyer.media.sdp.SdpFixtures.section;
import static dev.foyer.media.sdp.SdpFixtures.sessionPart;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.media.stream.ExtensionIds;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishNegotiatorTest {
    private final PublishNegotiator negotiator = new PublishNegotiator();

    private PublishResult answer(String name) throws SdpException {
        String offer = read(name);
        return negotiator.answer(offer, announced(offer), local("srv1"));
    }

    @Test
    void a_data_channel_alone_is_accepted_with_our_transport() throws SdpException {
        PublishResult result = answer("publish-1-datachannel");
        assertThat(sessionPart(result.sdp())).contains("v=0", "a=ice-lite", "a=group:BUNDLE 0");
        assertThat(section(result.sdp(), 0))
                .startsWith("m=application 9 UDP/DTLS/SCTP webrtc-datachannel")
                .contains(
                        "a=mid:0",
                        "a=setup:passive",
                        "a=ice-ufrag:srv1",
                        "a=ice-pwd:serverserverserverserver",
                        "a=fingerprint:sha-256 AB" + ":01".repeat(31),
                        "a=candidate:1 1 udp 2130706431 192.0.2.10 40000 typ host",
                        "a=candidate:2 1 udp 2130706175 2001:db8::10 40000 typ host",
                        "a=end-of-candidates",
                        "a=sctp-port:5000",
                        "a=max-message-size:262144");
        assertThat(result.sections()).isEmpty();
        assertThat(result.remote().setup()).isEqualTo("actpass");
        assertThat(result.iceRestart()).isFalse();
    }

    @Test
    void an_audio_section_is_received_as_opus_with_the_ids_of_the_offer() throws SdpException {
        PublishResult result = answer("publish-3-audio-video");
        assertThat(section(result.sdp(), 1))
                .startsWith("m=audio 9 UDP/TLS/RTP/SAVPF 111")
                .contains(
                        "a=recvonly",
                        "a=rtcp-mux",
                        "a=rtcp-rsize",
                        "a=rtpmap:111 opus/48000/2",
                        "a=rtcp-fb:111 transport-cc",
                        "a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1",
                        "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
                        "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid");
        ReceiveSection audio = result.sections().getFirst();
        assertThat(audio.mid()).isEqualTo("1");
        assertThat(audio.active()).isTrue();
        assertThat(audio.format().payloadType()).isEqualTo(111);
        assertThat(audio.format().rtxPayloadType()).isEqualTo(-1);
        assertThat(audio.format().extensions()).isEqualTo(new ExtensionIds(4, 1, 3, 2, 0, 0, 0));
        assertThat(audio.ssrcs()).hasSize(1);
    }

    @Test
    void a_video_section_is_received_as_vp8_with_retransmission_only() throws SdpException {
        PublishResult result = answer("publish-3-audio-video");
        List<String> lines = section(result.sdp(), 2);
        assertThat(lines)
                .startsWith("m=video 9 UDP/TLS/RTP/SAVPF 96 97", "c=IN IP4 0.0.0.0", "b=TIAS:700000")
                .contains("a=rtpmap:96 VP8/90000", "a=rtpmap:97 rtx/90000", "a=fmtp:97 apt=96")
                .contains("a=rtcp-fb:96 ccm fir", "a=rtcp-fb:96 nack", "a=rtcp-fb:96 nack pli")
                .contains(
                        "a=rtcp-fb:96 goog-remb",
                        "a=rtcp-fb:96 transport-cc",
                        "a=extmap:13 urn:3gpp:video-orientation");
        assertThat(lines)
                .noneMatch(line -> line.contains("H264") || line.contains("toffset") || line.contains(":candidate"));
        ReceiveSection video = result.sections().get(1);
        assertThat(video.format().rtxPayloadType()).isEqualTo(97);
        assertThat(video.format().extensions()).isEqualTo(new ExtensionIds(4, 0, 3, 2, 13, 0, 0));
        assertThat(video.ssrcs()).hasSize(1);
        assertThat(video.rtxOf()).hasSize(1).containsValue(video.ssrcs().getFirst());
    }

    @Test
    void simulcast_is_declined_so_that_one_stream_comes() throws SdpException {
        PublishResult result = answer("publish-simulcast");
        assertThat(result.sdp()).doesNotContain("a=rid", "a=simulcast", "rtp-stream-id");
        ReceiveSection video = result.sections().get(1);
        assertThat(video.active()).isTrue();
        assertThat(video.rids()).isEmpty();
        assertThat(video.ssrcs()).isEmpty();
        assertThat(section(result.sdp(), 2)).startsWith("m=application 9 UDP/DTLS/SCTP webrtc-datachannel");
    }

    @Test
    void a_track_that_is_not_allowed_is_inactive_but_stays_in_the_bundle() throws SdpException {
        PublishResult result = negotiator.answer(read("publish-3-audio-video"), Map.of(), local("srv1"));
        assertThat(section(result.sdp(), 1)).contains("a=inactive", "a=mid:1").doesNotContain("a=recvonly");
        assertThat(section(result.sdp(), 2))
                .startsWith("m=video 9 UDP/TLS/RTP/SAVPF 96 97")
                .contains("a=inactive");
        assertThat(sessionPart(result.sdp())).contains("a=group:BUNDLE 0 1 2");
        assertThat(result.sections()).isEmpty();
    }

    @Test
    void a_session_grows_restarts_ice_and_loses_a_track() throws SdpException {
        String first = answer("publish-1-datachannel").sdp();
        PublishResult audio = answer("publish-2-audio");
        assertThat(audio.sections()).extracting(ReceiveSection::kind).containsExactly("audio");
        PublishResult both = answer("publish-3-audio-video");
        assertThat(both.sections()).extracting(ReceiveSection::active).containsExactly(true, true);
        assertThat(both.iceRestart()).isFalse();
        PublishResult restarted = answer("publish-4-ice-restart");
        assertThat(restarted.iceRestart()).isTrue();
        assertThat(restarted.newConnection()).isFalse();
        PublishResult removed = answer("publish-5-unpublished");
        assertThat(removed.iceRestart()).isFalse();
        assertThat(removed.sections()).extracting(ReceiveSection::active).containsExactly(true, false);
        assertThat(removed.sections().get(1).trackId())
                .isEqualTo(both.sections().get(1).trackId());
        assertThat(version(removed.sdp())).isGreaterThan(version(first));
        assertThat(sessionId(removed.sdp())).isEqualTo(sessionId(first));
    }

    @Test
    void a_repeated_offer_gets_the_same_answer_with_a_higher_version() throws SdpException {
        String once = answer("publish-3-audio-video").sdp();
        String twice = answer("publish-3-audio-video").sdp();
        assertThat(version(twice)).isEqualTo(version(once) + 1);
        assertThat(twice.substring(twice.indexOf("s=-"))).isEqualTo(once.substring(once.indexOf("s=-")));
    }

    @Test
    void a_new_browser_connection_starts_from_nothing() throws SdpException {
        answer("publish-3-audio-video");
        PublishResult result = answer("publish-simulcast");
        assertThat(result.newConnection()).isTrue();
        assertThat(result.iceRestart()).isTrue();
        assertThat(result.sections()).extracting(ReceiveSection::mid).containsExactly("0", "1");
    }

    @Test
    void an_offer_that_drops_or_renames_sections_is_refused_and_changes_nothing() throws SdpException {
        answer("publish-3-audio-video");
        String offer = read("publish-3-audio-video");
        String shorter = offer.substring(0, offer.indexOf("m=video"));
        assertThatThrownBy(() -> negotiator.answer(shorter, Map.of(), local("srv1")))
                .isInstanceOf(SdpException.class)
                .hasMessageContaining("fewer media sections");
        String renamed = offer.replace("a=mid:2", "a=mid:7").replace("BUNDLE 0 1 2", "BUNDLE 0 1 7");
        assertThatThrownBy(() -> negotiator.answer(renamed, Map.of(), local("srv1")))
                .isInstanceOf(SdpException.class)
                .hasMessageContaining("changed its mid");
        assertThat(answer("publish-4-ice-restart").iceRestart()).isTrue();
    }

    @Test
    void credentials_can_be_read_before_answering() throws SdpException {
        String before = PublishNegotiator.peekIce(read("publish-3-audio-video")).ufrag();
        String after = PublishNegotiator.peekIce(read("publish-4-ice-restart")).ufrag();
        assertThat(after).isNotEqualTo(before);
        assertThat(read("publish-4-ice-restart")).contains("a=ice-ufrag:" + after);
    }

    private static long version(String sdp) {
        return Long.parseLong(sdp.split("\r\n")[1].split(" ")[2]);
    }

    private static String sessionId(String sdp) {
        return sdp.split("\r\n")[1].split(" ")[1];
    }
}
