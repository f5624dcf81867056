/** One SCTP association with WebRTC data channels on top, for DTLS to carry: RFC 9260, 8831, 8832, without sockets or clock. */
@org.jspecify.annotations.NullMarked
package dev.foyer.media.sctp;
