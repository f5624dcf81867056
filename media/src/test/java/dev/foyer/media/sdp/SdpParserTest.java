package dev.foyer.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SdpParserTest {
    private static final String HEAD = "v=0\no=- 1 2 IN IP4 127.0.0.1\ns=-\nt=0 0\n";

    private static void refused(String sdp, String why) {
        assertThatThrownBy(() -> SdpParser.parse(sdp))
                .isInstanceOf(SdpException.class)
                .hasMessageContaining(why);
    }

    @Test
    void bare_line_feeds_unknown_types_and_empty_lines_are_tolerated() throws SdpException {
        SdpDescription sdp = SdpParser.parse(HEAD + "z=whatever\n\nm=audio 9 X 0\na=mid:a\na=flag\n");
        assertThat(sdp.mids()).containsExactly("a");
        assertThat(sdp.media().getFirst().has("flag")).isTrue();
        assertThat(sdp.bundle()).containsExactly("a");
    }

    @Test
    void a_direction_is_inherited_from_the_session() throws SdpException {
        SdpDescription sdp =
                SdpParser.parse(HEAD + "a=recvonly\nm=audio 9 X 0\na=mid:a\nm=audio 9 X 0\na=mid:b\na=sendonly\n");
        assertThat(sdp.receives(sdp.media().getFirst())).isTrue();
        assertThat(sdp.sends(sdp.media().get(1))).isTrue();
    }

    @Test
    void malformed_lines_are_named() {
        refused("", "no origin");
        refused("o=- 1 2 IN IP4 127.0.0.1\n", "line 1 is not v=0");
        refused("v=0\no=-\n", "line 2 is not an origin");
        refused(HEAD + "nonsense\n", "line 5 is not of the form");
        refused(HEAD + "a=x\rb\n", "control character");
        refused(HEAD + "m=audio nine X 0\n", "no usable port");
        refused(HEAD + "m=audio 70000 X 0\n", "no usable port");
        refused(HEAD + "m=audio 9\n", "not a media line");
        refused(HEAD + "m=audio 9 X 0\n", "no usable mid");
        refused(HEAD + "m=audio 9 X 0\na=mid:1\nm=audio 9 X 0\na=mid:1\n", "same mid");
    }

    @Test
    void sizes_are_bounded() {
        refused("v".repeat(SdpParser.MAX_CHARS + 1), "longer than");
        refused(HEAD + "a=" + "x".repeat(SdpParser.MAX_LINE), "longer than");
        refused(HEAD + "a=x\n".repeat(SdpParser.MAX_ATTRIBUTES + 1), "one attribute too many");
        refused(HEAD + "m=audio 9 X 0\n".repeat(SdpParser.MAX_SECTIONS + 1), "one media section too many");
        refused(HEAD + "m=audio 9 X" + " 0".repeat(SdpParser.MAX_FORMATS + 1) + "\n", "not a media line");
    }
}
