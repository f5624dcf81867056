/** A seeded network in virtual time, for tests of everything that speaks over a lossy path. */
@org.jspecify.annotations.NullMarked
package dev.foyer.media.netem;
