/** The forwarding unit: who receives which stream, rewritten how, and the feedback in both directions. */
@org.jspecify.annotations.NullMarked
package dev.foyer.media.forward;
