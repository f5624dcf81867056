package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReconnectTest {
    private final Stage stage = Stage.usual();
    private final Client alice = stage.join("alice", "host");
    private final Client bob = stage.join("bob", "guest");

    private void media(String peer, MediaEvent.State state) {
        stage.event(new MediaEvent.Connection(peer, 0, state));
        stage.event(new MediaEvent.Connection(peer, 1, state));
    }

    @Test
    void a_lost_socket_is_no_leave_and_the_next_one_begins_with_the_lists() {
        alice.publish("cam", "video", "regular");
        bob.publish("mic", "audio", "regular");
        media("bob", MediaEvent.State.CONNECTED);
        stage.later(1_500);
        alice.forget();

        bob.close(1006);
        stage.later(50_000);
        bob.open();

        assertThat(alice.heard()).isEmpty();
        assertThat(bob.heard()).containsExactly("on-policy-change", "room-info", "session-info", "peer-list");
        var peers = bob.last("peer-list").get("peers");
        assertThat(peers.propertyNames()).containsExactly("alice");
        assertThat(peers.get("alice").get("realtime").asBoolean()).isTrue();
        assertThat(peers.get("alice").get("tracks").propertyNames()).containsExactly("cam");
        assertThat(bob.offer(Stage.NODE).has("result")).isTrue();
        assertThat(alice.heard()).isEmpty();
        assertThat(stage.media(MediaCommand.RestartSubscribeIce.class)).isEmpty();
    }

    @Test
    void a_peer_that_does_not_come_back_leaves_after_eighty_seconds() {
        media("bob", MediaEvent.State.CONNECTED);
        bob.close(1006);
        stage.later(79_000);
        assertThat(alice.heard()).doesNotContain("on-peer-leave");
        stage.later(1_500);
        assertThat(alice.last("on-peer-leave").get("peer_id").asString()).isEqualTo("bob");
        assertThat(stage.facts(Effect.PeerLeft.class)).hasSize(1);
    }

    @Test
    void with_dead_media_the_others_stop_seeing_the_peer_sooner_but_it_may_still_come_back() {
        bob.publish("mic", "audio", "regular");
        bob.close(1006);
        media("bob", MediaEvent.State.DISCONNECTED);
        stage.later(19_000);
        assertThat(alice.heard()).doesNotContain("on-peer-leave");
        stage.later(1_500);
        assertThat(alice.heard()).contains("on-peer-leave", "on-track-remove");
        assertThat(stage.facts(Effect.PeerLeft.class)).isEmpty();
        alice.forget();

        bob.open();

        assertThat(alice.last("on-peer-join").get("tracks").propertyNames()).containsExactly("mic");
        assertThat(bob.heard()).contains("peer-list");
        assertThat(stage.lastMedia(MediaCommand.RestartSubscribeIce.class).peerId())
                .isEqualTo("bob");
    }

    @Test
    void closing_with_1000_or_leaving_the_page_is_a_leave_at_once() {
        bob.publish("mic", "audio", "regular");
        bob.close(1001);
        assertThat(alice.last("on-peer-leave").get("peer_id").asString()).isEqualTo("bob");
        assertThat(alice.last("on-track-remove").get("tracks").propertyNames()).containsExactly("mic");
        assertThat(stage.lastMedia(MediaCommand.ClosePeer.class).peerId()).isEqualTo("bob");
        assertThat(stage.lastMedia(MediaCommand.Subscribe.class).tracks()).isEmpty();
    }

    @Test
    void ten_reloads_leave_no_ghost() {
        for (int i = 0; i < 10; i++) {
            Client tab = stage.join("tab" + i, "guest");
            tab.publish("mic" + i, "audio", "regular");
            tab.close(1001);
        }
        stage.later(1_500);
        assertThat(stage.session.view().peers()).hasSize(2);
        assertThat(alice.all("on-peer-leave")).hasSize(10);
        assertThat(alice.last("session-info").get("peer_count").asInt()).isEqualTo(2);
    }

    @Test
    void a_second_socket_replaces_the_first_silently() {
        long first = bob.socket;
        alice.forget();
        bob.open();
        stage.run(new RoomCommand.SocketClosed(first, 1006));

        assertThat(stage.closed).containsExactly(first);
        assertThat(alice.heard()).isEmpty();
        assertThat(bob.heard()).contains("peer-list");
    }

    @Test
    void nobody_can_take_up_a_peer_with_another_token() {
        Client thief = new Client(stage, "bob", "host");
        thief.credential = "stolen";
        thief.open();

        assertThat(thief.last("on-error").get("code").asInt()).isEqualTo(403);
        assertThat(stage.closed).containsExactly(thief.socket);
        assertThat(bob.call("ping", Json.object().put("timestamp", 5))
                        .get("result")
                        .get("timestamp")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void an_unanswered_subscribe_offer_is_repeated_on_the_new_socket() {
        bob.close(1006);
        stage.event(new MediaEvent.SubscribeOffer("bob", "v=0 lost"));
        bob.open();
        assertThat(bob.heard()).endsWith("peer-list", "offer");
        assertThat(bob.last("offer").get("sdp").asString()).isEqualTo("v=0 lost");
    }

    @Test
    void an_offer_that_the_client_may_still_be_at_work_on_is_repeated_only_after_a_while() {
        stage.event(new MediaEvent.SubscribeOffer("bob", "v=0 slow"));
        bob.close(1006);
        bob.forget();
        bob.open();
        assertThat(bob.heard()).endsWith("peer-list");
        stage.later(3_000);
        assertThat(bob.last("offer").get("sdp").asString()).isEqualTo("v=0 slow");
        bob.forget();
        stage.later(3_000);
        assertThat(bob.heard()).doesNotContain("offer");
    }

    @Test
    void a_broken_subscribe_connection_is_restarted_by_the_server_until_it_works() {
        stage.event(new MediaEvent.Connection("bob", 1, MediaEvent.State.DISCONNECTED));
        assertThat(stage.media(MediaCommand.RestartSubscribeIce.class)).isEmpty();
        stage.later(3_000);
        assertThat(stage.media(MediaCommand.RestartSubscribeIce.class)).hasSize(1);
        for (int i = 0; i < 4; i++) {
            stage.later(5_000);
            bob.call("ping", Json.object());
        }
        assertThat(stage.media(MediaCommand.RestartSubscribeIce.class)).hasSize(3);
        stage.event(new MediaEvent.Connection("bob", 1, MediaEvent.State.CONNECTED));
        stage.later(10_000);
        assertThat(stage.media(MediaCommand.RestartSubscribeIce.class)).hasSize(3);
    }

    @Test
    void a_silent_socket_with_dead_media_counts_as_lost() {
        media("bob", MediaEvent.State.FAILED);
        stage.later(10_000);
        alice.call("ping", Json.object());
        stage.later(10_500);
        assertThat(stage.closed).contains(bob.socket);
        assertThat(alice.heard()).contains("on-peer-leave");
    }

    @Test
    void a_client_that_believes_to_be_inside_an_unknown_room_is_ended_cleanly() {
        Client ghost = stage.connect("ghost", "guest");
        ghost.offer(Stage.NODE);
        assertThat(ghost.last("on-error").get("code").asInt()).isEqualTo(410);
        assertThat(stage.closed).containsExactly(ghost.socket);
    }

    @Test
    void a_preview_that_reconnects_with_an_empty_track_update_stays() {
        Client preview = stage.connect("preview", "guest");
        preview.close(1006);
        preview.open();
        var empty = Json.object();
        empty.putObject("tracks");
        preview.notify("track-update", empty);
        assertThat(preview.heard()).doesNotContain("on-error");
        assertThat(preview.join().has("result")).isTrue();
    }
}
