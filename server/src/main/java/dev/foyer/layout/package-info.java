/** Layouts of the meeting page, one per role. */
@org.jspecify.annotations.NullMarked
package dev.foyer.layout;
