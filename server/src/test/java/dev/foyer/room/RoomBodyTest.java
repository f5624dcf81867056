package dev.foyer.room;

import static dev.foyer.TestParts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.TestParts;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomBodyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'webhook':{}}",
                "{'webhook':{'url':'ftp://example.org'}}",
                "{'webhook':{'url':'javascript:x'}}",
                "{'webhook':{'url':'https://'}}",
                "{'webhook':{'url':'https://user:secret@example.org'}}",
                "{'webhook':{'url':'https://exa mple.org'}}",
                "{'webhook':{'url':'https://example.org','headers':{'a b':'c'}}}",
                "{'webhook':{'url':'https://example.org','headers':{'a':'c\\r\\nHost: x'}}}",
                "{'webhook':{'url':'https://example.org','headers':{'a':1}}}",
                "{'polls':['x',5]}",
                "{'size':-1}",
                "{'size':1.5}",
                "{'large_room':'yes'}",
                "{'name':'a\\nb'}",
                "{'enabled':1}",
            })
    void a_bad_member_is_refused(String body) {
        try (TestParts parts = new TestParts(Engine.SQLITE)) {
            assertThatThrownBy(() -> parts.rooms.createOrUpdate(parts.workspace.id(), json(body)))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.status()).isEqualTo(400));
        }
    }

    @Test
    void a_good_webhook_is_kept_as_it_is() {
        try (TestParts parts = new TestParts(Engine.SQLITE)) {
            Room room = parts.rooms.createOrUpdate(
                    parts.workspace.id(),
                    json("{'webhook':{'url':'http://localhost:9000/hook?a=b','headers':{'x-secret':'a b'},'more':1}}"));
            assertThat(room.webhook())
                    .isEqualTo(json("{'url':'http://localhost:9000/hook?a=b','headers':{'x-secret':'a b'}}"));
        }
    }

    @Test
    void what_a_room_answered_can_be_sent_back() {
        try (TestParts parts = new TestParts(Engine.SQLITE)) {
            Room room = parts.rooms.createOrUpdate(parts.workspace.id(), json("{'name':'a','size':5}"));
            Room again = parts.rooms.update(
                    parts.workspace.id(), room.id(), json("{'id':'x','name':'a','recording_info':null,'size':5}"));
            assertThat(again.recordingInfo()).isNull();
        }
    }

    @Test
    void a_large_room_cannot_become_a_usual_one_while_its_size_is_large() {
        try (TestParts parts = new TestParts(Engine.SQLITE)) {
            Room room = parts.rooms.createOrUpdate(parts.workspace.id(), json("{'size':5000,'large_room':true}"));
            assertThatThrownBy(() -> parts.rooms.update(parts.workspace.id(), room.id(), json("{'large_room':false}")))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.details())
                                    .containsExactly(
                                            "Invalid body param: room size greater than 2500, set large_room flag"
                                                    + " as true"));
        }
    }

    @Test
    void every_write_is_told() {
        try (TestParts parts = new TestParts(Engine.SQLITE)) {
            List<Room> told = new ArrayList<>();
            parts.rooms.tell(told::add);
            Room room = parts.rooms.createOrUpdate(parts.workspace.id(), json("{'name':'a'}"));
            parts.rooms.update(parts.workspace.id(), room.id(), json("{'description':'b'}"));
            parts.rooms.enable(parts.workspace.id(), room.id(), false);
            assertThat(told).extracting(Room::description).containsExactly("", "b", "b");
            assertThat(told.getLast().enabled()).isFalse();
        }
    }
}
