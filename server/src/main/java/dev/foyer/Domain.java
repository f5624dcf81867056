package dev.foyer;

import dev.foyer.analytics.JdbiEventStore;
import dev.foyer.audit.JdbiLedgerStore;
import dev.foyer.audit.Ledger;
import dev.foyer.audit.LedgerRoutes;
import dev.foyer.config.Config;
import dev.foyer.database.Database;
import dev.foyer.gate.JdbiSwitchStore;
import dev.foyer.gate.SwitchDesk;
import dev.foyer.gate.SwitchRule;
import dev.foyer.gate.Switches;
import dev.foyer.http.Route;
import dev.foyer.kernel.Ids;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.layout.JdbiLookStore;
import dev.foyer.layout.LayoutRoutes;
import dev.foyer.layout.Looks;
import dev.foyer.link.DomainRoutes;
import dev.foyer.link.Domains;
import dev.foyer.link.InviteRoutes;
import dev.foyer.link.JdbiDomainStore;
import dev.foyer.link.MeetingLinks;
import dev.foyer.poll.JdbiPollRecordStore;
import dev.foyer.poll.JdbiPollStore;
import dev.foyer.poll.PollRoutes;
import dev.foyer.poll.Polls;
import dev.foyer.room.JdbiRoomStore;
import dev.foyer.room.RecentRooms;
import dev.foyer.room.RoomRoutes;
import dev.foyer.room.Rooms;
import dev.foyer.roomcode.BulkRoutes;
import dev.foyer.roomcode.CodeGenerator;
import dev.foyer.roomcode.CodeRule;
import dev.foyer.roomcode.CodeUsage;
import dev.foyer.roomcode.CodeUses;
import dev.foyer.roomcode.Devices;
import dev.foyer.roomcode.EntryRule;
import dev.foyer.roomcode.JdbiCodeUseStore;
import dev.foyer.roomcode.JdbiRoleCodeStore;
import dev.foyer.roomcode.JdbiRoomCodeStore;
import dev.foyer.roomcode.JdbiUsageStore;
import dev.foyer.roomcode.Lobby;
import dev.foyer.roomcode.LobbyRoutes;
import dev.foyer.roomcode.PeopleInside;
import dev.foyer.roomcode.Pins;
import dev.foyer.roomcode.RoleCodes;
import dev.foyer.roomcode.RoomCodeRoutes;
import dev.foyer.roomcode.RoomCodes;
import dev.foyer.signalling.Admissions;
import dev.foyer.signalling.DiagnosticRoutes;
import dev.foyer.signalling.Diagnostics;
import dev.foyer.signalling.TokenAdmissions;
import dev.foyer.template.JdbiRecordingConfigStore;
import dev.foyer.template.JdbiTemplateStore;
import dev.foyer.template.RecentTemplates;
import dev.foyer.template.RecordingConfigs;
import dev.foyer.template.TemplateRoutes;
import dev.foyer.template.Templates;
import dev.foyer.token.AddressBlock;
import dev.foyer.token.AuthTokens;
import dev.foyer.token.DoorRoutes;
import dev.foyer.token.FailureBudget;
import dev.foyer.token.ManagementTokens;
import dev.foyer.token.TokenAuthenticator;
import dev.foyer.token.TokenExchange;
import dev.foyer.token.TokenRoutes;
import dev.foyer.token.UniformAnswers;
import dev.foyer.webhook.JdbiDeliveryLogStore;
import dev.foyer.webhook.JdbiDeliveryStore;
import dev.foyer.webhook.JdbiWebhookConfigStore;
import dev.foyer.workspace.AccessKeys;
import dev.foyer.workspace.CredentialsFile;
import dev.foyer.workspace.JdbiAccessKeyStore;
import dev.foyer.workspace.JdbiMemberStore;
import dev.foyer.workspace.JdbiWorkspaceStore;
import dev.foyer.workspace.KeyFile;
import dev.foyer.workspace.Members;
import dev.foyer.workspace.WorkspaceRoutes;
import dev.foyer.workspace.Workspaces;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Everything that is stored and its rules: one {@code new} for each part, in the order in which they depend on each other. */
final class Domain {
    final Templates templates;
    final Rooms rooms;
    final CredentialsFile credentials;
    final FirstStart.Ready ready;
    final TokenAuthenticator authenticator;
    final Admissions admissions;
    final Ledger ledger;
    final Hooks hooks;
    final Switches switches;
    final SwitchDesk switchDesk;
    final List<Route> routes;
    final PeopleInside inside = new PeopleInside();
    final CodeUses uses;
    final CodeUsage codeUsage;
    final MeetingLinks links;
    final Looks looks;

    Domain(Config config, Database database, SecureRandom random, InstantSource clock) {
        var jdbi = database.jdbi();
        var ids = new Ids(clock, random);
        var keys = new KeyFile(config.dataDirectory(), random).readOrCreate(JdbiWorkspaceStore.inUse(jdbi));
        var workspaceStore = new JdbiWorkspaceStore(jdbi, keys);
        var workspaces = new Workspaces(workspaceStore, ids, random, clock);
        var templateStore = new RecentTemplates(new JdbiTemplateStore(jdbi), clock);
        this.templates = new Templates(templateStore, ids, random, clock);
        var recordings = new RecordingConfigs(new JdbiRecordingConfigStore(jdbi), templates, clock);
        var roomStore = new RecentRooms(new JdbiRoomStore(jdbi), clock);
        this.rooms = new Rooms(roomStore, templateStore, ids, clock);
        var codes = new RoomCodes(new JdbiRoomCodeStore(jdbi, keys), rooms, new CodeGenerator(random), ids, clock);
        this.looks = new Looks(new JdbiLookStore(jdbi), templates, clock);
        var polls = new Polls(new JdbiPollStore(jdbi), new JdbiPollRecordStore(jdbi), ids, clock);
        templates.tell(recordings);
        templates.tell(looks);
        templates.tell(new RoleCodes(new JdbiRoleCodeStore(jdbi), clock));
        var auth = new AuthTokens(workspaceStore, clock);
        this.authenticator = new TokenAuthenticator(new ManagementTokens(workspaceStore, clock), auth);
        var domains = new Domains(new JdbiDomainStore(jdbi), MeetingLinks.base(config), clock);
        this.links = new MeetingLinks(config, domains);
        this.uses = new CodeUses(new JdbiCodeUseStore(jdbi), codes, clock);
        var devices = new Devices(keys);
        this.codeUsage = new CodeUsage(new JdbiUsageStore(jdbi), devices, clock).start();
        var lobby = new Lobby(clock, () -> UUID.randomUUID().toString());
        var pins = new Pins(keys, random);
        var switchStore = new JdbiSwitchStore(jdbi);
        this.switches = new Switches(switchStore, clock);
        this.switchDesk = new SwitchDesk(switchStore, templateStore, rooms, codes, clock);
        // The switches first: a code that is switched off must not be used up. CodeRule comes last: it takes a use.
        List<EntryRule> rules = List.of(
                codeUsage,
                new SwitchRule(switches, clock),
                new CodeRule(codes, uses, inside, lobby, pins, devices, AddressBlock::of, clock));
        var budget = new FailureBudget(keys, clock);
        var answers = new WorkspaceAnswers(switches);
        var exchange = new TokenExchange(
                codes, rooms, workspaceStore, auth, budget, rules, clock, answers, switches::legacyLinks);
        var accessKeys = new AccessKeys(new JdbiAccessKeyStore(jdbi, keys), ids, random, clock);
        var members = new Members(new JdbiMemberStore(jdbi), ids, clock);
        var ledgerStore = new JdbiLedgerStore(jdbi);
        this.ledger = new Ledger(ledgerStore, keys, clock);
        this.credentials = new CredentialsFile(config.dataDirectory());
        this.ready = new FirstStart(workspaceStore, workspaces, templates, rooms, codes, credentials).run();
        var admitted = new TokenAdmissions(auth, roomStore, templateStore, rules);
        var diagnostics = new Diagnostics(admitted, auth, workspaceStore, new FailureBudget(clock), ids);
        this.admissions = diagnostics;
        var hookStores = new Hooks.Stores(
                new JdbiEventStore(jdbi),
                new JdbiWebhookConfigStore(jdbi, keys),
                new JdbiDeliveryStore(jdbi),
                new JdbiDeliveryLogStore(jdbi));
        this.hooks = new Hooks(config, hookStores, workspaceStore, rooms, auth, random, clock);
        this.routes = Stream.of(
                        new TemplateRoutes(templates, recordings).routes(),
                        new RoomRoutes(rooms).routes(),
                        new RoomCodeRoutes(codes, pins, codeUsage).routes(),
                        new BulkRoutes(codes, pins, links).routes(),
                        new LobbyRoutes(lobby, rooms).routes(),
                        new DoorRoutes(lobby, rooms).routes(),
                        new WorkspaceRoutes(workspaceStore, accessKeys, members).routes(),
                        new LedgerRoutes(ledger, ledgerStore).routes(),
                        new TokenRoutes(exchange, links::host).routes(),
                        new DomainRoutes(domains).routes(),
                        new InviteRoutes(links, clock).routes(),
                        new LayoutRoutes(looks, rooms, workspaceStore).routes(),
                        new PollRoutes(polls).routes(),
                        new DiagnosticRoutes(diagnostics).routes(),
                        new NotYetRoutes().routes(),
                        hooks.routes)
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
