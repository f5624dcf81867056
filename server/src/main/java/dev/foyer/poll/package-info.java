/** Polls and quizzes: their questions, and what was answered in sessions. */
@org.jspecify.annotations.NullMarked
package dev.foyer.poll;
