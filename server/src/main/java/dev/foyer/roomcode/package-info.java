/** Room codes: letters that stand for a room and a role. */
@org.jspecify.annotations.NullMarked
package dev.foyer.roomcode;
