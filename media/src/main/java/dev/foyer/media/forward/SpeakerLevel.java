package dev.foyer.media.forward;

/** One who speaks: the publish connection, the audio track and its level from 0 to 100. */
public record SpeakerLevel(int connection, String trackId, int level) {}
