package dev.foyer.media.sdp;

import static dev.foyer.media.sdp.SdpFixtures.announced;
import static dev.foyer.media.sdp.SdpFixtures.local;
import static dev.foyer.media.sdp.SdpFixtures.read;
import static dev.foyer.media.sdp.SdpFixtures.request;
import static dev.foyer.media.sdp.SdpFixtures.section;
import static dev.foyer.media.sdp.SdpFixtures.sessionPart;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishMatchingTest {
    private static final String STREAM = "{b2e0a1f4-8a51-4a9b-9a51-11d2a0a1c001}";

    private final PublishNegotiator negotiator = new PublishNegotiator();

    private PublishResult answer(String offer, Map<String, TrackRequest> allowed) throws SdpException {
        return negotiator.answer(offer, allowed, local("srv1"));
    }

    @Test
    void a_track_is_found_by_stream_and_kind_when_its_id_differs() throws SdpException {
        PublishResult result = answer(
                read("firefox-shaped"),
                Map.of("cam", request("cam", STREAM, "video"), "mic", request("mic", STREAM, "audio")));
        assertThat(result.sections()).extracting(ReceiveSection::trackId).containsExactly("mic", "cam");
        ReceiveSection video = result.sections().get(1);
        assertThat(video.ssrcs()).containsExactly(2_000_000_001L);
        assertThat(video.rtxOf()).containsOnly(Map.entry(2_000_000_002L, 2_000_000_001L));
        assertThat(video.format().payloadType()).isEqualTo(120);
        assertThat(video.format().rtxPayloadType()).isEqualTo(124);
        assertThat(section(result.sdp(), 1))
                .contains("a=rtpmap:109 opus/48000/2")
                .doesNotContain("a=extmap:2");
        assertThat(section(result.sdp(), 2))
                .startsWith("m=video 9 UDP/TLS/RTP/SAVPF 120 124")
                .contains("a=rtcp-fb:120 transport-cc");
        assertThat(result.remote().fingerprint()).startsWith("24:25:B8");
    }

    @Test
    void a_track_gets_one_section_even_when_two_claim_it() throws SdpException {
        String offer = read("publish-3-audio-video");
        String video = offer.substring(offer.indexOf("m=video"));
        String twice = offer.replace("BUNDLE 0 1 2", "BUNDLE 0 1 2 3") + video.replace("a=mid:2", "a=mid:3");
        PublishResult result = answer(twice, announced(offer));
        assertThat(result.sections()).extracting(ReceiveSection::mid).containsExactly("1", "2");
        assertThat(section(result.sdp(), 3)).contains("a=inactive");
    }

    @Test
    void a_track_of_the_wrong_kind_or_with_an_id_that_would_break_a_line_is_not_received() throws SdpException {
        String offer = read("publish-2-audio");
        String track = announced(offer).keySet().iterator().next();
        assertThat(answer(offer, Map.of(track, request(track, "s", "video"))).sections())
                .isEmpty();
        assertThat(answer(offer, Map.of(track, request(track, "s\r\na=x", "audio")))
                        .sections())
                .isEmpty();
        assertThat(answer(offer, Map.of(track, request(track, "-", "audio"))).sections())
                .isEmpty();
    }

    @Test
    void a_section_without_the_wanted_codec_is_rejected() throws SdpException {
        String offer = read("publish-3-audio-video").replace("VP8/90000", "VP7/90000");
        PublishResult result = answer(offer, announced(offer));
        assertThat(section(result.sdp(), 2).getFirst()).startsWith("m=video 0 UDP/TLS/RTP/SAVPF 96 97 102");
        assertThat(section(result.sdp(), 2)).contains("a=mid:2", "a=inactive");
        assertThat(sessionPart(result.sdp())).contains("a=group:BUNDLE 0 1");
        assertThat(result.sections()).extracting(ReceiveSection::kind).containsExactly("audio");
    }

    @Test
    void a_section_outside_the_bundle_is_rejected() throws SdpException {
        String offer = read("publish-3-audio-video").replace("BUNDLE 0 1 2", "BUNDLE 0 1");
        PublishResult result = answer(offer, announced(offer));
        assertThat(section(result.sdp(), 2).getFirst()).startsWith("m=video 0 ");
    }

    @Test
    void an_offer_that_wants_us_to_be_the_dtls_client_is_refused() {
        String offer = read("publish-1-datachannel").replace("setup:actpass", "setup:passive");
        assertThatThrownBy(() -> answer(offer, Map.of())).hasMessageContaining("actpass or active");
    }

    @Test
    void an_offer_without_a_usable_certificate_hash_is_refused() {
        String offer = read("publish-1-datachannel").replace("sha-256", "sha-1");
        assertThatThrownBy(() -> answer(offer, Map.of())).hasMessageContaining("sha-256 fingerprint");
    }

    @Test
    void credentials_that_are_too_short_are_refused() {
        String offer = read("publish-1-datachannel").replaceAll("a=ice-pwd:.*", "a=ice-pwd:short");
        assertThatThrownBy(() -> answer(offer, Map.of())).hasMessageContaining("ice-pwd");
    }

    @Test
    void header_extension_ids_beyond_one_byte_headers_are_left_out() throws SdpException {
        String offer = read("publish-2-audio").replace("a=extmap:4 ", "a=extmap:15 ");
        PublishResult result = answer(offer, announced(offer));
        assertThat(result.sections().getFirst().format().extensions().mid()).isZero();
        assertThat(result.sdp()).doesNotContain("sdes:mid");
    }
}
