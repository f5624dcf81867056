/** The rim of live rooms: sockets, mailboxes, and who may come in. */
@org.jspecify.annotations.NullMarked
package dev.foyer.signalling;
