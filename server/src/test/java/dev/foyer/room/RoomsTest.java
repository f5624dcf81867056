package dev.foyer.room;

import static dev.foyer.TestParts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.TestParts;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Page;
import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RoomsTest {
    private static final RoomFilter ANY = new RoomFilter(null, null, null, null, null);

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_room_without_a_body_gets_a_name_and_the_standard_template(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            Room room = parts.rooms.createOrUpdate(parts.workspace.id(), json("{}"));
            assertThat(room.name()).hasSize(36);
            assertThat(room.templateId()).isEqualTo(parts.template.id());
            assertThat(parts.rooms.get(parts.workspace.id(), room.id())).isEqualTo(room);
            assertThat(parts.codes.list(parts.workspace.id(), room.id(), null, null))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void the_same_name_in_another_case_is_the_same_room(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            Room first = parts.rooms.createOrUpdate(
                    parts.workspace.id(),
                    json("{'name':'Stand-Up','size':12,'description':'daily','polls':['p1'],"
                            + "'webhook':{'url':'https://example.org','headers':{'k':'v'}},'recording_info':{}}"));
            parts.pass(Duration.ofSeconds(3));
            Room second = parts.rooms.createOrUpdate(
                    parts.workspace.id(), json("{'name':'stand-up','max_duration_seconds':120}"));
            assertThat(second.id()).isEqualTo(first.id());
            assertThat(second.size()).isEqualTo(12);
            assertThat(second.maxDurationSeconds()).isEqualTo(120);
            assertThat(second.description()).isEqualTo("daily");
            assertThat(second.updatedAt()).isAfter(second.createdAt());
            assertThat(parts.rooms.get(parts.workspace.id(), first.id())).isEqualTo(second);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void pages_run_from_the_newest_to_the_oldest_without_gap_or_repeat(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            List<RoomId> made = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                parts.pass(Duration.ofMillis(400));
                made.addFirst(parts.rooms
                        .createOrUpdate(parts.workspace.id(), json("{}"))
                        .id());
            }
            List<RoomId> seen = new ArrayList<>();
            String start = null;
            do {
                Page<Room> page = parts.rooms.list(parts.workspace.id(), ANY, new PageRequest(10, start));
                page.data().forEach(room -> seen.add(room.id()));
                start = page.last();
            } while (!start.isEmpty());
            assertThat(seen).isEqualTo(made);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void filters_by_state_name_template_and_time(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            Room old = parts.rooms.createOrUpdate(parts.workspace.id(), json("{'name':'Old'}"));
            parts.pass(Duration.ofHours(1));
            Room young = parts.rooms.createOrUpdate(parts.workspace.id(), json("{'name':'young'}"));
            parts.rooms.enable(parts.workspace.id(), young.id(), false);
            assertThat(names(parts, new RoomFilter(true, null, null, null, null)))
                    .containsExactly("Old");
            assertThat(names(parts, new RoomFilter(false, null, null, null, null)))
                    .containsExactly("young");
            assertThat(names(parts, new RoomFilter(null, "OLD", null, null, null)))
                    .containsExactly("Old");
            assertThat(names(parts, new RoomFilter(null, null, old.templateId(), young.createdAt(), null)))
                    .containsExactly("young");
            assertThat(names(parts, new RoomFilter(null, null, null, old.createdAt(), old.createdAt())))
                    .containsExactly("Old");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_rename_to_a_taken_name_and_a_foreign_room_are_refused(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            parts.rooms.createOrUpdate(parts.workspace.id(), json("{'name':'a'}"));
            Room b = parts.rooms.createOrUpdate(parts.workspace.id(), json("{'name':'b'}"));
            assertThatThrownBy(() -> parts.rooms.update(parts.workspace.id(), b.id(), json("{'name':'A'}")))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.status()).isEqualTo(400));
            assertThatThrownBy(() -> parts.rooms.get(parts.workspace.id(), new RoomId("0123")))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.ROOM_NOT_FOUND));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'template':'x'}|Invalid body param: template. Use template_id|",
                "{'template_id':'nope'}|Error: template not found|",
                "{'region':'mars'}|Error: region not supported|",
                "{'max_duration_seconds':119}|Invalid body param: max_duration_seconds less than 120 seconds|",
                "{'max_duration_seconds':43201}|Invalid body param: max_duration_seconds greater than 43200 seconds|",
                "{'size':2501}|Invalid body param|Invalid body param: room size greater than 2500, set large_room flag as true",
                "{'size':20001,'large_room':true}|Invalid body param|Invalid body param: room size greater than 20000",
                "{'recording_info':{'upload_info':{'type':'s3'}}}|Bucket location is missing|",
                "{'recording_info':{'upload_info':{'type':'ftp','location':'b'}}}|Invalid upload configuration|",
            })
    void validation_texts_are_the_documented_ones(String body, String text, String detail) {
        try (TestParts parts = new TestParts(Engine.SQLITE)) {
            assertThatThrownBy(() -> parts.rooms.createOrUpdate(parts.workspace.id(), json(body)))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> {
                        assertThat(refusal.status()).isEqualTo(400);
                        assertThat(refusal.text()).isEqualTo(text);
                        assertThat(refusal.details()).isEqualTo(detail == null ? List.of() : List.of(detail));
                    });
        }
    }

    private static List<String> names(TestParts parts, RoomFilter filter) {
        return parts.rooms.list(parts.workspace.id(), filter, new PageRequest(10, null)).data().stream()
                .map(Room::name)
                .toList();
    }
}
