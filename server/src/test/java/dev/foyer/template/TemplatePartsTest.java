package dev.foyer.template;

import static dev.foyer.TestParts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.TestParts;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.TemplateId;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.room.Room;
import dev.foyer.roomcode.JdbiRoleCodeStore;
import dev.foyer.roomcode.RoleCodes;
import dev.foyer.roomcode.RoomCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;

class TemplatePartsTest {
    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_renamed_role_takes_its_codes_and_every_mention_along(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            RecordingConfigs recordings = listening(parts);
            WorkspaceId workspace = parts.workspace.id();
            TemplateId id = parts.template.id();
            Room room = parts.rooms.createOrUpdate(workspace, json("{}"));
            List<RoomCode> before = parts.codes.createForRoom(workspace, room.id());
            parts.templates.putDestinations(workspace, id, json("""
                    {'transcriptions':{'x':{'role':'host','translation':{'roleLanguages':{'host':'de'}}}}}"""));
            recordings.replace(workspace, id, Json.readArray("[{\"name\":\"x\",\"role\":\"host\"}]"));

            parts.templates.putRole(workspace, id, "host", json("{'name':'leader'}"));

            Template after = parts.templates.get(workspace, id);
            assertThat(after.roles().keySet()).containsExactly("leader", "guest");
            assertThat(after.roles().get("guest").subscribeParams().subscribeToRoles())
                    .containsExactly("leader", "guest");
            assertThat(after.plugins().at("/whiteboard/permissions/admin/0").asString())
                    .isEqualTo("leader");
            assertThat(after.destinations().at("/transcriptions/x")).isEqualTo(json("""
                    {'role':'leader','translation':{'roleLanguages':{'leader':'de'}},'name':'x'}"""));
            assertThat(recordings.get(workspace, id).get(0).path("role").asString())
                    .isEqualTo("leader");
            List<RoomCode> codes = parts.codes.createForRoom(workspace, room.id());
            assertThat(codes).extracting(RoomCode::role).containsExactly("leader", "guest");
            assertThat(codes).extracting(RoomCode::code).isEqualTo(codes(before));
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void codes_of_a_deleted_role_are_switched_off_at_once_and_those_of_other_templates_are_not(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            listening(parts);
            WorkspaceId workspace = parts.workspace.id();
            Template other = parts.templates.create(workspace, json("{'name':'other','roles':{'guest':{}}}"));
            Room here = parts.rooms.createOrUpdate(workspace, json("{'name':'here'}"));
            Room there =
                    parts.rooms.createOrUpdate(workspace, json("{'name':'there','template_id':'" + other.id() + "'}"));
            parts.codes.createForRoom(workspace, here.id());
            parts.codes.createForRoom(workspace, there.id());

            parts.templates.deleteRole(workspace, parts.template.id(), "guest");

            assertThat(parts.codes.list(workspace, here.id(), null, true))
                    .extracting(RoomCode::role)
                    .containsExactly("host");
            assertThat(parts.codes.list(workspace, there.id(), null, true)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void every_write_is_told_with_the_roles_it_took_away(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            List<TemplateChange> told = new ArrayList<>();
            parts.templates.tell(told::add);
            WorkspaceId workspace = parts.workspace.id();
            TemplateId id = parts.template.id();

            parts.templates.update(workspace, id, json("{'roles':{'host':{},'new':{}},'settings':{}}"));
            parts.templates.putRole(workspace, id, "new", json("{'name':'newer','priority':3}"));
            parts.templates.putSettings(workspace, id, json("{'region':'eu'}"));

            assertThat(told).extracting(TemplateChange::removed).containsExactly(Set.of("guest"), Set.of(), Set.of());
            assertThat(told)
                    .extracting(TemplateChange::renamed)
                    .containsExactly(Map.of(), Map.of("new", "newer"), Map.of());
            assertThat(told.getLast().template()).isEqualTo(parts.templates.get(workspace, id));
            assertThatThrownBy(() -> parts.templates.putRole(workspace, id, "newer", json("{'name':'host'}")))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.NAME_TAKEN));
            assertThat(told).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void settings_are_merged_and_storage_secrets_stay_though_nobody_sees_them(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            WorkspaceId workspace = parts.workspace.id();
            TemplateId id = parts.template.id();
            Template stored = parts.templates.putSettings(workspace, id, json("""
                    {'recording':{'enabled':true,'upload':{'type':'s3','location':'b','options':{'region':'eu'},
                    'credentials':{'key':'k','secret':'s'}}},'roomState':{'messageInterval':15}}"""));
            assertThat(stored.settings()
                            .at("/recording/upload/credentials/secretKey")
                            .asString())
                    .isEqualTo("s");
            var shown = Settings.shown(stored.settings());
            assertThat(Json.write(shown)).doesNotContain("credentials");

            parts.templates.putSettings(workspace, id, shown);
            Template region = parts.templates.putSettings(workspace, id, json("{'region':'us'}"));

            assertThat(region.settings().at("/recording/upload/credentials/key").asString())
                    .isEqualTo("k");
            assertThat(region.settings().at("/roomState/messageInterval").asInt())
                    .isEqualTo(15);
            Template elsewhere = parts.templates.putSettings(
                    workspace, id, json("{'recording':{'upload':{'type':'s3','location':'other'}}}"));
            assertThat(elsewhere.settings().at("/recording/upload").has("credentials"))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void destinations_are_replaced_kind_by_kind(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            WorkspaceId workspace = parts.workspace.id();
            TemplateId id = parts.template.id();
            parts.templates.putDestinations(workspace, id, json("{'rtmpDestinations':{'a':{'name':'wrong'}}}"));
            Template both = parts.templates.putDestinations(workspace, id, json("""
                    {'hlsDestinations':{'default':{'layers':[{'width':1280,'height':720,'videoBitrate':2048},{}],
                    'playlistType':'live','numPlaylistSegments':5,'recording':{'hlsVod':true}}}}"""));
            assertThat(both.destinations().at("/rtmpDestinations/a/name").asString())
                    .isEqualTo("a");
            assertThat(both.destinations()
                            .at("/hlsDestinations/default/recording/hlsVod")
                            .asBoolean())
                    .isTrue();
            assertThat(parts.templates.get(workspace, id)).isEqualTo(both);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'hlsDestinations':{'d':{'layers':[{'width':1281,'height':720}]}}}",
                "{'hlsDestinations':{'d':{'layers':[{'width':640,'height':360},{'width':1280,'height':720}]}}}",
                "{'hlsDestinations':{'d':{'playlistType':'other'}}}",
                "{'hlsDestinations':{'d':{'numPlaylistSegments':2}}}",
                "{'hlsDestinations':{'d':5}}",
                "{'hlsDestinations':[]}",
                "{'rtmpDestinations':{'d':{'rtmpUrls':['http://x']}}}",
                "{'rtmpDestinations':{'d':{'maxDuration':1.5}}}",
                "{'transcriptions':{'d':{'summary':{'temperature':0.05}}}}",
                "{'transcriptions':{'d':{'modes':['never']}}}",
            })
    void a_bad_destination_is_refused(String body) {
        assertThatThrownBy(() -> Destinations.checked(json(body)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a':{'publishParams':{'allowed':['smoke']}}}",
                "{'a':{'publishParams':{'audio':{'bitRate':15}}}}",
                "{'a':{'publishParams':{'video':{'codec':'h264'}}}}",
                "{'a':{'publishParams':{'video':{'width':'wide'}}}}",
                "{'a':{'publishParams':{'screen':{'bitRate':499}}}}",
                "{'a':{'publishParams':{'simulcast':{'video':{'layers':{}}}}}}",
                "{'a':{'publishParams':{'simulcast':{'video':{'layers':[{'rid':'h'}]}}}}}",
                "{'a':{'subscribeParams':{'subscribeDegradation':{'packetLossThreshold':101}}}}",
                "{'a':{'subscribeParams':{'subscribeToRoles':['']}}}",
                "{'a':{'permissions':{'mute':'yes'}}}",
                "{'a':{'priority':11}}",
                "{'a':{'maxPeerCount':-2}}",
                "{' ':{}}",
                "{'a':[]}",
            })
    void a_bad_role_is_refused(String roles) {
        assertThatThrownBy(() -> RoleReader.roles(json(roles)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void one_recording_configuration_of_a_known_role_is_kept(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            RecordingConfigs recordings = listening(parts);
            WorkspaceId workspace = parts.workspace.id();
            TemplateId id = parts.template.id();
            assertThat(recordings.get(workspace, id)).isEmpty();
            ArrayNode stored = recordings.replace(workspace, id, Json.readArray("""
                    [{"name":"default","role":"__internal_recorder","unknown":1,
                    "compositeRecording":{"browserComposite":{"autoStart":true,"width":1280,"height":720}}}]"""));
            assertThat(stored.get(0)
                            .at("/compositeRecording/browserComposite/enabled")
                            .asBoolean())
                    .isTrue();
            assertThat(stored.get(0).has("unknown")).isFalse();
            assertThat(recordings.get(workspace, id)).isEqualTo(stored);
            for (String bad : List.of(
                    "[{\"name\":\"a\",\"role\":\"nobody\"}]",
                    "[{\"role\":\"host\"}]",
                    "[1]",
                    "[{\"name\":\"a\",\"role\":\"host\"},{\"name\":\"b\",\"role\":\"host\"}]")) {
                assertThatThrownBy(() -> recordings.replace(workspace, id, Json.readArray(bad)))
                        .isInstanceOf(Refusal.class);
            }
        }
    }

    @Test
    void every_preset_is_accepted_as_a_template_and_its_roles_see_only_roles_that_exist() {
        try (TestParts parts = new TestParts(Engine.SQLITE)) {
            assertThat(Presets.all()).hasSize(4);
            for (var preset : Presets.all()) {
                Template template = parts.templates.create(parts.workspace.id(), preset);
                assertThat(template.roles().values())
                        .allSatisfy(role -> assertThat(template.roles().keySet())
                                .containsAll(role.subscribeParams().subscribeToRoles()));
            }
        }
    }

    private static RecordingConfigs listening(TestParts parts) {
        RecordingConfigs recordings =
                new RecordingConfigs(new JdbiRecordingConfigStore(parts.database.jdbi()), parts.templates, parts);
        parts.templates.tell(recordings);
        parts.templates.tell(new RoleCodes(new JdbiRoleCodeStore(parts.database.jdbi()), parts));
        return recordings;
    }

    private static List<Object> codes(List<RoomCode> codes) {
        return codes.stream().map(code -> (Object) code.code()).toList();
    }
}
