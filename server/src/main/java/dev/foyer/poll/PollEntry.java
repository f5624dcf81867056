package dev.foyer.poll;

import dev.foyer.kernel.PollId;
import dev.foyer.kernel.SessionId;
import tools.jackson.databind.node.ObjectNode;

/**
 * One answer, or one result, of one person to one question.
 *
 * @param question 1 for the first
 * @param superseded a later answer took its place; never true for results
 * @param body the other members of the API's object. Not to be changed
 */
public record PollEntry(
        String id, PollId pollId, SessionId sessionId, int question, boolean superseded, ObjectNode body) {}
