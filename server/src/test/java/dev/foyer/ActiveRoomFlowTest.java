package dev.foyer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.http.Client;
import dev.foyer.http.Client.Answer;
import dev.foyer.signalling.Tab;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Active rooms and sessions over HTTP, with people inside over real sockets. */
class ActiveRoomFlowTest {
    private static final RunningApp SERVER = RunningApp.fresh();
    private static int rooms;

    private final Client client = SERVER.client();
    private String room = "";

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeEach
    void create() {
        room = client.post("/v2/rooms", "{'name':'active " + ++rooms + "'}")
                .json()
                .path("id")
                .asString();
    }

    private Tab enter(String peer, String role) throws Exception {
        Tab tab = Tab.open(SERVER.app.port(), peer, SERVER.authToken(room, "user-" + peer, role));
        tab.enter("Name of " + peer, "data of " + peer);
        return tab;
    }

    private Answer active(String rest) {
        return client.get("/v2/active-rooms/" + room + rest);
    }

    private Answer act(String rest, String body) {
        return client.post("/v2/active-rooms/" + room + rest, body);
    }

    private ObjectNode session(String id) {
        return client.get("/v2/sessions/" + id).json();
    }

    @Test
    void a_room_in_session_shows_its_people_as_documented() throws Exception {
        assertThat(active("").status()).isEqualTo(404);
        assertThat(active("").json().path("message").asString()).isEqualTo("session not found");
        enter("alice", "host");
        enter("bob", "guest");

        ObjectNode shown = active("").json();
        assertThat(shown.propertyNames()).containsExactly("id", "name", "customer_id", "session");
        assertThat(shown.path("session").path("peers").valueStream().map(JsonNode::asString))
                .containsExactly("alice", "bob");
        JsonNode peers = active("/peers").json().path("peers");
        assertThat(peers.path("bob").propertyNames())
                .containsExactly("id", "name", "user_id", "metadata", "role", "joined_at");
        assertThat(active("/peers?role=host").json().path("peers").propertyNames())
                .containsExactly("alice");
        assertThat(active("/peers?user_id=user-bob").json().path("peers").propertyNames())
                .containsExactly("bob");
        assertThat(active("/peers?role=none").json().path("peers")).isEmpty();
        ObjectNode bob = active("/peers/bob").json();
        assertThat(bob.path("metadata").asString()).isEqualTo("data of bob");
        assertThat(bob.path("tracks").isObject()).isTrue();
        assertThat(active("/peers/nobody").status()).isEqualTo(404);
        assertThat(client.get("/v2/active-rooms/0123456789abcdef01234567").status())
                .isEqualTo(404);
    }

    @Test
    void a_peer_is_changed_at_once_and_everybody_is_told() throws Exception {
        Tab alice = enter("alice", "host");
        Tab bob = enter("bob", "guest");
        alice.await("on-peer-join");

        Answer changed = act("/peers/bob", "{'role':'host','name':'Robert','metadata':'m'}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(active("/peers/bob").json()).isEqualTo(changed.json());
        assertThat(changed.json().path("role").asString()).isEqualTo("host");
        assertThat(bob.await("on-policy-change").path("name").asString()).isEqualTo("host");
        assertThat(bob.await("on-peer-update").path("info").path("name").asString())
                .isEqualTo("Robert");
        assertThat(alice.await("on-peer-update").path("role").asString()).isEqualTo("host");
        JsonNode info = alice.await("on-peer-update").path("info");
        assertThat(info.path("name").asString()).isEqualTo("Robert");
        assertThat(info.path("data").asString()).isEqualTo("m");

        for (String bad : List.of(
                "{'role':'king','name':'x'}",
                "{'name':'" + "x".repeat(257) + "'}",
                "{'metadata':'" + "x".repeat(16_385) + "'}",
                "{'name':'a\\u0000b'}",
                "{'name':7}")) {
            assertThat(act("/peers/bob", bad).status()).isEqualTo(400);
        }
        assertThat(active("/peers/bob").json()).isEqualTo(changed.json());
        assertThat(act("/peers/nobody", "{'name':'x'}").status()).isEqualTo(404);
    }

    @Test
    void a_full_role_takes_nobody_and_nothing_else_is_changed() throws Exception {
        String template = client.post("/v2/templates", "{'name':'full','roles':{'host':{'maxPeerCount':1},'guest':{}}}")
                .json()
                .path("id")
                .asString();
        room = client.post("/v2/rooms", "{'name':'full','template_id':'" + template + "'}")
                .json()
                .path("id")
                .asString();
        enter("alice", "host");
        enter("bob", "guest");
        Answer refused = act("/peers/bob", "{'role':'host','name':'x'}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("message").asString()).isEqualTo("role limit reached");
        assertThat(active("/peers/bob").json().path("name").asString()).isEqualTo("Name of bob");

        client.post("/v2/templates/" + template + "/roles/late", "{'publishParams':{'allowed':[]}}");
        assertThat(act("/peers/bob", "{'role':'late'}").json().path("role").asString())
                .isEqualTo("late");
    }

    @Test
    void messages_reach_a_peer_a_role_or_everybody() throws Exception {
        assertThat(act("/send-message", "{'message':'x'}").status()).isEqualTo(404);
        Tab alice = enter("alice", "host");
        Tab bob = enter("bob", "guest");
        act("/send-message", "{'message':'for bob','peer_id':'bob','role':'host'}");
        act("/send-message", "{'message':'for the sdk','peerId':'bob'}");
        act("/send-message", "{'message':'for hosts','role':'host','type':'note'}");
        Answer sent = act("/send-message", "{'message':'for all','role':''}");
        assertThat(sent.json()).isEqualTo(TestParts.json("{'message':'message sent'}"));

        ObjectNode first = alice.await("on-broadcast");
        assertThat(first.path("info").path("message").asString()).isEqualTo("for hosts");
        assertThat(first.path("info").path("type").asString()).isEqualTo("note");
        assertThat(first.has("peer")).isFalse();
        assertThat(alice.await("on-broadcast").path("info").path("message").asString())
                .isEqualTo("for all");
        ObjectNode direct = bob.await("on-broadcast");
        assertThat(direct.path("info").path("message").asString()).isEqualTo("for bob");
        assertThat(direct.path("private").asBoolean()).isTrue();
        assertThat(bob.await("on-broadcast").path("info").path("message").asString())
                .isEqualTo("for the sdk");
        assertThat(bob.await("on-broadcast").path("info").path("type").asString())
                .isEqualTo("chat");
        assertThat(act("/send-message", "{'message':'x','peer_id':'nobody'}").status())
                .isEqualTo(404);
        assertThat(act("/send-message", "{}").status()).isEqualTo(400);
        assertThat(act("/send-message", "{'message':'" + "x".repeat(16_385) + "'}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_removed_peer_or_role_is_told_why_and_seen_no_more() throws Exception {
        Tab alice = enter("alice", "host");
        Tab bob = enter("bob", "guest");
        Tab carol = enter("carol", "guest");
        String id = active("").json().path("session").path("id").asString();
        Answer done = act("/remove-peers", "{'peer_id':'bob','reason':'bye'}");
        assertThat(done.json()).isEqualTo(TestParts.json("{'message':'peer remove request submitted'}"));
        assertThat(active("/peers").json().path("peers").propertyNames()).containsExactly("alice", "carol");
        assertThat(active("/peers/bob").status()).isEqualTo(404);
        ObjectNode told = bob.await("on-peer-leave-request");
        assertThat(told.path("reason").asString()).isEqualTo("bye");
        assertThat(told.path("room_end").asBoolean()).isFalse();
        assertThat(told.has("requested_by")).isFalse();
        assertThat(alice.await("on-peer-leave").path("peer_id").asString()).isEqualTo("bob");
        assertThat(bob.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);

        assertThat(act("/remove-peers", "{'role':'guest'}").status()).isEqualTo(200);
        carol.await("on-peer-leave-request");
        assertThat(active("").json().path("session").path("peers")).hasSize(1);
        for (String bad : List.of("{}", "{'role':'king'}", "{'peer_id':''}")) {
            assertThat(act("/remove-peers", bad).status()).isEqualTo(400);
        }
        assertThat(act("/remove-peers", "{'peer_id':'bob'}").status()).isEqualTo(404);
        ServerProcess.await(
                "the record of the removal",
                () -> session(id)
                        .path("peers")
                        .path("bob")
                        .path("reason")
                        .asString("")
                        .equals("removed"));
    }

    @Test
    void an_ended_room_sends_everybody_out_and_a_locked_one_lets_nobody_in() throws Exception {
        Tab alice = enter("alice", "host");
        String id = active("").json().path("session").path("id").asString();
        Answer ended = act("/end-room", "{'reason':'over','lock':true}");
        assertThat(ended.json()).isEqualTo(TestParts.json("{'message':'session is ending'}"));
        ObjectNode told = alice.await("on-peer-leave-request");
        assertThat(told.path("reason").asString()).isEqualTo("over");
        assertThat(told.path("room_end").asBoolean()).isTrue();
        assertThat(active("").status()).isEqualTo(404);
        assertThat(act("/end-room", "").status()).isEqualTo(404);
        assertThat(client.get("/v2/rooms/" + room).json().path("enabled").asBoolean())
                .isFalse();
        assertThat(Tab.init(SERVER.app.port(), SERVER.authToken(room, "u", "host"))
                        .statusCode())
                .isEqualTo(403);
        ServerProcess.await(
                "the end of the session", () -> !session(id).path("active").asBoolean(true));
    }

    @Test
    void the_record_follows_a_session_from_the_first_join_to_the_last_leave() throws Exception {
        Tab alice = enter("alice", "host");
        Tab bob = enter("bob", "guest");
        String id = alice.await("session-info").path("session_id").asString();
        act("/peers/bob", "{'role':'host','metadata':'new'}");
        ServerProcess.await(
                "the change of role",
                () -> session(id)
                        .path("peers")
                        .path("bob")
                        .path("role")
                        .asString("")
                        .equals("host"));
        ObjectNode open = session(id);
        assertThat(open.path("active").asBoolean()).isTrue();
        assertThat(open.path("room_id").asString()).isEqualTo(room);
        assertThat(open.path("peers").path("bob").has("left_at")).isFalse();
        assertThat(open.path("peers").path("bob").path("user_id").asString()).isEqualTo("user-bob");
        JsonNode byRoom = client.get("/v2/sessions?room_id=" + room + "&active=true")
                .json()
                .path("data");
        assertThat(byRoom).hasSize(1);
        assertThat(byRoom.get(0).path("id").asString()).isEqualTo(id);

        bob.crash();
        Tab again = Tab.open(SERVER.app.port(), "bob", SERVER.authToken(room, "user-bob", "guest"));
        assertThat(again.await("on-error").path("code").asInt()).isEqualTo(403);
        alice.close(1000);
        ServerProcess.await(
                "alice's leaving", () -> session(id).path("peers").path("alice").has("left_at"));
        assertThat(session(id).path("peers").path("bob").path("joins")).hasSize(1);
        assertThat(session(id).path("active").asBoolean()).isTrue();
    }

    @Test
    void bad_queries_and_strangers_get_no_session() {
        Map<String, Integer> expected = Map.of(
                "/v2/sessions?active=maybe", 400,
                "/v2/sessions?after=yesterday", 400,
                "/v2/sessions?start=%00", 400,
                "/v2/sessions?room_id=%00", 400,
                "/v2/sessions?limit=x", 400,
                "/v2/sessions/0123456789abcdef01234567", 404,
                "/v2/sessions/%00", 400);
        expected.forEach(
                (path, status) -> assertThat(client.get(path).status()).as(path).isEqualTo(status));
        assertThat(client.get("/v2/sessions?room_id=" + room).json().path("data"))
                .isEmpty();
    }
}
