package dev.foyer.poll;

import dev.foyer.kernel.PollId;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Keeps polls. */
public interface PollStore {
    Optional<Poll> find(PollId id);

    void insert(Poll poll);

    /** Replaces a poll by what {@code work} makes of it; no other writer of that poll comes in between. */
    Optional<Poll> change(PollId id, UnaryOperator<Poll> work);
}
