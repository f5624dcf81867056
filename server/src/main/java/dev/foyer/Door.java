package dev.foyer;

import dev.foyer.config.Config;
import dev.foyer.gate.JdbiSwitchStore;
import dev.foyer.gate.SwitchDesk;
import dev.foyer.gate.SwitchRule;
import dev.foyer.gate.Switches;
import dev.foyer.http.Route;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.link.DomainRoutes;
import dev.foyer.link.Domains;
import dev.foyer.link.InviteRoutes;
import dev.foyer.link.JdbiDomainStore;
import dev.foyer.link.MeetingLinks;
import dev.foyer.roomcode.BulkRoutes;
import dev.foyer.roomcode.CodeRule;
import dev.foyer.roomcode.CodeUsage;
import dev.foyer.roomcode.CodeUses;
import dev.foyer.roomcode.Devices;
import dev.foyer.roomcode.EntryRule;
import dev.foyer.roomcode.JdbiCodeUseStore;
import dev.foyer.roomcode.JdbiUsageStore;
import dev.foyer.roomcode.Lobby;
import dev.foyer.roomcode.LobbyRoutes;
import dev.foyer.roomcode.PeopleInside;
import dev.foyer.roomcode.Pins;
import dev.foyer.roomcode.RoomCodeRoutes;
import dev.foyer.signalling.Admissions;
import dev.foyer.signalling.DiagnosticRoutes;
import dev.foyer.signalling.Diagnostics;
import dev.foyer.signalling.TokenAdmissions;
import dev.foyer.token.AddressBlock;
import dev.foyer.token.AuthTokens;
import dev.foyer.token.DoorRoutes;
import dev.foyer.token.FailureBudget;
import dev.foyer.token.TokenExchange;
import dev.foyer.token.TokenRoutes;
import dev.foyer.token.UniformAnswers;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What stands between a link and a room: what a code asks for, what is switched off, and who guesses too much. */
final class Door implements AutoCloseable {
    final PeopleInside inside = new PeopleInside();
    final MeetingLinks links;
    final CodeUses uses;
    final CodeUsage usage;
    final Switches switches;
    final SwitchDesk switchDesk;
    final Admissions admissions;
    final List<Route> routes;

    Door(Config config, Nouns nouns, AuthTokens auth, SecureRandom random, InstantSource clock) {
        var jdbi = nouns.jdbi;
        var codes = nouns.codes;
        var rooms = nouns.rooms;
        var devices = new Devices(nouns.keys);
        var lobby = new Lobby(clock, () -> UUID.randomUUID().toString());
        var pins = new Pins(nouns.keys, random);
        var switchStore = new JdbiSwitchStore(jdbi);
        var domains = new Domains(new JdbiDomainStore(jdbi), MeetingLinks.base(config), clock);
        this.links = new MeetingLinks(config, domains);
        this.uses = new CodeUses(new JdbiCodeUseStore(jdbi), codes, clock);
        this.usage = new CodeUsage(new JdbiUsageStore(jdbi), devices, clock).start();
        this.switches = new Switches(switchStore, clock);
        this.switchDesk = new SwitchDesk(switchStore, nouns.templateStore, rooms, codes, clock);
        // The switches first: a code that is switched off must not be used up. CodeRule comes last: it takes a use.
        List<EntryRule> rules = List.of(
                usage,
                new SwitchRule(switches, clock),
                new CodeRule(codes, uses, inside, lobby, pins, devices, AddressBlock::of, clock));
        var budget = new FailureBudget(nouns.keys, clock);
        var answers = new WorkspaceAnswers(switches);
        var exchange = new TokenExchange(
                codes, rooms, nouns.workspaceStore, auth, budget, rules, clock, answers, switches::legacyLinks);
        var admitted = new TokenAdmissions(auth, nouns.roomStore, nouns.templateStore, rules);
        var diagnostics = new Diagnostics(admitted, auth, nouns.workspaceStore, new FailureBudget(clock), nouns.ids);
        this.admissions = diagnostics;
        this.routes = Stream.of(
                        new RoomCodeRoutes(codes, pins, usage).routes(),
                        new BulkRoutes(codes, pins, links).routes(),
                        new LobbyRoutes(lobby, rooms).routes(),
                        new DoorRoutes(lobby, rooms).routes(),
                        new TokenRoutes(exchange, links::host).routes(),
                        new DomainRoutes(domains).routes(),
                        new InviteRoutes(links, clock).routes(),
                        new DiagnosticRoutes(diagnostics).routes())
                .flatMap(List::stream)
                .toList();
    }

    /** Writes the counts that are still in memory. */
    @Override
    public void close() {
        usage.close();
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
