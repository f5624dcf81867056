/** Tokens: the check of management tokens, the issue and check of auth tokens. */
@org.jspecify.annotations.NullMarked
package dev.foyer.token;
