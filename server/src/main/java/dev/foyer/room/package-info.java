/** Rooms: lasting places with a name and a template. */
@org.jspecify.annotations.NullMarked
package dev.foyer.room;
