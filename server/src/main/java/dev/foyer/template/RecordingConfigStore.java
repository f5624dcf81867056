package dev.foyer.template;

import dev.foyer.kernel.TemplateId;
import java.time.Instant;
import tools.jackson.databind.node.ArrayNode;

/** Keeps recording configurations. */
public interface RecordingConfigStore {
    /** The empty array when nothing was stored. */
    ArrayNode find(TemplateId template);

    /** Inserts or replaces. */
    void save(TemplateId template, ArrayNode configs, Instant now);
}
