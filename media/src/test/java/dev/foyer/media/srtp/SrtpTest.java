package dev.foyer.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.wire.PacketBuffer;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpTest {
    @Property(tries = 200)
    void what_is_sealed_opens_to_the_same_packet(
            @ForAll SrtpProfile profile,
            @ForAll @IntRange(max = 15) int sources,
            @ForAll boolean extension,
            @ForAll @IntRange(max = 65535) int sequence,
            @ForAll @Size(max = 1400) byte[] payload) {
        SrtpKeys keys = keys(profile, 1);
        byte[] plain = rtp(sequence, 7, sources, extension, payload);
        PacketBuffer sealed = PacketBuffer.onHeap();

        assertThat(new SrtpSender(keys).protectRtp(PacketBuffer.of(plain), sealed))
                .isTrue();
        assertThat(sealed.length()).isEqualTo(plain.length + profile.tagBytes());
        assertThat(new SrtpReceiver(keys).unprotectRtp(sealed)).isTrue();
        assertThat(sealed.toBytes()).isEqualTo(plain);
    }

    @Property(tries = 100)
    void rtcp_opens_to_the_same_packet_and_only_once(
            @ForAll SrtpProfile profile, @ForAll @Size(max = 300) byte[] body) {
        SrtpKeys keys = keys(profile, 2);
        SrtpSender sender = new SrtpSender(keys);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        byte[] plain = rtcp(9, body);
        PacketBuffer sealed = PacketBuffer.onHeap();
        assertThat(sender.protectRtcp(PacketBuffer.of(plain), sealed)).isTrue();
        PacketBuffer again = PacketBuffer.of(sealed.toBytes());

        assertThat(receiver.unprotectRtcp(sealed)).isTrue();
        assertThat(sealed.toBytes()).isEqualTo(plain);
        assertThat(receiver.unprotectRtcp(again)).isFalse();
        assertThat(receiver.replayed()).isEqualTo(1);
    }

    @Property(tries = 300)
    void a_flipped_bit_is_refused(
            @ForAll SrtpProfile profile, @ForAll @IntRange(max = 8 * 62 - 1) int bit, @ForAll boolean asRtcp) {
        SrtpKeys keys = keys(profile, 3);
        byte[] plain = asRtcp ? rtcp(9, new byte[32]) : rtp(5, 9, 0, false, new byte[40]);
        PacketBuffer sealed = PacketBuffer.onHeap();
        SrtpSender sender = new SrtpSender(keys);
        boolean done = asRtcp
                ? sender.protectRtcp(PacketBuffer.of(plain), sealed)
                : sender.protectRtp(PacketBuffer.of(plain), sealed);
        assertThat(done).isTrue();
        int flipped = bit % (8 * sealed.length());
        sealed.u8(flipped / 8, sealed.u8(flipped / 8) ^ 1 << (flipped % 8));

        SrtpReceiver receiver = new SrtpReceiver(keys);
        assertThat(asRtcp ? receiver.unprotectRtcp(sealed) : receiver.unprotectRtp(sealed))
                .isFalse();
    }

    @Property(tries = 500)
    void noise_is_refused_without_an_exception(@ForAll SrtpProfile profile, @ForAll @Size(max = 200) byte[] noise) {
        SrtpReceiver receiver = new SrtpReceiver(keys(profile, 4));

        assertThat(receiver.unprotectRtp(PacketBuffer.of(noise))).isFalse();
        assertThat(receiver.unprotectRtcp(PacketBuffer.of(noise))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void the_sequence_number_may_wrap_many_times(SrtpProfile profile) {
        SrtpKeys keys = keys(profile, 5);
        SrtpSender sender = new SrtpSender(keys);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        PacketBuffer sealed = PacketBuffer.onHeap();
        for (int n = 60000; n < 60000 + 5 * 65536; n += 499) {
            byte[] plain = rtp(n & 0xFFFF, 7, 0, false, new byte[] {1, 2, 3});
            assertThat(sender.protectRtp(PacketBuffer.of(plain), sealed)).isTrue();
            assertThat(receiver.unprotectRtp(sealed)).as("packet %d", n).isTrue();
            assertThat(sealed.toBytes()).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void a_packet_from_before_the_wrap_still_opens_after_it(SrtpProfile profile) {
        SrtpKeys keys = keys(profile, 6);
        SrtpSender sender = new SrtpSender(keys);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        PacketBuffer before = seal(sender, 65534);
        PacketBuffer late = seal(sender, 65535);
        PacketBuffer after = seal(sender, 0);

        assertThat(receiver.unprotectRtp(before)).isTrue();
        assertThat(receiver.unprotectRtp(after)).isTrue();
        assertThat(receiver.unprotectRtp(late)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void a_replayed_packet_is_refused_and_reordering_is_not(SrtpProfile profile) {
        SrtpKeys keys = keys(profile, 7);
        SrtpSender sender = new SrtpSender(keys);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        PacketBuffer[] sealed = new PacketBuffer[200];
        for (int i = 0; i < sealed.length; i++) {
            sealed[i] = seal(sender, 100 + i);
        }
        for (int i = sealed.length - 1; i >= 0; i--) {
            assertThat(receiver.unprotectRtp(PacketBuffer.of(sealed[i].toBytes())))
                    .isTrue();
        }
        for (PacketBuffer packet : sealed) {
            assertThat(receiver.unprotectRtp(packet)).isFalse();
        }
        assertThat(receiver.replayed()).isEqualTo(200);
        assertThat(receiver.unauthentic()).isZero();
    }

    @Test
    void a_packet_older_than_the_window_is_refused() {
        SrtpKeys keys = keys(SrtpProfile.AEAD_AES_128_GCM, 8);
        SrtpSender sender = new SrtpSender(keys);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        PacketBuffer old = seal(sender, 1);

        assertThat(receiver.unprotectRtp(seal(sender, 1 + ReplayWindow.SIZE))).isTrue();
        assertThat(receiver.unprotectRtp(old)).isFalse();
    }

    @Test
    void under_an_aead_profile_no_index_is_sealed_twice() {
        SrtpSender gcm = new SrtpSender(keys(SrtpProfile.AEAD_AES_128_GCM, 9));
        SrtpSender counter = new SrtpSender(keys(SrtpProfile.AES_CM_128_HMAC_SHA1_80, 9));
        PacketBuffer plain = PacketBuffer.of(rtp(3, 7, 0, false, new byte[4]));
        PacketBuffer out = PacketBuffer.onHeap();

        assertThat(gcm.protectRtp(plain, out)).isTrue();
        assertThat(gcm.protectRtp(plain, out)).isFalse();
        assertThat(counter.protectRtp(plain, out)).isTrue();
        assertThat(counter.protectRtp(plain, out)).isTrue();
    }

    @Test
    void many_streams_keep_their_own_roll_over_counters() {
        SrtpKeys keys = keys(SrtpProfile.AEAD_AES_128_GCM, 10);
        SrtpSender sender = new SrtpSender(keys);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        PacketBuffer out = PacketBuffer.onHeap();
        for (int sequence : new int[] {65000, 65535, 2}) {
            for (int ssrc = 0; ssrc < 300; ssrc++) {
                byte[] plain = rtp(sequence, ssrc * 7919, 0, false, new byte[2]);
                assertThat(sender.protectRtp(PacketBuffer.of(plain), out)).isTrue();
                assertThat(receiver.unprotectRtp(out)).isTrue();
            }
        }
    }

    private static PacketBuffer seal(SrtpSender sender, int sequence) {
        PacketBuffer out = PacketBuffer.onHeap();
        assertThat(sender.protectRtp(PacketBuffer.of(rtp(sequence, 7, 0, false, new byte[] {9})), out))
                .isTrue();
        return out;
    }

    private static SrtpKeys keys(SrtpProfile profile, long seed) {
        Random random = new Random(seed);
        byte[] key = new byte[profile.keyBytes()];
        byte[] salt = new byte[profile.saltBytes()];
        random.nextBytes(key);
        random.nextBytes(salt);
        return new SrtpKeys(profile, key, salt);
    }

    private static byte[] rtcp(int ssrc, byte[] body) {
        PacketBuffer packet = PacketBuffer.onHeap();
        packet.length(8 + body.length);
        packet.u16(0, 0x80C8);
        packet.u32(4, ssrc);
        packet.put(8, body, 0, body.length);
        return packet.toBytes();
    }

    private static byte[] rtp(int sequence, int ssrc, int sources, boolean extension, byte[] payload) {
        int header = 12 + 4 * sources + (extension ? 8 : 0);
        PacketBuffer packet = PacketBuffer.onHeap();
        packet.length(header + payload.length);
        packet.u8(0, 0x80 | sources | (extension ? 0x10 : 0));
        packet.u8(1, 96);
        packet.u16(2, sequence);
        packet.u32(8, ssrc);
        if (extension) {
            packet.u32(header - 8, 0xBEDE_0001L);
        }
        packet.put(header, payload, 0, payload.length);
        return packet.toBytes();
    }
}
