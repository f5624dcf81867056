package dev.foyer.poll;

import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.PollId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what came of polls. Lists are newest first, one more than the limit when another page follows. */
public interface PollRecords {
    /** What an entry is. */
    enum Kind {
        RESPONSE,
        RESULT
    }

    /** Inserts or replaces by id. */
    void save(PollRun run);

    /** Inserts or replaces by id. */
    void save(Kind kind, PollEntry entry);

    List<PollRun> runs(PollId poll, PageRequest page);

    /**
     * Entries of a poll.
     *
     * @param question null for all questions
     * @param superseded whether answers that were changed later are wanted, too
     */
    List<PollEntry> entries(Kind kind, PollId poll, @Nullable Integer question, boolean superseded, PageRequest page);

    Optional<PollEntry> entry(Kind kind, PollId poll, String id);
}
