/** Session descriptions (RFC 8866) and the offer/answer exchange of both connections (RFC 3264, RFC 9429). */
@org.jspecify.annotations.NullMarked
package dev.foyer.media.sdp;
