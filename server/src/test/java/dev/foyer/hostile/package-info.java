/** Bad input, generated from what the server says about its own API. */
@org.jspecify.annotations.NullMarked
package dev.foyer.hostile;
