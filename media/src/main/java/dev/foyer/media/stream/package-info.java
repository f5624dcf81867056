/** What one RTP stream is and how it is received: formats, gaps, history, feedback. */
@org.jspecify.annotations.NullMarked
package dev.foyer.media.stream;
