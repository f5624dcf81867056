/** The audit ledger: who did what, append-only, each entry chained to the one before by a keyed hash. */
@org.jspecify.annotations.NullMarked
package dev.foyer.audit;
