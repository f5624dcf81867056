/** What the operator sees of live rooms and does in them: peers, roles, messages, the end (server API §4.4). */
@org.jspecify.annotations.NullMarked
package dev.foyer.activeroom;
