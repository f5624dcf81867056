package dev.foyer.poll;

import dev.foyer.kernel.PollId;
import dev.foyer.kernel.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A poll in one session of a room.
 *
 * @param stoppedAt null while it runs
 * @param participants people who answered anything
 */
public record PollRun(
        String id,
        PollId pollId,
        SessionId sessionId,
        Instant startedAt,
        @Nullable Instant stoppedAt,
        int responses,
        int participants) {}
