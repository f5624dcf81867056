/** Telling customers' servers what happened: whom, in which order, how often, and what came of it. */
@org.jspecify.annotations.NullMarked
package dev.foyer.webhook;
