package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileFramesTest {
    private static final List<String> METHODS = List.of(
            "join",
            "offer",
            "answer",
            "trickle",
            "track-update",
            "leave",
            "ping",
            "analytics",
            "broadcast",
            "peer-update",
            "group-join",
            "group-leave",
            "group-add",
            "group-remove",
            "role-change-request",
            "role-change",
            "track-update-request",
            "change-track-mute-state-request",
            "peer-leave-request",
            "get-peer",
            "find-peer",
            "peer-iter-next",
            "peer-name-search",
            "set-metadata",
            "get-metadata",
            "listen-metadata-change",
            "poll-list",
            "rtmp-start");

    private static final List<String> MEMBERS = List.of(
            "name",
            "data",
            "offer",
            "desc",
            "sdp",
            "tracks",
            "target",
            "candidate",
            "info",
            "message",
            "type",
            "roles",
            "peer_id",
            "requested_for",
            "role",
            "force",
            "key",
            "keys",
            "limit",
            "offset",
            "iterator",
            "query",
            "lock",
            "reason",
            "track_id",
            "mute",
            "value",
            "if_change_version",
            "sfu_node_id",
            "peerIds");

    @Property(tries = 200)
    void no_text_makes_a_room_throw(@ForAll String text) {
        Stage stage = Stage.usual();
        stage.join("alice", "host").frame(text);
        stage.event(new MediaEvent.ChannelText("alice", text));
        assertThat(stage.session.view().peers()).hasSize(1);
    }

    @Property(tries = 400)
    void no_call_makes_a_room_throw_and_each_is_answered(@ForAll("calls") List<String> calls) {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        stage.join("bob", "guest").publish("mic", "audio", "regular");
        for (String call : calls) {
            alice.frame(call);
        }
        stage.later(1_000);
        boolean inside = stage.session.view().peers().stream()
                .anyMatch(peer -> peer.peerId().equals("alice"));
        assertThat(alice.answer("7").isEmpty() && inside).isFalse();
    }

    @Provide
    Arbitrary<List<String>> calls() {
        Arbitrary<String> value = Arbitraries.of(
                "null",
                "true",
                "-1",
                "1e400",
                "9999999999999",
                "\"\"",
                "\"alice\"",
                "\"guest\"",
                "\"mic\"",
                "[]",
                "[1,\"host\",null]",
                "{}",
                "{\"x\":{\"type\":\"audio\"}}",
                "{\"sdp\":5}",
                "{\"sdp\":\"v=0\"}",
                "{\"message\":\"hi\"}",
                "{\"candidate\":\"c\"}");
        Arbitrary<String> member =
                Combinators.combine(Arbitraries.of(MEMBERS), value).as((name, json) -> "\"" + name + "\":" + json);
        return Combinators.combine(Arbitraries.of(METHODS), member.list().ofMaxSize(6))
                .as((method, members) ->
                        "{\"id\":\"7\",\"method\":\"" + method + "\",\"params\":{" + String.join(",", members) + "}}")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Test
    void unreadable_frames_are_forgiven_for_a_while() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        for (int i = 0; i < 19; i++) {
            alice.frame("{");
        }
        assertThat(alice.heard()).doesNotContain("on-error");
        alice.frame("[]");
        assertThat(alice.last("on-error").get("code").asInt()).isEqualTo(400);
        assertThat(stage.closed).containsExactly(alice.socket);
    }

    @Test
    void unknown_calls_are_refused_and_never_left_open() {
        Client alice = Stage.usual().join("alice", "host");
        var error = alice.call("hls-start", Json.object()).get("error");
        assertThat(error.get("code").asInt()).isEqualTo(400);
        assertThat(error.get("message").asString()).isEqualTo("method not supported");
        assertThat(alice.call("poll-list", Json.object()).get("result").get("polls"))
                .isEmpty();
    }

    @Test
    void a_flood_of_messages_is_refused_until_time_has_passed() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        Client bob = stage.join("bob", "guest");
        var message = Json.object();
        message.putObject("info").put("message", "x");
        for (int i = 0; i < Allowance.BURST * 2; i++) {
            alice.call("broadcast", message);
        }
        assertThat(bob.all("on-broadcast")).hasSizeLessThanOrEqualTo(Allowance.BURST);
        assertThat(alice.error("broadcast", message)).isEqualTo(429);
        stage.now += 1_000;
        assertThat(alice.error("broadcast", message)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e30", "9999999999999999999999", "0.5"})
    void a_version_that_is_no_version_is_a_conflict(String version) {
        Client alice = Stage.usual().join("alice", "host");
        alice.frame(
                "{\"id\":\"7\",\"method\":\"set-metadata\",\"params\":{\"key\":\"k\",\"data\":1,\"if_change_version\":"
                        + version + "}}");
        assertThat(alice.answer("7").at("/error/code").asInt()).isEqualTo(409);
        assertThat(alice.call("get-metadata", Json.object().put("key", "k")).at("/result/data"))
                .isEmpty();
    }

    @Test
    void deep_nesting_is_refused_like_any_other_bad_frame() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        alice.frame("{\"id\":1,\"method\":\"ping\",\"params\":" + "[".repeat(100_000));
        assertThat(alice.heard()).doesNotContain("on-error");
    }
}
