package dev.foyer.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.wire.PacketBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The published vectors: RFC 3711 appendix B.3, RFC 7714 §16 and §17 (which start from session keys). */
class SrtpVectorsTest {
    private static final String KEY_128 = "000102030405060708090a0b0c0d0e0f";
    private static final String KEY_256 = KEY_128 + "101112131415161718191a1b1c1d1e1f";
    private static final String SALT = "517569642070726f2071756f";
    private static final String RTP =
            "8040f17b8041f8d35501a0b2" + "47616c6c696120657374206f6d6e69732064697669736120696e207061727465732074726573";
    private static final String SRTP_128 = "8040f17b8041f8d35501a0b2"
            + "f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
            + "899d7f27beb16a9152cf765ee4390cce";
    private static final String SRTP_256 = "8040f17b8041f8d35501a0b2"
            + "32b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b"
            + "7aa3db36dfffd6b0f9bb7878d7a76c13";
    private static final String RTCP = "81c8000d4d617273"
            + "4e5450314e545032525450200000042a0000e9304c756e61deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";
    private static final String SRTCP_128 = "81c8000d4d617273"
            + "63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded0bb9275b"
            + "c84aa45896cf4d2fc5abf87245d9eade800005d4";
    private static final int RTP_INDEX = 0xf17b;
    private static final int RTCP_INDEX = 0x5d4;

    @Test
    void session_keys_derive_as_in_rfc_3711_b3() {
        byte[] key = hex("E1F97A0D3E018BE0D64FA32C06DE4139");
        byte[] salt = hex("0EC675AD498AFEEBB6960B3AABE6");

        assertThat(KeyDerivation.derive(key, salt, KeyDerivation.RTP_ENCRYPTION, 16))
                .isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(KeyDerivation.derive(key, salt, KeyDerivation.RTP_SALT, 14))
                .isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
        assertThat(KeyDerivation.derive(key, salt, KeyDerivation.RTP_AUTHENTICATION, 94))
                .isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA48F0A0ACF3C34E2359E6CDBCE"
                        + "E049646C43D9327AD175578EF72270986371C10C9A369AC2F94A8C5FBCDDDC25"
                        + "6D6E919A48B610EF17C2041E474035766B68642C59BBFC2F34DB60DBDFB2"));
    }

    @Test
    void rtp_under_gcm_128_is_sealed_and_opened_as_in_rfc_7714_16_1() {
        assertRtp(KEY_128, SRTP_128);
    }

    @Test
    void rtp_under_gcm_256_is_sealed_and_opened_as_in_rfc_7714_16_2() {
        assertRtp(KEY_256, SRTP_256);
    }

    @Test
    void rtcp_under_gcm_128_is_sealed_and_opened_as_in_rfc_7714_17_1() {
        GcmCipher cipher = cipher(KEY_128);
        PacketBuffer out = PacketBuffer.onHeap();

        assertThat(cipher.sealRtcp(packet(RTCP), RTCP_INDEX, out)).isTrue();
        assertThat(out.toBytes()).isEqualTo(hex(SRTCP_128));
        assertThat(cipher.openRtcp(out, RTCP_INDEX)).isTrue();
        assertThat(out.toBytes()).isEqualTo(hex(RTCP));
    }

    private static void assertRtp(String key, String sealed) {
        GcmCipher cipher = cipher(key);
        PacketBuffer out = PacketBuffer.onHeap();

        assertThat(cipher.sealRtp(packet(RTP), 12, RTP_INDEX, out)).isTrue();
        assertThat(out.toBytes()).isEqualTo(hex(sealed));
        assertThat(cipher.openRtp(out, 12, RTP_INDEX)).isTrue();
        assertThat(out.toBytes()).isEqualTo(hex(RTP));
    }

    private static GcmCipher cipher(String key) {
        return new GcmCipher(hex(key), hex(SALT), hex(key), hex(SALT));
    }

    private static PacketBuffer packet(String hex) {
        return PacketBuffer.of(hex(hex));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
