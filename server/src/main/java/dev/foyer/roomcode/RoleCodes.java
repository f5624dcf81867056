package dev.foyer.roomcode;

import dev.foyer.kernel.TemplateId;
import dev.foyer.template.TemplateChange;
import dev.foyer.template.TemplateListener;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Room codes follow the roles of their template: a renamed role keeps its links, a deleted one loses them. */
public final class RoleCodes implements TemplateListener {
    private final JdbiRoleCodeStore store;
    private final InstantSource clock;

    public RoleCodes(JdbiRoleCodeStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void changed(TemplateChange change) {
        TemplateId template = change.template().id();
        change.renamed().forEach((from, to) -> store.move(template, from, to));
        change.removed()
                .forEach(role -> store.disable(template, role, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }
}
