package dev.foyer.layout;

import dev.foyer.kernel.TemplateId;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Keeps what owners of templates have designed. */
public interface LookStore {
    /** The empty object when nothing was designed. */
    ObjectNode find(TemplateId template);

    /** Inserts or replaces. */
    void save(TemplateId template, ObjectNode look, Instant now);
}
