/** Switches over room links: off for a code, a role, a room, a template or the whole workspace, and on again as it was. */
@org.jspecify.annotations.NullMarked
package dev.foyer.gate;
