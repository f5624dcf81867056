package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What a room code locks or limits once somebody is at the door of a live room. */
class PassTest {
    private final Stage stage = Stage.usual();

    private static Pass pass(String entry, @Nullable String holder, @Nullable String name, int most) {
        return new Pass("code-1", entry, entry, holder, name, most, false);
    }

    private Client connect(String peerId, @Nullable Pass pass) {
        Client client = new Client(stage, peerId, "guest");
        client.socket = stage.nextSocket();
        stage.run(new RoomCommand.SocketOpened(
                client.socket, peerId, "user " + peerId, "guest", client.credential, pass, Origin.SIGNED));
        return client;
    }

    @Test
    void a_locked_name_is_used_whatever_the_client_says_and_the_operator_may_change_it() {
        Client host = stage.join("host", "host");
        Client ada = connect("ada", pass("e1", null, "Ada Lovelace", 0));
        ada.join();
        assertThat(Json.text(Json.child(host.last("on-peer-join"), "info"), "name"))
                .isEqualTo("Ada Lovelace");
        assertThat(ada.error("peer-update", Json.object().put("name", "Mallory")))
                .isEqualTo(403);
        assertThat(ada.error("peer-update", Json.object().put("data", "{}"))).isZero();
        assertThat(stage.session.view().peers().getLast().name()).isEqualTo("Ada Lovelace");
        assertThat(stage.session.view().peers().getLast().data()).isEqualTo("{}");
        stage.run(new RoomCommand.UpdatePeer("ada", "Countess", null, null));
        assertThat(stage.session.view().peers().getLast().name()).isEqualTo("Countess");
    }

    @Test
    void no_more_people_join_by_a_code_than_it_lets_in_even_when_all_stood_at_the_door_before() {
        Client first = connect("p1", pass("e1", "d1", null, 2));
        Client second = connect("p2", pass("e2", "d2", null, 2));
        Client third = connect("p3", pass("e3", "d3", null, 2));
        first.join();
        second.join();
        ObjectNode refused = Json.child(third.join(), "error");
        assertThat(Json.number(refused, "code", 0)).isEqualTo(403);
        assertThat(Json.text(refused, "message")).isEqualTo("too many people are in with this code");
        assertThat(Json.child(connect("p4", null).join(), "error").isEmpty()).isTrue();
        first.close(1000);
        assertThat(Json.child(third.join(), "error").isEmpty()).isTrue();
    }

    @Test
    void a_page_that_is_opened_again_takes_the_place_of_the_one_before() {
        Client before = connect("before", pass("e1", "laptop", null, 1));
        before.join();
        before.close(1006);
        Client after = connect("after", pass("e2", "laptop", null, 1));
        after.join();
        assertThat(stage.session.view().peers())
                .extracting(RoomView.PeerView::peerId)
                .containsExactly("after");
        assertThat(stage.facts(Effect.PeerLeft.class).getLast().codeId()).isEqualTo("code-1");
        assertThat(stage.facts(Effect.PeerJoined.class).getLast().pass()).isEqualTo(pass("e2", "laptop", null, 1));
    }

    @Test
    void a_code_that_opens_no_more_lets_back_who_is_here_and_nobody_else() {
        Client inside = connect("inside", pass("e1", null, null, 0));
        inside.join();
        inside.close(1006);
        Pass onlyBack = new Pass("code-1", "e1", "e1", null, null, 0, true);
        Client friend = connect("friend", onlyBack);
        assertThat(Json.number(friend.last("on-error"), "code", 0)).isEqualTo(403);
        assertThat(stage.closed).contains(friend.socket);
        Client again = connect("inside", onlyBack);
        assertThat(again.heard()).contains("peer-list").doesNotContain("on-error");
        assertThat(stage.facts(Effect.PeerLeft.class)).isEmpty();
    }
}
