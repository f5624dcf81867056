package dev.foyer.media.sdp;

import static dev.foyer.media.sdp.SdpFixtures.local;
import static dev.foyer.media.sdp.SdpFixtures.read;
import static dev.foyer.media.sdp.SdpFixtures.section;
import static dev.foyer.media.sdp.SdpFixtures.sessionPart;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.media.stream.Codec;
import dev.foyer.media.stream.ExtensionIds;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SubscribeNegotiatorTest {
    private static final SendTrack MIC = new SendTrack("t1", "s1", "audio", Codec.OPUS);
    private static final SendTrack CAM = new SendTrack("t2", "s1", "video", Codec.VP8);
    private static final SendTrack OTHER = new SendTrack("t3", "s2", "video", Codec.VP8);
    private static final SendTrack THIRD = new SendTrack("t4", "s3", "video", Codec.VP8);
    private static final SendTrack THIRD_MIC = new SendTrack("t5", "s3", "audio", Codec.OPUS);

    private final SubscribeNegotiator negotiator = new SubscribeNegotiator(new Random(1), local("srv1"));

    private String offer() {
        return Objects.requireNonNull(negotiator.pollOffer(), "an offer is due");
    }

    private String offer(SendTrack... tracks) {
        negotiator.want(List.of(tracks));
        return offer();
    }

    private SubscribeResult answer(String name) throws SdpException {
        return negotiator.answer(read(name));
    }

    @Test
    void the_first_offer_is_the_data_channel_even_without_tracks() throws SdpException {
        String offer = offer();
        assertThat(sessionPart(offer)).contains("a=ice-lite", "a=group:BUNDLE 0");
        assertThat(section(offer, 0))
                .startsWith("m=application 9 UDP/DTLS/SCTP webrtc-datachannel")
                .contains("a=mid:0", "a=setup:actpass", "a=sctp-port:5000", "a=ice-ufrag:srv1", "a=end-of-candidates");
        SubscribeResult result = answer("answer-first");
        assertThat(result.sections()).isEmpty();
        assertThat(result.remote().setup()).isEqualTo("active");
        assertThat(negotiator.pollOffer()).isNull();
    }

    @Test
    void tracks_are_offered_under_their_publishers_ids() {
        String offer = offer(MIC, CAM);
        assertThat(section(offer, 1))
                .startsWith("m=audio 9 UDP/TLS/RTP/SAVPF 111")
                .contains("a=mid:1", "a=sendonly", "a=msid:s1 t1", "a=rtcp-mux", "a=rtcp-rsize")
                .contains("a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level")
                .anyMatch(line -> line.matches("a=ssrc:\\d+ cname:s1"));
        assertThat(section(offer, 2))
                .startsWith("m=video 9 UDP/TLS/RTP/SAVPF 96 97")
                .contains("a=mid:2", "a=sendonly", "a=msid:s1 t2", "a=fmtp:97 apt=96")
                .anyMatch(line -> line.matches("a=ssrc-group:FID \\d+ \\d+"));
        assertThat(sessionPart(offer)).contains("a=group:BUNDLE 0 1 2");
    }

    @Test
    void chromiums_answer_gives_the_sections_to_send_on() throws SdpException {
        String offer = offer(MIC, CAM);
        List<SendSection> sections = answer("answer-av").sections();
        assertThat(sections).extracting(SendSection::trackId).containsExactly("t1", "t2");
        SendSection audio = sections.getFirst();
        SendSection video = sections.get(1);
        assertThat(audio.format().payloadType()).isEqualTo(111);
        assertThat(audio.format().extensions()).isEqualTo(new ExtensionIds(4, 1, 3, 2, 0, 0, 0));
        assertThat(audio.rtxSsrc()).isZero();
        assertThat(video.format().rtxPayloadType()).isEqualTo(97);
        assertThat(video.format().extensions()).isEqualTo(new ExtensionIds(4, 0, 3, 2, 13, 0, 0));
        assertThat(offer).contains("a=ssrc-group:FID " + video.ssrc() + " " + video.rtxSsrc());
    }

    @Test
    void wishes_wait_for_the_answer_and_a_wish_taken_back_makes_no_offer() throws SdpException {
        offer(MIC, CAM);
        negotiator.want(List.of(MIC));
        assertThat(negotiator.pollOffer()).isNull();
        assertThat(negotiator.outstanding()).isTrue();
        negotiator.want(List.of(CAM, MIC));
        answer("answer-av");
        assertThat(negotiator.pollOffer()).isNull();
        negotiator.want(List.of(MIC));
        assertThat(offer()).contains("a=inactive");
    }

    @Test
    void a_section_is_reused_only_after_the_browser_saw_it_inactive() throws SdpException {
        offer(MIC, CAM);
        answer("answer-av");
        String swap = offer(MIC, OTHER);
        assertThat(section(swap, 2)).contains("a=inactive", "a=mid:2").noneMatch(line -> line.startsWith("a=msid"));
        assertThat(section(swap, 3)).contains("a=msid:s2 t3", "a=mid:3");
        assertThat(sessionPart(swap)).contains("a=group:BUNDLE 0 1 2 3");
        assertThat(answer("answer-swap").sections())
                .extracting(SendSection::trackId)
                .containsExactly("t1", "t3");
        String more = offer(MIC, OTHER, THIRD, THIRD_MIC);
        assertThat(section(more, 2)).contains("a=msid:s3 t4", "a=mid:2");
        assertThat(section(more, 4)).contains("a=msid:s3 t5", "a=mid:4");
        List<SendSection> sections = answer("answer-more").sections();
        assertThat(sections).extracting(SendSection::mid).containsExactly("1", "2", "3", "4");
        assertThat(sections).extracting(SendSection::ssrc).doesNotHaveDuplicates();
    }

    @Test
    void an_ice_restart_is_offered_even_when_nothing_else_changed() throws SdpException {
        String before = offer(MIC, CAM);
        negotiator.restartIce(local("srv2"));
        assertThat(negotiator.pollOffer()).isNull();
        answer("answer-av");
        String restarted = offer();
        assertThat(restarted).contains("a=ice-ufrag:srv2").doesNotContain("srv1");
        assertThat(version(restarted)).isEqualTo(version(before) + 1);
        assertThat(section(restarted, 1)).contains("a=msid:s1 t1");
    }

    @Test
    void a_rejected_section_is_not_sent_on_and_never_used_again() throws SdpException {
        offer(MIC, CAM);
        String rejecting = read("answer-av").replaceFirst("m=video 9", "m=video 0");
        assertThat(negotiator.answer(rejecting).sections())
                .extracting(SendSection::trackId)
                .containsExactly("t1");
        String next = offer(MIC, OTHER);
        assertThat(section(next, 2)).startsWith("m=video 0 UDP/TLS/RTP/SAVPF 96 97");
        assertThat(section(next, 3)).contains("a=msid:s2 t3");
        assertThat(sessionPart(next)).contains("a=group:BUNDLE 0 1 3");
    }

    @Test
    void an_inactive_or_codecless_section_of_the_answer_is_not_sent_on() throws SdpException {
        offer(MIC, CAM);
        String partial =
                read("answer-av").replaceFirst("a=recvonly", "a=inactive").replace("VP8/90000", "VP7/90000");
        assertThat(negotiator.answer(partial).sections()).isEmpty();
    }

    @Test
    void extensions_and_retransmission_that_the_browser_leaves_out_are_not_used() throws SdpException {
        offer(MIC, CAM);
        String reduced = read("answer-av").replaceAll("a=extmap:3 .*\r\n", "").replace("a=fmtp:97 apt=96\r\n", "");
        SendSection video = negotiator.answer(reduced).sections().get(1);
        assertThat(video.format().extensions().transportCc()).isZero();
        assertThat(video.format().rtxPayloadType()).isEqualTo(-1);
        assertThat(video.rtxSsrc()).isZero();
    }

    @Test
    void an_answer_must_make_us_the_dtls_server_and_fit_the_offer() throws SdpException {
        assertThatThrownBy(() -> answer("answer-av")).hasMessageContaining("no offer is waiting");
        offer(MIC, CAM);
        String passive = read("answer-av").replace("setup:active", "setup:passive");
        assertThatThrownBy(() -> negotiator.answer(passive)).hasMessageContaining("must be active");
        assertThatThrownBy(() -> answer("answer-first")).hasMessageContaining("number of media sections");
        assertThat(negotiator.outstanding()).isTrue();
        assertThat(answer("answer-av").sections()).hasSize(2);
    }

    @Test
    void an_offer_lost_with_its_socket_is_made_again() throws SdpException {
        offer(MIC, CAM);
        negotiator.abandonOffer();
        negotiator.want(List.of(MIC, OTHER));
        String again = offer();
        assertThat(section(again, 2)).contains("a=inactive");
        assertThat(section(again, 3)).contains("a=msid:s2 t3");
        assertThat(answer("answer-swap").sections()).hasSize(2);
    }

    @Test
    void ids_that_would_break_a_line_are_never_offered() {
        String offer = offer(
                new SendTrack("t\r\na=x", "s", "audio", Codec.OPUS),
                new SendTrack("t", "-", "audio", Codec.OPUS),
                new SendTrack("t", "s", "audio", Codec.VP8));
        assertThat(offer).doesNotContain("m=audio", "m=video");
    }

    private static long version(String sdp) {
        return Long.parseLong(sdp.split("\r\n")[1].split(" ")[2]);
    }
}
