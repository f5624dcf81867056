/** The transport of one peer connection: ICE, DTLS, SRTP and SCTP joined. */
@org.jspecify.annotations.NullMarked
package dev.foyer.media.peer;
