/** The record of sessions and of who was in them, written while they happen (server API §4.5). */
@org.jspecify.annotations.NullMarked
package dev.foyer.history;
