package dev.foyer.layout;

import static dev.foyer.TestParts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.TestParts;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.TemplateId;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.template.Presets;
import dev.foyer.template.Template;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class LooksTest {
    @Test
    void every_role_of_every_preset_gets_a_layout_that_the_stock_page_can_use() {
        try (TestParts parts = new TestParts(Engine.SQLITE)) {
            for (ObjectNode preset : Presets.all()) {
                Template template = parts.templates.create(parts.workspace.id(), preset);
                String last = List.copyOf(template.roles().keySet()).getLast();
                List<ObjectNode> layouts = Layouts.of(template, "app", last, Json.object());
                assertThat(layouts).hasSameSizeAs(template.roles().keySet());
                assertThat(layouts.getFirst().path("role").asString()).isEqualTo(last);
                for (ObjectNode layout : layouts) {
                    assertThat(layout.at("/screens/preview/default/elements/preview_header/title")
                                    .asString())
                            .isNotEmpty();
                    JsonNode conferencing = layout.at("/screens/conferencing");
                    assertThat(conferencing).hasSize(1);
                    assertThat(conferencing.iterator().next().path("elements").has("chat"))
                            .isTrue();
                    assertThat(layout.at("/themes/0/palette")).hasSize(31);
                }
            }
        }
    }

    @Test
    void viewers_of_the_stream_get_the_player_and_the_broadcaster_a_stage() {
        try (TestParts parts = new TestParts(Engine.SQLITE)) {
            Template template = parts.templates.create(parts.workspace.id(), Presets.liveStreaming());
            List<ObjectNode> layouts = Layouts.of(template, "app", "viewer-near-realtime", Json.object());
            assertThat(layouts.getFirst().at("/screens/conferencing").has("hls_live_streaming"))
                    .isTrue();
            ObjectNode broadcaster = layouts.get(1);
            assertThat(broadcaster.path("role").asString()).isEqualTo("broadcaster");
            JsonNode stage = broadcaster.at("/screens/conferencing/default/elements/on_stage_exp");
            assertThat(stage.path("on_stage_role").asString()).isEqualTo("viewer-on-stage");
            assertThat(Json.write(stage.path("off_stage_roles")))
                    .isEqualTo("[\"viewer-realtime\",\"viewer-near-realtime\"]");
            assertThat(layouts.get(2)
                            .at("/screens/conferencing/default/elements")
                            .has("on_stage_exp"))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_design_is_served_survives_a_rename_and_goes_again(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            Looks looks = looks(parts);
            WorkspaceId workspace = parts.workspace.id();
            TemplateId id = parts.template.id();
            ObjectNode design = json("""
                    {'logo':{'url':'https://example.org/logo.png'},'typography':{'font_family':'Lato'},
                    'themes':[{'theme_type':'THEME_TYPE_LIGHT','palette':{'primary_default':'#AA3300'}}],
                    'roles':{'guest':{'screens':{'preview':{'skip_preview_screen':true,'default':{'elements':
                    {'preview_header':{'title':'Hello'}}}},'conferencing':{'default':{'elements':{
                    'chat':{'chat_title':'Talk','roles_whitelist':['host']}}}}}}}}""");
            assertThat(looks.replace(workspace, id, design)).isEqualTo(design);
            assertThat(looks.get(workspace, id)).isEqualTo(design);

            parts.templates.putRole(workspace, id, "host", json("{'name':'leader'}"));
            parts.templates.putRole(workspace, id, "guest", json("{'name':'visitor'}"));

            Template template = parts.templates.get(workspace, id);
            ObjectNode visitor = looks.layouts(template, "app", "visitor").getFirst();
            assertThat(visitor.at("/logo/url").asString()).isEqualTo("https://example.org/logo.png");
            assertThat(visitor.at("/screens/preview/skip_preview_screen").asBoolean())
                    .isTrue();
            assertThat(visitor.at("/screens/preview/default/elements/preview_header/title")
                            .asString())
                    .isEqualTo("Hello");
            JsonNode elements = visitor.at("/screens/conferencing/default/elements");
            assertThat(elements.propertyNames()).containsExactly("chat");
            assertThat(elements.at("/chat/chat_title").asString()).isEqualTo("Talk");
            assertThat(elements.at("/chat/public_chat_enabled").asBoolean()).isTrue();
            assertThat(elements.at("/chat/roles_whitelist/0").asString()).isEqualTo("leader");
            looks.replace(workspace, id, json("{}"));
            assertThat(looks.layouts(template, "app", "visitor").getFirst())
                    .isEqualTo(Layouts.of(template, "app", "visitor", Json.object())
                            .getFirst());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"#2572ED", "#FFFFFF", "#000000", "#808080", "#FFD400", "#7A7A7A", "#C0FFEE"})
    void text_on_any_colour_can_be_read(String colour) {
        ObjectNode palette = json("{'primary_default':'" + colour + "','secondary_default':'" + colour
                + "','surface_default':'" + colour + "'}");
        for (String type : List.of("THEME_TYPE_DARK", "THEME_TYPE_LIGHT")) {
            ObjectNode theme = Json.object().put("theme_type", type);
            theme.set("palette", palette);
            JsonNode derived = Palette.derived(theme).get("palette");
            for (String group : List.of("primary", "secondary", "surface")) {
                for (String strength : List.of("high", "medium", "low")) {
                    String text = derived.path("on_" + group + "_" + strength).asString();
                    assertThat(Colours.contrast(text, colour)).isGreaterThanOrEqualTo(4.5);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'logo':{'url':'javascript:alert(1)'}}",
                "{'logo':{'url':'http://example.org/a.png'}}",
                "{'logo':{'url':'//example.org/a.png'}}",
                "{'logo':{'url':'/\\\\\\\\example.org/a.png'}}",
                "{'logo':{}}",
                "{'typography':{'font_family':'a;b'}}",
                "{'themes':[{'palette':{'primary_default':'red'}}]}",
                "{'themes':[{'theme_type':'PINK'}]}",
                "{'themes':[{'palette':{'primary_default':'#FFFFFF','on_primary_high':'#EEEEEE'}}]}",
                "{'themes':[{},{},{}]}",
                "{'roles':{'king':{}}}",
                "{'roles':{'host':{'screens':{'conferencing':{'default':{}}}}}}",
                "{'roles':{'host':{'screens':{'conferencing':{'default':{'elements':{}},'hls_live_streaming':{'elements':{}}}}}}}",
                "{'roles':{'host':{'screens':{'conferencing':{'default':{'elements':{'on_stage_exp':{'on_stage_role':'king'}}}}}}}}",
                "{'roles':{'host':{'screens':{'conferencing':{'default':{'elements':{'chat':{'initial_state':'AJAR'}}}}}}}}",
                "{'roles':{'host':{'screens':{'conferencing':{'default':{'elements':{'brb':true}}}}}}}",
                "{'roles':{'host':{'screens':{'preview':{'skip_preview_screen':1}}}}}",
                "{'options':{'k':1}}",
            })
    void a_bad_design_is_refused_and_changes_nothing(String body) {
        try (TestParts parts = new TestParts(Engine.SQLITE)) {
            Looks looks = looks(parts);
            assertThatThrownBy(() -> looks.replace(parts.workspace.id(), parts.template.id(), json(body)))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.status()).isEqualTo(400));
            assertThat(looks.get(parts.workspace.id(), parts.template.id())).isEmpty();
        }
    }

    private static Looks looks(TestParts parts) {
        Looks looks = new Looks(new JdbiLookStore(parts.database.jdbi()), parts.templates, parts);
        parts.templates.tell(looks);
        return looks;
    }
}
