package dev.foyer.gate;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Page;
import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.Timestamps;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.workspace.Workspace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Switches over REST, and the settings of a workspace's links. */
public final class SwitchRoutes {
    private static final Shape SCOPE =
            Shape.choice("code", "role", "room", "template", "workspace").required();
    private static final Shape TARGET = Shape.object()
            .with("scope", SCOPE.example("workspace"))
            .with(
                    "id",
                    Shape.text()
                            .atMost(128)
                            .about(
                                    "Of the code (its letters do too), the room, the template (also for a role). Not needed"
                                            + " for the workspace."))
            .with("role", Shape.text().atMost(128).about("Name of the role, for that scope only."));
    private static final Shape STATE = Shape.object()
            .with("scope", SCOPE)
            .with("id", Shape.text().required())
            .with("role", Shape.text())
            .with("off", Shape.flag().required())
            .with("send_out", Shape.flag().about("Whether people inside had to leave when it last went off."))
            .with("epoch", Shape.integer().about("Tokens of an older epoch are refused."))
            .with("reason", Shape.text())
            .with("reopens_at", Shape.time())
            .with("changed_at", Shape.time().required());
    private static final Shape SETTINGS = Shape.object()
            .with("join_by_links", Shape.flag().about("False refuses every room code of the workspace."))
            .with("uniform_answers", Shape.flag().about("True answers every wrong or unusable code with the same 404."))
            .with("legacy_links", Shape.flag().about("True lets links by room id and role in, off at first."));

    private final Switches switches;
    private final SwitchDesk desk;
    private final Insiders insiders;
    private final InstantSource clock;

    public SwitchRoutes(Switches switches, SwitchDesk desk, Insiders insiders, InstantSource clock) {
        this.switches = switches;
        this.desk = desk;
        this.insiders = insiders;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v2/switches", "List switches over room links", Scope.MANAGEMENT, this::list)
                        .asking("limit", Shape.integer())
                        .asking("start", Shape.text().about("The last of the page before."))
                        .asking("off", Shape.flag().about("Only those that are off, or on."))
                        .giving(Shape.page(STATE))
                        .ours(),
                Route.post("/v2/switches/preview", "Tell whom a switch would hit", Scope.MANAGEMENT, this::preview)
                        .taking(TARGET)
                        .giving(Shape.object()
                                .with("codes", Shape.integer().required().about("Enabled codes that it covers."))
                                .with("live_rooms", Shape.integer().required().about("Rooms with such people now."))
                                .with("people", Shape.integer().required().about("Inside now by one of these codes.")))
                        .ours(),
                Route.post("/v2/switches", "Switch room links off or on", Scope.MANAGEMENT, this::turn)
                        .taking(TARGET.with("off", Shape.flag().required())
                                .with("send_out", Shape.flag().about("Also sends out who is inside by such a code."))
                                .with("reopens_at", Shape.time().about("When it goes on by itself."))
                                .with("reason", Shape.text().atMost(500).about("Also told to people sent out.")))
                        .giving(STATE)
                        .ours()
                        .recorded("switch.changed"),
                Route.get("/v2/workspace/settings", "Get the settings of room links", Scope.MANAGEMENT, this::settings)
                        .giving(SETTINGS)
                        .ours(),
                Route.post("/v2/workspace/settings", "Change the settings of room links", Scope.MANAGEMENT, this::set)
                        .taking(SETTINGS)
                        .giving(SETTINGS)
                        .ours()
                        .recorded("workspace.settings_changed"));
    }

    private Reply list(Request request) {
        PageRequest page = request.page();
        String start = page.start();
        Boolean off = request.queryFlag("off");
        Instant now = clock.instant();
        List<Switch> rest = switches.list(workspace(request)).stream()
                .filter(value -> off == null || value.shut(now) == off)
                .filter(value -> start == null || value.target().key().compareTo(start) > 0)
                .limit(page.limit() + 1L)
                .toList();
        return Reply.page(Page.cut(page.limit(), rest, value -> value.target().key()), value -> view(value, now));
    }

    private Reply preview(Request request) {
        SwitchTarget target = desk.target(workspace(request), request.json());
        Insiders.Count inside = insiders.count(target);
        return Reply.ok(Json.object()
                .put("codes", desk.countCodes(target))
                .put("live_rooms", inside.rooms())
                .put("people", inside.people()));
    }

    private Reply turn(Request request) {
        ObjectNode body = request.json();
        SwitchTarget target = desk.target(workspace(request), body);
        Switch changed = switches.turn(target, desk.order(body));
        if (changed.off()) {
            insiders.shut(changed);
        }
        return Reply.ok(view(changed, clock.instant())).recordedAs(changed.off() ? "switch.off" : "switch.on");
    }

    private Reply settings(Request request) {
        return Reply.ok(settings(workspace(request)));
    }

    /** All members are read before anything is changed. */
    private Reply set(Request request) {
        WorkspaceId workspace = workspace(request);
        ObjectNode body = request.json();
        Boolean links = Fields.flag(body, "join_by_links");
        Boolean uniform = Fields.flag(body, "uniform_answers");
        Boolean legacy = Fields.flag(body, "legacy_links");
        if (links != null && links != switches.joinByLinks(workspace)) {
            Switch changed = switches.turn(
                    SwitchTarget.ofWorkspace(workspace),
                    links ? Switches.Order.ON : new Switches.Order(true, false, null, ""));
            if (changed.off()) {
                insiders.shut(changed);
            }
        }
        if (uniform != null) {
            switches.setUniform(workspace, uniform);
        }
        if (legacy != null) {
            switches.setLegacyLinks(workspace, legacy);
        }
        return Reply.ok(settings(workspace));
    }

    private ObjectNode settings(WorkspaceId workspace) {
        return Json.object()
                .put("join_by_links", switches.joinByLinks(workspace))
                .put("uniform_answers", switches.uniform(workspace))
                .put("legacy_links", switches.legacyLinks(workspace));
    }

    private static WorkspaceId workspace(Request request) {
        return request.principal(Workspace.class).id();
    }

    private static ObjectNode view(Switch value, Instant now) {
        ObjectNode json = Json.object()
                .put("scope", value.target().scope().wire())
                .put("id", value.target().id());
        if (!value.target().role().isEmpty()) {
            json.put("role", value.target().role());
        }
        json.put("off", value.shut(now))
                .put("send_out", value.sendOut())
                .put("epoch", value.epoch())
                .put("reason", value.reason());
        Instant reopens = value.reopensAt();
        if (reopens != null) {
            json.put("reopens_at", Timestamps.format(reopens));
        }
        return json.put("changed_at", Timestamps.format(value.changedAt()));
    }
}
