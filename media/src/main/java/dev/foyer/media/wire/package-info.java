/** The shared vocabulary of the wire: packet slots, addresses, sequence arithmetic. */
@org.jspecify.annotations.NullMarked
package dev.foyer.media.wire;
