package dev.foyer.media.peer;

import dev.foyer.media.dtls.DtlsKeys;
import dev.foyer.media.srtp.SrtpKeys;
import dev.foyer.media.srtp.SrtpProfile;
import dev.foyer.media.srtp.SrtpReceiver;
import dev.foyer.media.srtp.SrtpSender;
import org.jspecify.annotations.Nullable;

/**
 * Both directions of SRTP from one handshake.
 *
 * @param sender under the local side's keys
 * @param receiver under the peer's
 */
record MediaCrypto(SrtpSender sender, SrtpReceiver receiver) {
    /** For the DTLS server, or its twin for the client; null for a profile that is not ours. */
    static @Nullable MediaCrypto of(DtlsKeys keys, boolean server) {
        SrtpProfile profile = SrtpProfile.of(keys.profile());
        if (profile == null) {
            return null;
        }
        SrtpKeys ofServer = new SrtpKeys(profile, keys.serverKey(), keys.serverSalt());
        SrtpKeys ofClient = new SrtpKeys(profile, keys.clientKey(), keys.clientSalt());
        return server
                ? new MediaCrypto(new SrtpSender(ofServer), new SrtpReceiver(ofClient))
                : new MediaCrypto(new SrtpSender(ofClient), new SrtpReceiver(ofServer));
    }
}
