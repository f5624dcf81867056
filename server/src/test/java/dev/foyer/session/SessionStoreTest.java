package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class SessionStoreTest {
    private final Stage stage = Stage.usual();
    private final Client alice = stage.join("alice", "host");
    private final Client bob = stage.join("bob", "guest");

    private static ObjectNode set(String key, String value) {
        return Json.object().put("key", key).put("data", value);
    }

    private static ObjectNode keys(String... keys) {
        ObjectNode params = Json.object();
        for (String key : keys) {
            params.withArray("keys").add(key);
        }
        return params;
    }

    @Test
    void listeners_get_the_present_value_and_every_change() {
        alice.call("set-metadata", set("spotlight", "a"));
        bob.call("listen-metadata-change", keys("spotlight", "other"));
        var values = bob.last("on-metadata-change").get("values");
        assertThat(values).hasSize(1);
        assertThat(values.get(0).get("data").asString()).isEqualTo("a");

        var result = alice.call("set-metadata", set("spotlight", "b")).get("result");

        assertThat(result.get("change_version").asInt()).isEqualTo(2);
        assertThat(bob.last("on-metadata-change")
                        .get("values")
                        .get(0)
                        .get("data")
                        .asString())
                .isEqualTo("b");
        assertThat(alice.heard()).doesNotContain("on-metadata-change");
    }

    @Test
    void a_value_is_deleted_by_leaving_it_out_and_its_version_goes_on() {
        alice.call("set-metadata", set("k", "a"));
        alice.call("set-metadata", Json.object().put("key", "k"));
        var read = bob.call("get-metadata", Json.object().put("key", "k")).get("result");
        assertThat(read.get("data").isNull()).isTrue();
        assertThat(alice.call("set-metadata", set("k", "b"))
                        .get("result")
                        .get("change_version")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void a_version_that_does_not_match_is_refused() {
        alice.call("set-metadata", set("k", "a"));
        assertThat(bob.error("set-metadata", set("k", "b").put("if_change_version", 7)))
                .isEqualTo(409);
        assertThat(bob.error("set-metadata", set("k", "b").put("if_change_version", 1)))
                .isZero();
    }

    @Test
    void values_keys_and_the_whole_store_are_bounded() {
        assertThat(alice.error("set-metadata", set("k", "x".repeat(1_100)))).isEqualTo(400);
        assertThat(alice.error("set-metadata", set("", "x"))).isEqualTo(400);
        for (int i = 0; i < 63; i++) {
            alice.call("set-metadata", set("key" + i, "x".repeat(1_020)));
        }
        assertThat(alice.error("set-metadata", set("more", "x".repeat(1_020)))).isEqualTo(400);
        for (int i = 0; i < 63; i++) {
            alice.call("set-metadata", Json.object().put("key", "key" + i));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(alice.error("set-metadata", set("small" + i, "x"))).isZero();
        }
        assertThat(alice.error("set-metadata", set("small100", "x"))).isEqualTo(400);
    }

    @Test
    void the_store_ends_with_the_session_and_survives_a_reconnect() {
        bob.call("listen-metadata-change", keys("k"));
        bob.close(1006);
        bob.open();
        alice.call("set-metadata", set("k", "a"));
        assertThat(bob.heard()).contains("on-metadata-change");

        alice.close(1000);
        bob.close(1000);
        Client carl = stage.join("carl", "guest");
        assertThat(carl.call("get-metadata", Json.object().put("key", "k"))
                        .get("result")
                        .get("data")
                        .isNull())
                .isTrue();
    }
}
