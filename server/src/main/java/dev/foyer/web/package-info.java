/** The pages people open, and the headers that keep them safe. */
@org.jspecify.annotations.NullMarked
package dev.foyer.web;
