/** SRTP and SRTCP (RFC 3711, RFC 7714) on packet slots. */
@org.jspecify.annotations.NullMarked
package dev.foyer.media.srtp;
