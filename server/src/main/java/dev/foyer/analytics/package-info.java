/** What happened: an append-only record of facts, kept for a while, and the calls that read it. */
@org.jspecify.annotations.NullMarked
package dev.foyer.analytics;
