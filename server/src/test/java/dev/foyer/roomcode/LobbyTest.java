package dev.foyer.roomcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.database.Engine;
import dev.foyer.kernel.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class LobbyTest {
    @Test
    void people_wait_until_they_are_let_in_and_then_come_again_without_waiting() {
        try (Door door = new Door(Engine.SQLITE)) {
            RoomCode code = door.code("{'lobby':true}");
            Refusal waiting = door.refused(code, "{'device':'d1','name':'Ada','user_id':'u1'}");
            assertThat(waiting.status()).isEqualTo(403);
            assertThat(waiting.text()).isEqualTo("waiting for approval");
            String entry = waiting.details().getFirst();
            assertThat(door.refused(code, "{'device':'d1'}").details()).containsExactly(entry);
            assertThat(door.refused(code, "{'entry':'" + entry + "'}").details())
                    .containsExactly(entry);
            String other = door.refused(code, "{'device':'d2'}").details().getFirst();
            assertThat(door.lobby.waiting(door.room.id()))
                    .extracting(Lobby.Waiting::id)
                    .containsExactly(entry, other);
            assertThat(door.lobby.waiting(door.room.id()).getFirst().name()).isEqualTo("Ada");

            assertThat(door.lobby.decide(door.room.id(), entry, true)).isPresent();
            ObjectNode token = door.enter(code, "{'entry':'" + entry + "'}");
            door.rule.admit(token, door.room);
            door.parts.pass(Duration.ofHours(3));
            assertThat(door.enter(code, "{'device':'d1'}").has("code_admitted")).isTrue();
        }
    }

    @Test
    void who_was_denied_is_told_so_and_who_went_away_is_forgotten() {
        try (Door door = new Door(Engine.SQLITE)) {
            RoomCode code = door.code("{'lobby':true}");
            String entry = door.refused(code, "{}").details().getFirst();
            door.lobby.decide(door.room.id(), entry, false);
            assertThat(door.refused(code, "{'entry':'" + entry + "'}").text()).isEqualTo("entry was denied");
            String gone = door.refused(code, "{}").details().getFirst();
            door.parts.pass(Duration.ofMinutes(2));
            assertThat(door.lobby.waiting(door.room.id())).isEmpty();
            assertThat(door.lobby.decide(door.room.id(), gone, true)).isEmpty();
        }
    }

    @Test
    void an_entry_opens_no_other_code_and_a_full_lobby_takes_nobody() {
        try (Door door = new Door(Engine.SQLITE)) {
            RoomCode code = door.code("{'lobby':true}");
            String entry = door.refused(code, "{}").details().getFirst();
            door.lobby.decide(door.room.id(), entry, true);
            RoomCode other = door.code("{'lobby':true}");
            Refusal refused = door.refused(other, "{'entry':'" + entry + "'}");
            assertThat(refused.text()).isEqualTo("waiting for approval");
            assertThat(refused.details()).doesNotContain(entry);
            for (int i = 1; i < Lobby.MAX_WAITING; i++) {
                assertThat(door.refused(code, "{}").details()).hasSize(1);
            }
            assertThat(door.refused(code, "{}").details()).isEmpty();
            assertThat(door.lobby.waiting(door.room.id())).hasSize(Lobby.MAX_WAITING);
        }
    }

    @Test
    void a_lobby_that_is_opened_later_holds_up_tokens_of_before() {
        try (Door door = new Door(Engine.SQLITE)) {
            RoomCode code = door.code("{'label':'x'}");
            ObjectNode token = door.enter(code, "{}");
            door.change(code, "{'lobby':true}");
            assertThat(door.refusedAtDoor(token).text()).isEqualTo("waiting for approval");
        }
    }
}
