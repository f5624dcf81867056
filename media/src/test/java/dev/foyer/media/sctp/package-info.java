/** Tests of the SCTP association. */
@org.jspecify.annotations.NullMarked
package dev.foyer.media.sctp;
