package dev.foyer.media.sdp;

import dev.foyer.media.ice.IceCredentials;

/**
 * The browser's end of one connection.
 *
 * @param fingerprint SHA-256 of its certificate, upper case hex with colons
 * @param setup its DTLS role as written (RFC 8842): {@code actpass} or {@code active}
 */
public record RemoteTransport(IceCredentials ice, String fingerprint, String setup) {}
