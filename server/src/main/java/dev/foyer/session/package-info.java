/** Live rooms: what a room knows and decides, as commands in and effects out. */
@org.jspecify.annotations.NullMarked
package dev.foyer.session;
