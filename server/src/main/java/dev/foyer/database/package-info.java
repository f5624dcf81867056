/** Opens SQLite or PostgreSQL, brings the schema up to date, hands out JDBI. */
@org.jspecify.annotations.NullMarked
package dev.foyer.database;
