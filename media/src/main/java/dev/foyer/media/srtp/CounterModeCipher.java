package dev.foyer.media.srtp;

import dev.foyer.media.wire.PacketBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES_CM_128_HMAC_SHA1_80 (RFC 3711 §4.1.1, §4.2.1) on the platform's AES/CTR and HmacSHA1. */
final class CounterModeCipher implements PacketCipher {
    private static final int TAG = 10;
    private static final int MAC = 20;
    private static final int AUTH_KEY = 20;
    private static final int SALT = 14;
    private static final int IV = 16;
    private static final int RTCP_HEADER = 8;
    private static final int INDEX_WORD = 4;

    private final Cipher cipher;
    private final Mac rtpMac;
    private final Mac rtcpMac;
    private final SecretKeySpec rtpKey;
    private final SecretKeySpec rtcpKey;
    private final byte[] rtpSalt;
    private final byte[] rtcpSalt;
    private final byte[] iv = new byte[IV];
    private final byte[] word = new byte[INDEX_WORD];
    private final byte[] mac = new byte[MAC];
    private final byte[] in = new byte[PacketBuffer.CAPACITY];
    private final byte[] result = new byte[PacketBuffer.CAPACITY];

    CounterModeCipher(byte[] key, byte[] salt) {
        rtpKey = new SecretKeySpec(KeyDerivation.derive(key, salt, KeyDerivation.RTP_ENCRYPTION, key.length), "AES");
        rtcpKey = new SecretKeySpec(KeyDerivation.derive(key, salt, KeyDerivation.RTCP_ENCRYPTION, key.length), "AES");
        rtpSalt = KeyDerivation.derive(key, salt, KeyDerivation.RTP_SALT, SALT);
        rtcpSalt = KeyDerivation.derive(key, salt, KeyDerivation.RTCP_SALT, SALT);
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            rtpMac = mac(KeyDerivation.derive(key, salt, KeyDerivation.RTP_AUTHENTICATION, AUTH_KEY));
            rtcpMac = mac(KeyDerivation.derive(key, salt, KeyDerivation.RTCP_AUTHENTICATION, AUTH_KEY));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES/CTR and HmacSHA1", e);
        }
    }

    @Override
    public boolean sealRtp(PacketBuffer plain, int header, long index, PacketBuffer out) {
        int length = plain.length();
        if (length > in.length || length + TAG > out.capacity()) {
            return false;
        }
        plain.get(0, in, 0, length);
        System.arraycopy(in, 0, result, 0, header);
        if (!crypt(rtpKey, rtpSalt, plain.i32(8), index, header, length - header)) {
            return false;
        }
        Words.i32(word, 0, (int) (index >>> 16));
        tag(rtpMac, result, length);
        out.length(length + TAG);
        out.put(0, result, 0, length);
        out.put(length, mac, 0, TAG);
        return true;
    }

    @Override
    public boolean openRtp(PacketBuffer packet, int header, long index) {
        int length = packet.length() - TAG;
        if (packet.length() > in.length) {
            return false;
        }
        packet.get(0, in, 0, packet.length());
        Words.i32(word, 0, (int) (index >>> 16));
        tag(rtpMac, in, length);
        if (!tagMatches(length) || !crypt(rtpKey, rtpSalt, packet.i32(8), index, header, length - header)) {
            return false;
        }
        packet.length(length);
        packet.put(header, result, header, length - header);
        return true;
    }

    @Override
    public boolean sealRtcp(PacketBuffer plain, long index, PacketBuffer out) {
        int length = plain.length();
        if (length > in.length || length + rtcpTrailer() > out.capacity()) {
            return false;
        }
        plain.get(0, in, 0, length);
        System.arraycopy(in, 0, result, 0, RTCP_HEADER);
        if (!crypt(rtcpKey, rtcpSalt, plain.i32(4), index, RTCP_HEADER, length - RTCP_HEADER)) {
            return false;
        }
        Words.i32(word, 0, (int) index | 0x8000_0000);
        tag(rtcpMac, result, length);
        out.length(length + rtcpTrailer());
        out.put(0, result, 0, length);
        out.put(length, word, 0, INDEX_WORD);
        out.put(length + INDEX_WORD, mac, 0, TAG);
        return true;
    }

    @Override
    public boolean openRtcp(PacketBuffer packet, long index) {
        int length = packet.length() - rtcpTrailer();
        if (packet.length() > in.length) {
            return false;
        }
        packet.get(0, in, 0, packet.length());
        Words.i32(word, 0, (int) index | 0x8000_0000);
        tag(rtcpMac, in, length);
        if (!tagMatches(length + INDEX_WORD)
                || !crypt(rtcpKey, rtcpSalt, packet.i32(4), index, RTCP_HEADER, length - RTCP_HEADER)) {
            return false;
        }
        packet.length(length);
        packet.put(RTCP_HEADER, result, RTCP_HEADER, length - RTCP_HEADER);
        return true;
    }

    @Override
    public int rtcpTrailer() {
        return INDEX_WORD + TAG;
    }

    @Override
    public int rtcpIndexAt(int length) {
        return length - TAG - INDEX_WORD;
    }

    /** Counter mode from {@code in} to {@code result}; IV = salt*2^16 ^ SSRC*2^64 ^ index*2^16 (RFC 3711 §4.1.1). */
    private boolean crypt(SecretKeySpec key, byte[] salt, int ssrc, long index, int at, int count) {
        Arrays.fill(iv, (byte) 0);
        Words.i32(iv, 4, ssrc);
        iv[8] = (byte) (index >>> 40);
        iv[9] = (byte) (index >>> 32);
        Words.i32(iv, 10, (int) index);
        Words.xor(iv, salt, SALT);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
            cipher.doFinal(in, at, count, result, at);
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private void tag(Mac with, byte[] bytes, int count) {
        with.update(bytes, 0, count);
        with.update(word, 0, INDEX_WORD);
        try {
            with.doFinal(mac, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("twenty bytes hold an HMAC-SHA1", e);
        }
    }

    /** Compares all ten bytes whatever they are, to give no timing away. */
    private boolean tagMatches(int at) {
        int difference = 0;
        for (int i = 0; i < TAG; i++) {
            difference |= in[at + i] ^ mac[i];
        }
        return difference == 0;
    }

    private static Mac mac(byte[] key) throws GeneralSecurityException {
        Mac created = Mac.getInstance("HmacSHA1");
        created.init(new SecretKeySpec(key, "HmacSHA1"));
        return created;
    }
}
