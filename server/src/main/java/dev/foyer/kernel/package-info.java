/** Ids, refusals and time: the words every other package speaks. */
@org.jspecify.annotations.NullMarked
package dev.foyer.kernel;
