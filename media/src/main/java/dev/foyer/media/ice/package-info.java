/** Interactive connectivity establishment, the lite side (RFC 8445). */
@org.jspecify.annotations.NullMarked
package dev.foyer.media.ice;
