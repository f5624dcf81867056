package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuestsTest {
    private static final Guests ROOM_BEFORE_FIVE = new Guests("w", null, "r1", null, null, 5);

    private final Stage stage = Stage.usual();

    private long open(String peer, Origin origin) {
        long socket = stage.nextSocket();
        stage.run(new RoomCommand.SocketOpened(socket, peer, "u", "guest", "token of " + peer, null, origin));
        return socket;
    }

    private long join(String peer, Origin origin) {
        long socket = open(peer, origin);
        stage.run(new RoomCommand.Frame(
                socket, "{\"id\":1,\"method\":\"join\",\"params\":{\"name\":\"n\",\"data\":\"\"}}"));
        return socket;
    }

    private static Origin byCode(String code, long epoch) {
        return new Origin("w", code, "guest", epoch, false);
    }

    @Test
    void only_those_who_came_by_a_code_of_an_older_epoch_have_to_leave() {
        long old = join("old", byCode("c1", 4));
        join("fresh", byCode("c1", 5));
        join("signed", Origin.SIGNED);
        join("foreign", new Origin("other", "c1", "guest", 0, false));
        assertThat(stage.session.count(ROOM_BEFORE_FIVE)).isEqualTo(1);

        stage.run(new RoomCommand.RemoveGuests(ROOM_BEFORE_FIVE, "closing", true));
        assertThat(stage.inbox(old).getLast().path("method").asString()).isEqualTo("on-peer-leave-request");
        assertThat(stage.inbox(old).getLast().path("params").path("reason").asString())
                .isEqualTo("closing");
        stage.later(30_000);
        assertThat(stage.session.view().peers())
                .extracting(RoomView.PeerView::peerId)
                .contains("fresh", "signed", "foreign")
                .doesNotContain("old");
    }

    @Test
    void code_and_role_narrow_and_a_promoted_guest_stays_a_guest() {
        join("a", byCode("c1", 0));
        join("b", byCode("c2", 0));
        stage.run(new RoomCommand.UpdatePeer("b", null, null, "host"));
        assertThat(stage.session.count(new Guests("w", null, null, null, "c1", 9)))
                .isEqualTo(1);
        assertThat(stage.session.count(new Guests("w", "t1", null, "guest", null, 9)))
                .isEqualTo(2);
        assertThat(stage.session.count(new Guests("w", "t1", null, "host", null, 9)))
                .isZero();
        assertThat(stage.session.count(new Guests("w", "t2", null, null, null, 9)))
                .isZero();
    }

    @Test
    void who_only_looks_in_is_turned_away() {
        long socket = open("looker", byCode("c1", 0));
        join("inside", byCode("c1", 0));
        stage.run(new RoomCommand.RemoveGuests(ROOM_BEFORE_FIVE, "", false));
        stage.later(30_000);
        assertThat(stage.session.view().peers())
                .extracting(RoomView.PeerView::peerId)
                .containsExactly("inside");
        assertThat(stage.inbox(socket).getLast().path("params").path("code").asInt())
                .isEqualTo(403);
        assertThat(stage.closed).contains(socket);
    }

    @Test
    void a_place_is_kept_for_its_own_token_until_its_holder_has_to_leave() {
        join("kept", byCode("c1", 0));
        assertThat(stage.session.holdsPlace("kept", "token of kept")).isTrue();
        assertThat(stage.session.holdsPlace("kept", "another")).isFalse();
        assertThat(stage.session.holdsPlace("nobody", "token of kept")).isFalse();
        open("looker", byCode("c1", 0));
        assertThat(stage.session.holdsPlace("looker", "token of looker")).isFalse();
        stage.run(new RoomCommand.RemoveGuests(ROOM_BEFORE_FIVE, "", true));
        assertThat(stage.session.holdsPlace("kept", "token of kept")).isFalse();
    }

    @Test
    void who_may_only_return_cannot_take_a_new_place() {
        join("kept", byCode("c1", 0));
        Origin returning = new Origin("w", "c1", "guest", 0, true);
        long again = open("kept", returning);
        assertThat(stage.inbox(again).getFirst().path("method").asString()).isEqualTo("on-policy-change");
        long other = open("new", returning);
        assertThat(stage.inbox(other).getFirst().path("params").path("code").asInt())
                .isEqualTo(403);
    }
}
