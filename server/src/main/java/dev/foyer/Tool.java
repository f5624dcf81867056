package dev.foyer;

import dev.foyer.audit.JdbiLedgerStore;
import dev.foyer.audit.Ledger;
import dev.foyer.config.Config;
import dev.foyer.database.Database;
import dev.foyer.kernel.Ids;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.StartException;
import dev.foyer.template.JdbiTemplateStore;
import dev.foyer.template.Presets;
import dev.foyer.template.Templates;
import dev.foyer.workspace.JdbiWorkspaceStore;
import dev.foyer.workspace.KeyFile;
import dev.foyer.workspace.KeyRing;
import dev.foyer.workspace.Workspace;
import dev.foyer.workspace.Workspaces;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** What an operator does beside a running server, on its database: make workspaces, check the ledger. */
public final class Tool {
    private static final int CANNOT = 2;
    private static final int BROKEN = 1;

    private final Database database;
    private final KeyRing keys;
    private final JdbiWorkspaceStore workspaces;
    private final PrintStream out;

    private Tool(Config config, Database database, PrintStream out) {
        this.database = database;
        this.keys = new KeyFile(config.dataDirectory(), new SecureRandom())
                .read()
                .orElseThrow(() -> new StartException(
                        "There is no keys file in " + config.dataDirectory() + "; start the server there first."));
        this.workspaces = new JdbiWorkspaceStore(database.jdbi(), keys);
        this.out = out;
    }

    /** {@code workspace create NAME | workspace list | audit verify}, then the flags that say where the data is. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    /** Exit code: 0 done, 1 a chain is broken, 2 it could not be done. */
    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        int flags = 0;
        while (flags < arguments.size() && !arguments.get(flags).startsWith("--")) {
            flags++;
        }
        List<String> words = arguments.subList(0, flags);
        try {
            Config config = Config.parse(arguments.subList(flags, arguments.size()), environment);
            try (Database database = Database.open(config.dataDirectory(), config.databaseUrl())) {
                return new Tool(config, database, out).run(words);
            }
        } catch (StartException e) {
            err.println(e.sentence());
            return CANNOT;
        }
    }

    private int run(List<String> words) {
        if (words.equals(List.of("audit", "verify"))) {
            return verify();
        }
        if (words.equals(List.of("workspace", "list"))) {
            workspaces.all().forEach(one -> out.println(one.id().text() + "  " + one.name()));
            return 0;
        }
        if (words.size() == 3 && words.subList(0, 2).equals(List.of("workspace", "create"))) {
            create(words.get(2));
            return 0;
        }
        throw new StartException("Known are: audit verify, workspace list, workspace create NAME.");
    }

    private int verify() {
        var ledger = new Ledger(new JdbiLedgerStore(database.jdbi()), keys, InstantSource.system());
        int result = 0;
        for (Workspace workspace : workspaces.all()) {
            Ledger.Verdict verdict = ledger.verify(workspace.id());
            out.println(workspace.id().text() + "  " + verdict.entries() + " entries whole, head "
                    + (verdict.head().isEmpty() ? "none" : verdict.head())
                    + verdict.fault().map(fault -> "  BROKEN: " + fault).orElse(""));
            result = verdict.fault().isPresent() ? BROKEN : result;
        }
        return result;
    }

    /** Prints the credentials, the only time that they are shown. */
    private void create(String name) {
        var random = new SecureRandom();
        var clock = InstantSource.system();
        var ids = new Ids(clock, random);
        Workspace made = new Workspaces(workspaces, ids, random, clock).create(name);
        new Templates(new JdbiTemplateStore(database.jdbi(), keys), ids, random, clock)
                .create(made.id(), Presets.videoConferencing().put("default", true));
        new Ledger(new JdbiLedgerStore(database.jdbi()), keys, clock)
                .append(made.id(), "operator", "workspace.created", Json.object());
        out.println(Json.write(Json.object()
                .put("workspace_id", made.id().text())
                .put("access_key", made.accessKey())
                .put("secret", made.secret().value())));
    }
}
