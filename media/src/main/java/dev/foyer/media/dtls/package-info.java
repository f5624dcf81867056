/** DTLS 1.2 server with use_srtp (RFC 5764) behind a non-blocking endpoint. */
@org.jspecify.annotations.NullMarked
package dev.foyer.media.dtls;
