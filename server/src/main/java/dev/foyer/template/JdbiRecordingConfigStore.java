package dev.foyer.template;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.TemplateId;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.node.ArrayNode;

/** Recording configurations in SQL. */
public final class JdbiRecordingConfigStore implements RecordingConfigStore {
    private final Jdbi jdbi;

    public JdbiRecordingConfigStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public ArrayNode find(TemplateId template) {
        return Json.readArray(jdbi.withHandle(
                handle -> handle.createQuery("select configs from template_recording where template_id = :id")
                        .bind("id", template.text())
                        .mapTo(String.class)
                        .findOne()
                        .orElse("")));
    }

    @Override
    public void save(TemplateId template, ArrayNode configs, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into template_recording (template_id, configs, updated_at) values (:id, :configs, :now)
                        on conflict (template_id) do update
                            set configs = excluded.configs, updated_at = excluded.updated_at
                        """)
                .bind("id", template.text())
                .bind("configs", Json.write(configs))
                .bind("now", now.toEpochMilli())
                .execute());
    }
}
