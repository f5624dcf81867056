/** Templates: roles and what each may do. */
@org.jspecify.annotations.NullMarked
package dev.foyer.template;
