package dev.foyer.media.srtp;

import dev.foyer.media.wire.PacketBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AEAD_AES_128_GCM and AEAD_AES_256_GCM (RFC 7714) on the platform's AES/GCM. */
final class GcmCipher implements PacketCipher {
    private static final int TAG = 16;
    private static final int TAG_BITS = 8 * TAG;
    private static final int IV = 12;
    private static final int RTCP_HEADER = 8;
    private static final int INDEX_WORD = 4;

    private final Cipher cipher;
    private final SecretKeySpec rtpKey;
    private final SecretKeySpec rtcpKey;
    private final byte[] rtpSalt;
    private final byte[] rtcpSalt;
    private final byte[] iv = new byte[IV];
    private final byte[] word = new byte[INDEX_WORD];
    private final byte[] in = new byte[PacketBuffer.CAPACITY];
    private final byte[] result = new byte[PacketBuffer.CAPACITY + TAG];

    GcmCipher(byte[] key, byte[] salt) {
        this(
                KeyDerivation.derive(key, salt, KeyDerivation.RTP_ENCRYPTION, key.length),
                KeyDerivation.derive(key, salt, KeyDerivation.RTP_SALT, IV),
                KeyDerivation.derive(key, salt, KeyDerivation.RTCP_ENCRYPTION, key.length),
                KeyDerivation.derive(key, salt, KeyDerivation.RTCP_SALT, IV));
    }

    /** From session keys, where the vectors of RFC 7714 start. */
    GcmCipher(byte[] rtpKey, byte[] rtpSalt, byte[] rtcpKey, byte[] rtcpSalt) {
        this.rtpKey = new SecretKeySpec(rtpKey, "AES");
        this.rtcpKey = new SecretKeySpec(rtcpKey, "AES");
        this.rtpSalt = rtpSalt.clone();
        this.rtcpSalt = rtcpSalt.clone();
        cipher = newCipher();
    }

    @Override
    public boolean sealRtp(PacketBuffer plain, int header, long index, PacketBuffer out) {
        int length = plain.length();
        if (length > in.length || length + TAG > out.capacity()) {
            return false;
        }
        plain.get(0, in, 0, length);
        rtpIv(plain.i32(8), index);
        int body = run(Cipher.ENCRYPT_MODE, rtpKey, header, false, length - header);
        return body >= 0 && finish(out, header, body, 0);
    }

    @Override
    public boolean openRtp(PacketBuffer packet, int header, long index) {
        int length = packet.length();
        if (length > in.length) {
            return false;
        }
        packet.get(0, in, 0, length);
        rtpIv(packet.i32(8), index);
        int body = run(Cipher.DECRYPT_MODE, rtpKey, header, false, length - header);
        return body >= 0 && finish(packet, header, body, 0);
    }

    @Override
    public boolean sealRtcp(PacketBuffer plain, long index, PacketBuffer out) {
        int length = plain.length();
        if (length > in.length || length + rtcpTrailer() > out.capacity()) {
            return false;
        }
        plain.get(0, in, 0, length);
        rtcpIv(plain.i32(4), index);
        int body = run(Cipher.ENCRYPT_MODE, rtcpKey, RTCP_HEADER, true, length - RTCP_HEADER);
        return body >= 0 && finish(out, RTCP_HEADER, body, INDEX_WORD);
    }

    @Override
    public boolean openRtcp(PacketBuffer packet, long index) {
        int length = packet.length();
        if (length > in.length) {
            return false;
        }
        packet.get(0, in, 0, length);
        rtcpIv(packet.i32(4), index);
        int sealed = length - RTCP_HEADER - INDEX_WORD;
        int body = run(Cipher.DECRYPT_MODE, rtcpKey, RTCP_HEADER, true, sealed);
        return body >= 0 && finish(packet, RTCP_HEADER, body, 0);
    }

    @Override
    public int rtcpTrailer() {
        return TAG + INDEX_WORD;
    }

    @Override
    public int rtcpIndexAt(int length) {
        return length - INDEX_WORD;
    }

    private int run(int mode, SecretKeySpec key, int header, boolean withWord, int count) {
        try {
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(in, 0, header);
            if (withWord) {
                cipher.updateAAD(word);
            }
            return cipher.doFinal(in, header, count, result, 0);
        } catch (GeneralSecurityException _) {
            return -1;
        }
    }

    private boolean finish(PacketBuffer out, int header, int body, int trailer) {
        out.length(header + body + trailer);
        out.put(0, in, 0, header);
        out.put(header, result, 0, body);
        if (trailer > 0) {
            out.put(header + body, word, 0, trailer);
        }
        return true;
    }

    /** RFC 7714 §8.1: two zero bytes, SSRC, ROC, SEQ; then the salt over it. */
    private void rtpIv(int ssrc, long index) {
        iv(ssrc, index, rtpSalt);
    }

    /** RFC 7714 §9.1: two zero bytes, SSRC, two zero bytes, a zero bit and the 31-bit index. */
    private void rtcpIv(int ssrc, long index) {
        iv(ssrc, index, rtcpSalt);
        Words.i32(word, 0, (int) index | 0x8000_0000);
    }

    private void iv(int ssrc, long index, byte[] salt) {
        iv[0] = 0;
        iv[1] = 0;
        Words.i32(iv, 2, ssrc);
        iv[6] = (byte) (index >>> 40);
        iv[7] = (byte) (index >>> 32);
        Words.i32(iv, 8, (int) index);
        Words.xor(iv, salt, IV);
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES/GCM", e);
        }
    }
}
