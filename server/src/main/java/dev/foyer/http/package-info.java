/** The HTTP rim: routes are values, registered in one place. */
@org.jspecify.annotations.NullMarked
package dev.foyer.http;
