package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SessionAgeTest {
    private static RoomPolicy aged(long version, int seconds, String name) {
        RoomPolicy usual = Rooms.policy(0, false, List.of(Rooms.host(), Rooms.guest()));
        return new RoomPolicy(
                version,
                usual.templateId(),
                usual.roomId(),
                name,
                usual.description(),
                0,
                seconds,
                false,
                usual.knownRoles(),
                usual.plugins(),
                usual.appData(),
                usual.roles());
    }

    @Test
    void a_session_ends_at_its_greatest_age_and_a_new_one_may_begin() {
        Stage stage = new Stage(aged(1, 60, "Weekly"));
        Client alice = stage.join("alice", "host");
        Client bob = stage.join("bob", "guest");
        stage.later(59_000);
        assertThat(bob.heard()).doesNotContain("on-peer-leave-request");

        stage.later(1_500);
        Client late = stage.join("late", "guest");
        stage.later(4_000);

        for (Client client : List.of(alice, bob, late)) {
            assertThat(client.all("on-peer-leave-request")).hasSize(1);
            assertThat(client.last("on-peer-leave-request").get("reason").asString())
                    .isEqualTo("session duration limit reached");
            assertThat(client.last("on-peer-leave-request").get("room_end").asBoolean())
                    .isTrue();
        }
        assertThat(stage.facts(Effect.SessionEnded.class)).hasSize(1);
        stage.join("dora", "guest");
        stage.later(30_000);
        assertThat(stage.facts(Effect.SessionStarted.class)).hasSize(2);
        assertThat(stage.facts(Effect.SessionEnded.class)).hasSize(1);
    }

    @Test
    void a_policy_that_is_older_than_the_present_one_changes_nothing() {
        Stage stage = new Stage(aged(5, 0, "Weekly"));
        Client alice = stage.join("alice", "host");
        stage.run(new RoomCommand.PolicyChanged(aged(7, 0, "Newer")));
        assertThat(alice.last("room-info").get("name").asString()).isEqualTo("Newer");
        alice.forget();

        stage.run(new RoomCommand.PolicyChanged(aged(6, 0, "Older")));

        assertThat(alice.heard()).isEmpty();
    }
}
