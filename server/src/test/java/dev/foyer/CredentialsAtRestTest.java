package dev.foyer;

import static dev.foyer.TestParts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.database.Engine;
import dev.foyer.room.Room;
import dev.foyer.template.Template;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Storage credentials that customers give us are not readable in the database. */
class CredentialsAtRestTest {
    private static final String UPLOAD =
            "{'type':'s3','location':'bucket','credentials':{'key':'AKIAPLAIN','secretKey':'open-sesame'}}";

    private static Template template(TestParts parts, String name) {
        return parts.templates.create(
                parts.workspace.id(),
                json("{'name':'" + name + "','roles':{'guest':{}},'settings':{'recording':{'enabled':true,'upload':"
                        + UPLOAD + "}}}"));
    }

    private static Room room(TestParts parts, String name) {
        return parts.rooms.createOrUpdate(
                parts.workspace.id(),
                json("{'name':'" + name + "','recording_info':{'enabled':true,'upload_info':" + UPLOAD + "}}"));
    }

    private static List<String> stored(TestParts parts) {
        return parts.database
                .jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select settings || destinations from template union all select recording_info from room")
                        .mapTo(String.class)
                        .list());
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void the_database_holds_no_plain_credentials_and_the_stores_give_them_back(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            Template template = template(parts, "sealed");
            Room room = room(parts, "sealed");
            assertThat(stored(parts))
                    .hasSize(3)
                    .noneMatch(text -> text.contains("AKIAPLAIN") || text.contains("open-sesame"))
                    .filteredOn(text -> text.contains("\"sealed\""))
                    .hasSize(2);
            assertThat(parts.templateStore.find(template.id())).contains(template);
            assertThat(template.settings().toString()).contains("open-sesame");
            assertThat(parts.roomStore.find(room.id())).contains(room);
            assertThat(room.recordingInfo()).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void plain_rows_of_older_versions_stay_readable_and_are_sealed_when_saved(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            Room room = room(parts, "old");
            String plain = "{\"enabled\":true,\"upload_info\":" + UPLOAD.replace('\'', '"') + "}";
            parts.database.jdbi().useHandle(handle -> handle.execute("update room set recording_info = ?", plain));
            assertThat(parts.roomStore.find(room.id()).orElseThrow().recordingInfo())
                    .isEqualTo(room.recordingInfo());
            parts.rooms.createOrUpdate(parts.workspace.id(), json("{'name':'old','size':3}"));
            assertThat(stored(parts)).noneMatch(text -> text.contains("open-sesame"));
            assertThat(parts.roomStore.find(room.id()).orElseThrow().recordingInfo())
                    .isEqualTo(room.recordingInfo());
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void sealed_credentials_cannot_be_moved_to_another_row(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            Room mine = room(parts, "mine");
            Room theirs = room(parts, "theirs");
            parts.database
                    .jdbi()
                    .useHandle(handle -> handle.execute(
                            "update room set recording_info = (select recording_info from room where id = ?) where id = ?",
                            mine.id().text(),
                            theirs.id().text()));
            assertThatThrownBy(() -> parts.roomStore.find(theirs.id())).isInstanceOf(RuntimeException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void null_takes_the_webhook_of_a_room_away_and_no_word_keeps_it(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            parts.rooms.createOrUpdate(
                    parts.workspace.id(), json("{'name':'hook','webhook':{'url':'https://example.org'}}"));
            Room kept = parts.rooms.createOrUpdate(parts.workspace.id(), json("{'name':'hook','size':3}"));
            assertThat(kept.webhook()).isNotNull();
            Room without = parts.rooms.createOrUpdate(parts.workspace.id(), json("{'name':'hook','webhook':null}"));
            assertThat(without.webhook()).isNull();
            assertThat(parts.roomStore.find(without.id())).contains(without);
        }
    }
}
