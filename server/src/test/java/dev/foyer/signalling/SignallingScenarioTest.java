package dev.foyer.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.TestParts;
import dev.foyer.config.Config;
import dev.foyer.database.Engine;
import dev.foyer.http.HttpServer;
import dev.foyer.http.RouteFilter;
import dev.foyer.kernel.Json;
import dev.foyer.room.Room;
import dev.foyer.session.Effect;
import dev.foyer.token.AuthTokens;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Real sockets and the real domain; only media is pretended. */
class SignallingScenarioTest {
    private final List<Effect> facts = new CopyOnWriteArrayList<>();
    private final TestParts parts = new TestParts(Engine.SQLITE);
    private final AuthTokens tokens = new AuthTokens(parts.workspaces, parts);
    private final Room room = parts.rooms.createOrUpdate(parts.workspace.id(), TestParts.json("{'name':'weekly'}"));
    private LiveRooms live;
    private HttpServer server;

    @BeforeEach
    void start() {
        live = new LiveRooms(
                new FakePlane(), InstantSource.system(), new SecureRandom(), (id, fact) -> facts.add(fact));
        Admissions admissions = new TokenAdmissions(tokens, parts.roomStore, parts.templateStore, List.of());
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

    private String token(String role) {
        return tokens.mint(parts.workspace, room.id(), role, "user of " + role, Json.object())
                .token();
    }

    private Tab open(String peer, String role) throws Exception {
        return Tab.open(server.port(), peer, token(role));
    }

    @Test
    void two_tabs_meet_talk_and_part() throws Exception {
        Tab alice = open("alice", "host");
        alice.join("Alice");
        Tab bob = open("bob", "guest");
        bob.join("Bob");

        assertThat(alice.await("on-peer-join").get("info").get("name").asString())
                .isEqualTo("Bob");
        assertThat(alice.await("session-info").get("peer_count").asInt()).isEqualTo(2);
        ObjectNode chat = Json.object();
        chat.putObject("info").put("message", "héllo").put("type", "chat");
        alice.call("m1", "broadcast", chat);
        assertThat(alice.awaitAnswer("m1").get("result").get("message_id").asString())
                .isNotEmpty();
        assertThat(bob.await("on-broadcast").get("info").get("message").asString())
                .isEqualTo("héllo");

        bob.close(1001);
        assertThat(alice.await("on-peer-leave").get("peer_id").asString()).isEqualTo("bob");
        var view = live.view(room.id().text());
        assertThat(view).isNotNull();
        assertThat(view.get(20, TimeUnit.SECONDS).peers()).hasSize(1);
    }

    @Test
    void a_broken_socket_is_taken_up_again_by_the_same_token_and_by_no_other() throws Exception {
        Tab alice = open("alice", "host");
        alice.join("Alice");
        String own = token("guest");
        Tab bob = Tab.open(server.port(), "bob", own);
        bob.join("Bob");
        bob.crash();

        Tab thief = open("bob", "host");
        assertThat(thief.await("on-error").get("code").asInt()).isEqualTo(403);
        assertThat(thief.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
        Tab again = Tab.open(server.port(), "bob", own);
        assertThat(again.await("peer-list").get("peers").propertyNames()).containsExactly("alice");
        assertThat(facts).noneMatch(Effect.PeerLeft.class::isInstance);
    }

    @Test
    void init_names_the_socket_and_refuses_with_texts_that_clients_know() throws Exception {
        String good = token("host");
        ObjectNode body = Json.readObject(Tab.init(server.port(), good).body());
        assertThat(body.get("endpoint").asString()).isEqualTo("ws://localhost:" + server.port() + "/v2/ws");
        assertThat(body.get("rtcConfiguration").get("ice_servers")).isEmpty();
        assertThat(body.get("config").get("enabledFlags")).isEmpty();

        assertThat(Tab.init(server.port(), "nonsense").statusCode()).isEqualTo(401);
        var king = Tab.init(server.port(), token("king"));
        assertThat(king.statusCode()).isEqualTo(400);
        assertThat(Json.readObject(king.body()).get("message").asString()).isEqualTo("role is invalid");
        parts.rooms.enable(parts.workspace.id(), room.id(), false);
        var closed = Tab.init(server.port(), good);
        assertThat(closed.statusCode()).isEqualTo(403);
        assertThat(Json.readObject(closed.body()).get("message").asString()).isEqualTo("room is not active");
    }

    @Test
    void a_socket_is_accepted_first_and_refused_by_a_message() throws Exception {
        String endpoint = "ws://localhost:" + server.port() + "/v2/ws";
        Tab stranger = Tab.openAt(endpoint, "p", "nonsense");
        assertThat(stranger.await("on-error").get("code").asInt()).isEqualTo(401);
        assertThat(stranger.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
        Tab odd = Tab.openAt(endpoint, "%20", token("host"));
        assertThat(odd.await("on-error").get("code").asInt()).isEqualTo(400);
    }

    @Test
    void ending_a_room_from_outside_sends_everybody_out() throws Exception {
        Tab alice = open("alice", "host");
        alice.join("Alice");
        Tab preview = open("bob", "guest");
        preview.await("session-info");

        live.end(room.id().text(), "closed", true);

        assertThat(alice.await("on-peer-leave-request").get("room_end").asBoolean())
                .isTrue();
        assertThat(preview.await("on-error").get("message").asString()).isEqualTo("room is not active");
        assertThat(alice.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
        assertThat(facts).anyMatch(Effect.SessionEnded.class::isInstance);
    }

    @Test
    void ten_tabs_that_join_at_once_are_all_in() throws Exception {
        List<Thread> joining = new CopyOnWriteArrayList<>();
        List<Tab> tabs = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 10; i++) {
            String peer = "p" + i;
            joining.add(Thread.ofVirtual().start(() -> {
                try {
                    Tab tab = open(peer, "guest");
                    tabs.add(tab);
                    tab.join(peer);
                } catch (Exception failed) {
                    throw new AssertionError(failed);
                }
            }));
        }
        for (Thread thread : joining) {
            thread.join();
        }
        assertThat(tabs).hasSize(10);
        var view = live.view(room.id().text());
        assertThat(view).isNotNull();
        assertThat(view.get(20, TimeUnit.SECONDS).peers()).hasSize(10);
    }
}
