package dev.foyer.roomcode;

import dev.foyer.kernel.TemplateId;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** The codes of one role in all rooms of a template, in SQL. */
public final class JdbiRoleCodeStore {
    private final Jdbi jdbi;

    public JdbiRoleCodeStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Switches the codes off. */
    void disable(TemplateId template, String role, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update room_code set enabled = false, updated_at = :now
                        where enabled and role = :role
                            and room_id in (select id from room where template_id = :template)
                        """)
                .bind("now", now.toEpochMilli())
                .bind("role", role)
                .bind("template", template.text())
                .execute());
    }

    /** Lets the codes stand for another role; nothing else about them changes. */
    void move(TemplateId template, String from, String to) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update room_code set role = :to
                        where role = :from and room_id in (select id from room where template_id = :template)
                        """)
                .bind("to", to)
                .bind("from", from)
                .bind("template", template.text())
                .execute());
    }
}
