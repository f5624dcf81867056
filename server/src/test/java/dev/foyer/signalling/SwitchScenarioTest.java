package dev.foyer.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.TestParts;
import dev.foyer.config.Config;
import dev.foyer.database.Engine;
import dev.foyer.gate.Insiders;
import dev.foyer.gate.JdbiSwitchStore;
import dev.foyer.gate.Switch;
import dev.foyer.gate.SwitchRule;
import dev.foyer.gate.SwitchScope;
import dev.foyer.gate.SwitchTarget;
import dev.foyer.gate.Switches;
import dev.foyer.http.HttpServer;
import dev.foyer.http.RouteFilter;
import dev.foyer.kernel.Json;
import dev.foyer.room.Room;
import dev.foyer.roomcode.RoomCode;
import dev.foyer.token.AuthTokens;
import dev.foyer.token.FailureBudget;
import dev.foyer.token.TokenExchange;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People inside while links are switched off: real sockets, pretended media. */
class SwitchScenarioTest {
    private final TestParts parts = new TestParts(Engine.SQLITE);
    private final AuthTokens tokens = new AuthTokens(parts.workspaces, parts);
    private final Switches switches = new Switches(new JdbiSwitchStore(parts.database.jdbi()), parts);
    private final SwitchRule rule = new SwitchRule(switches, parts);
    private final TokenExchange exchange = new TokenExchange(
            parts.codes, parts.rooms, parts.workspaces, tokens, new FailureBudget(parts), List.of(rule), parts);
    private final Room room = parts.rooms.createOrUpdate(parts.workspace.id(), TestParts.json("{'name':'weekly'}"));
    private final RoomCode guest = parts.codes.createForRole(parts.workspace.id(), room.id(), "guest", false);
    private final SwitchTarget target = new SwitchTarget(
            parts.workspace.id(), SwitchScope.ROLE, parts.template.id().text(), "guest");
    private final LiveRooms live =
            new LiveRooms(new FakePlane(), InstantSource.system(), new SecureRandom(), (id, fact) -> {});
    private final CodeGuests guests = new CodeGuests(live);
    private HttpServer server;

    @BeforeEach
    void start() {
        Admissions admissions = new ReturningAdmissions(
                new TokenAdmissions(tokens, parts.roomStore, parts.templateStore, List.of(rule)), live);
        server = new HttpServer(
                new Config(
                        0,
                        Path.of("unused"),
                        null,
                        null,
                        null,
                        0,
                        List.of(),
                        null,
                        Config.Hooks.USUAL,
                        List.of(),
                        false),
                new InitRoutes(admissions, null, false).routes(),
                (scope, header) -> scope,
                RouteFilter.NONE,
                new SignallingSocket(admissions, live)::register);
        server.start();
    }

    @AfterEach
    void stop() {
        live.close();
        server.close();
        parts.close();
    }

    private String byCode() {
        var body = Json.object().put("code", guest.code().value());
        return exchange.exchange(body, "192.0.2.1").token();
    }

    private String signed(String role) {
        return tokens.mint(parts.workspace, room.id(), role, "u", Json.object()).token();
    }

    @Test
    void people_inside_stay_and_come_back_while_nobody_new_gets_in() throws Exception {
        String own = byCode();
        String unused = byCode();
        Tab alice = Tab.open(server.port(), "alice", own);
        alice.join("Alice");
        switches.turn(target, new Switches.Order(true, false, null, ""));

        Tab fresh = Tab.openAt("ws://localhost:" + server.port() + "/v2/ws", "bob", unused);
        assertThat(fresh.await("on-error").get("code").asInt()).isEqualTo(403);
        assertThat(Tab.init(server.port(), unused).statusCode()).isEqualTo(403);
        alice.crash();
        Tab again = Tab.openAt("ws://localhost:" + server.port() + "/v2/ws", "alice", own);
        again.await("peer-list");
        // The same token under another peer id is somebody new.
        Tab second = Tab.openAt("ws://localhost:" + server.port() + "/v2/ws", "alice2", own);
        assertThat(second.await("on-error").get("code").asInt()).isEqualTo(403);

        switches.turn(target, Switches.Order.ON);
        Tab still = Tab.openAt("ws://localhost:" + server.port() + "/v2/ws", "bob", unused);
        assertThat(still.await("on-error").get("code").asInt()).isEqualTo(403);
        Tab.open(server.port(), "carol", byCode()).join("Carol");
    }

    @Test
    void sending_out_reaches_code_joins_and_leaves_signed_ones_alone() throws Exception {
        String own = byCode();
        Tab alice = Tab.open(server.port(), "alice", own);
        alice.join("Alice");
        Tab helper = Tab.open(server.port(), "helper", signed("guest"));
        helper.join("Helper");
        Tab looker = Tab.open(server.port(), "looker", byCode());
        looker.await("session-info");
        assertThat(guests.count(target)).isEqualTo(new Insiders.Count(1, 1));

        Switch shut = switches.turn(target, new Switches.Order(true, true, null, "closing time"));
        guests.shut(shut);

        assertThat(alice.await("on-peer-leave-request").get("reason").asString())
                .isEqualTo("closing time");
        assertThat(looker.await("on-error").get("code").asInt()).isEqualTo(403);
        assertThat(alice.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
        Tab again = Tab.openAt("ws://localhost:" + server.port() + "/v2/ws", "alice", own);
        assertThat(again.await("on-error").get("code").asInt()).isIn(403, 410);
        var view = live.view(room.id().text());
        assertThat(view).isNotNull();
        assertThat(view.get(20, TimeUnit.SECONDS).peers()).extracting("peerId").containsExactly("helper");
    }
}
