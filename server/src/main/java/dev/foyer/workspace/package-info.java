/** A workspace with its access key and secret, the keys kept outside the database, the first start. */
@org.jspecify.annotations.NullMarked
package dev.foyer.workspace;
