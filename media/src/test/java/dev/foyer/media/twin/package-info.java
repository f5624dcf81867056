/** Whole peers and the forwarding unit between them, joined by a seeded network in virtual time. */
@org.jspecify.annotations.NullMarked
package dev.foyer.media.twin;
