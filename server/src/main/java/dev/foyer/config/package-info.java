/** The one immutable configuration: flags and environment in, a checked record out. */
@org.jspecify.annotations.NullMarked
package dev.foyer.config;
