package dev.foyer;

import dev.foyer.config.Config;
import dev.foyer.database.Database;
import dev.foyer.gate.JdbiSwitchStore;
import dev.foyer.gate.SwitchDesk;
import dev.foyer.gate.SwitchRule;
import dev.foyer.gate.Switches;
import dev.foyer.http.Route;
import dev.foyer.kernel.Ids;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.layout.LayoutRoutes;
import dev.foyer.room.JdbiRoomStore;
import dev.foyer.room.RoomRoutes;
import dev.foyer.room.Rooms;
import dev.foyer.roomcode.CodeGenerator;
import dev.foyer.roomcode.EntryRule;
import dev.foyer.roomcode.JdbiRoomCodeStore;
import dev.foyer.roomcode.RoomCodeRoutes;
import dev.foyer.roomcode.RoomCodes;
import dev.foyer.signalling.Admissions;
import dev.foyer.signalling.TokenAdmissions;
import dev.foyer.template.JdbiTemplateStore;
import dev.foyer.template.TemplateRoutes;
import dev.foyer.template.Templates;
import dev.foyer.token.AuthTokens;
import dev.foyer.token.FailureBudget;
import dev.foyer.token.ManagementTokens;
import dev.foyer.token.TokenAuthenticator;
import dev.foyer.token.TokenExchange;
import dev.foyer.token.TokenRoutes;
import dev.foyer.token.UniformAnswers;
import dev.foyer.workspace.CredentialsFile;
import dev.foyer.workspace.JdbiWorkspaceStore;
import dev.foyer.workspace.KeyFile;
import dev.foyer.workspace.Workspaces;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Everything that is stored and its rules: one {@code new} for each part, in the order in which they depend on each other. */
final class Domain {
    final Rooms rooms;
    final CredentialsFile credentials;
    final FirstStart.Ready ready;
    final TokenAuthenticator authenticator;
    final Admissions admissions;
    final Switches switches;
    final SwitchDesk switchDesk;
    final List<Route> routes;

    Domain(Config config, Database database, SecureRandom random, InstantSource clock) {
        var jdbi = database.jdbi();
        var ids = new Ids(clock, random);
        var keys = new KeyFile(config.dataDirectory(), random).readOrCreate(JdbiWorkspaceStore.inUse(jdbi));
        var workspaceStore = new JdbiWorkspaceStore(jdbi, keys);
        var workspaces = new Workspaces(workspaceStore, ids, random, clock);
        var templateStore = new JdbiTemplateStore(jdbi);
        var templates = new Templates(templateStore, ids, random, clock);
        var roomStore = new JdbiRoomStore(jdbi);
        this.rooms = new Rooms(roomStore, templateStore, ids, clock);
        var codes = new RoomCodes(new JdbiRoomCodeStore(jdbi, keys), rooms, new CodeGenerator(random), ids, clock);
        var auth = new AuthTokens(workspaceStore, clock);
        this.authenticator = new TokenAuthenticator(new ManagementTokens(workspaceStore, clock), auth);
        var switchStore = new JdbiSwitchStore(jdbi);
        this.switches = new Switches(switchStore, clock);
        this.switchDesk = new SwitchDesk(switchStore, templateStore, rooms, codes, clock);
        // The switches first: a code that is switched off must not be used up by the rules after it.
        List<EntryRule> rules = List.of(new SwitchRule(switches, clock));
        var budget = new FailureBudget(keys, clock);
        var answers = new WorkspaceAnswers(switches);
        var exchange = new TokenExchange(codes, rooms, workspaceStore, auth, budget, rules, clock, answers);
        this.credentials = new CredentialsFile(config.dataDirectory());
        this.ready = new FirstStart(workspaceStore, workspaces, templates, rooms, codes, credentials).run();
        this.admissions = new TokenAdmissions(auth, roomStore, templateStore, rules);
        this.routes = Stream.of(
                        new TemplateRoutes(templates).routes(),
                        new RoomRoutes(rooms).routes(),
                        new RoomCodeRoutes(codes).routes(),
                        new TokenRoutes(exchange, config.publicUrl()).routes(),
                        new LayoutRoutes(rooms, workspaceStore).routes())
                .flatMap(List::stream)
                .toList();
    }

    private record WorkspaceAnswers(Switches switches) implements UniformAnswers {
        @Override
        public boolean uniform(WorkspaceId workspace) {
            return switches.uniform(workspace);
        }

        @Override
        public boolean anyUniform() {
            return switches.anyUniform();
        }
    }
}
