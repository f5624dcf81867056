/** The server: arguments to configuration to wired parts. */
@org.jspecify.annotations.NullMarked
package dev.foyer;
