package dev.foyer.layout;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.TemplateId;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.node.ObjectNode;

/** Looks in SQL. */
public final class JdbiLookStore implements LookStore {
    private final Jdbi jdbi;

    public JdbiLookStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public ObjectNode find(TemplateId template) {
        return Json.readObject(
                jdbi.withHandle(handle -> handle.createQuery("select look from template_layout where template_id = :id")
                        .bind("id", template.text())
                        .mapTo(String.class)
                        .findOne()
                        .orElse("")));
    }

    @Override
    public void save(TemplateId template, ObjectNode look, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into template_layout (template_id, look, updated_at) values (:id, :look, :now)
                        on conflict (template_id) do update
                            set look = excluded.look, updated_at = excluded.updated_at
                        """)
                .bind("id", template.text())
                .bind("look", Json.write(look))
                .bind("now", now.toEpochMilli())
                .execute());
    }
}
