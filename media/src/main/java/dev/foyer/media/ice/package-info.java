/** ICE-lite (RFC 8445) and the STUN messages (RFC 8489) it answers. */
@org.jspecify.annotations.NullMarked
package dev.foyer.media.ice;
