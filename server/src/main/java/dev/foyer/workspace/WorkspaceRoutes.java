package dev.foyer.workspace;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Timestamps;
import dev.foyer.kernel.WorkspaceId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A workspace over REST: its name, its keys, its members. */
public final class WorkspaceRoutes {
    private static final int MAX_NAME = 100;
    private static final String KEYS = "/v2/workspace/keys";
    private static final String MEMBERS = "/v2/workspace/members";

    private final WorkspaceStore workspaces;
    private final AccessKeys keys;
    private final Members members;

    public WorkspaceRoutes(WorkspaceStore workspaces, AccessKeys keys, Members members) {
        this.workspaces = workspaces;
        this.keys = keys;
        this.members = members;
    }

    public List<Route> routes() {
        return Stream.concat(keyRoutes().stream(), memberRoutes().stream()).toList();
    }

    private List<Route> keyRoutes() {
        Shape name = Shape.text().atMost(MAX_NAME);
        Shape label = Shape.object().with("label", name);
        Shape change = label.with("enabled", Shape.flag());
        return List.of(
                Route.get("/v2/workspace", "Get the workspace", Scope.MANAGEMENT, this::get)
                        .giving(workspaceShape())
                        .ours(),
                Route.post("/v2/workspace", "Rename the workspace", Scope.MANAGEMENT, this::rename)
                        .taking(Shape.object().with("name", name.required()))
                        .giving(workspaceShape())
                        .ours()
                        .recorded("workspace.renamed"),
                Route.get(KEYS, "List access keys", Scope.MANAGEMENT, this::listKeys)
                        .giving(Shape.object().with("data", Shape.list(keyShape())))
                        .ours(),
                Route.post(KEYS, "Make another access key", Scope.MANAGEMENT, this::createKey)
                        .taking(label)
                        .giving(keyShape().with("secret", Shape.text().about("Shown this once.")))
                        .ours()
                        .recorded("key.created"),
                Route.post(KEYS + "/{access_key}", "Label, enable or disable a key", Scope.MANAGEMENT, this::updateKey)
                        .taking(change)
                        .giving(keyShape())
                        .ours()
                        .recorded("key.updated"),
                Route.delete(KEYS + "/{access_key}", "Delete a disabled key", Scope.MANAGEMENT, this::deleteKey)
                        .giving(Shape.object())
                        .ours()
                        .recorded("key.deleted"));
    }

    private List<Route> memberRoutes() {
        Shape name = Shape.text().atMost(MAX_NAME);
        Shape role = Shape.choice("read-only", "member", "admin", "owner");
        Shape joining = Shape.object()
                .with(
                        "email",
                        Shape.text().atMost(254).example("ada@example.org").required())
                .with("name", name)
                .with("role", role.required());
        return List.of(
                Route.get(MEMBERS, "List members", Scope.MANAGEMENT, this::listMembers)
                        .giving(Shape.object().with("data", Shape.list(memberShape())))
                        .ours(),
                Route.post(MEMBERS, "Add a member", Scope.MANAGEMENT, this::addMember)
                        .taking(joining)
                        .giving(memberShape())
                        .ours()
                        .recorded("member.added"),
                Route.post(MEMBERS + "/{member_id}", "Change a member", Scope.MANAGEMENT, this::updateMember)
                        .taking(Shape.object().with("name", name).with("role", role))
                        .giving(memberShape())
                        .ours()
                        .recorded("member.updated"),
                Route.delete(MEMBERS + "/{member_id}", "Remove a member", Scope.MANAGEMENT, this::removeMember)
                        .giving(memberShape())
                        .ours()
                        .recorded("member.removed"));
    }

    private Reply get(Request request) {
        return Reply.ok(view(request.principal(Workspace.class)));
    }

    private Reply rename(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        String name = Fields.shortText(request.json(), "name", MAX_NAME);
        if (name == null || name.isBlank()) {
            throw Fields.invalid("name is required");
        }
        workspaces.rename(workspace.id(), name);
        return Reply.ok(view(workspace).put("name", name));
    }

    private Reply listKeys(Request request) {
        return list(keys.list(id(request)), WorkspaceRoutes::view);
    }

    private Reply createKey(Request request) {
        String label = Fields.shortText(request.json(), "label", MAX_NAME);
        AccessKey made = keys.create(id(request), label == null ? "" : label);
        return Reply.ok(view(made).put("secret", made.secret().value()));
    }

    private Reply updateKey(Request request) {
        ObjectNode body = request.json();
        String label = Fields.shortText(body, "label", MAX_NAME);
        Boolean enabled = Fields.flag(body, "enabled");
        return Reply.ok(view(keys.update(id(request), request.path("access_key"), label, enabled)));
    }

    private Reply deleteKey(Request request) {
        keys.delete(id(request), request.path("access_key"));
        return Reply.ok(Json.object());
    }

    private Reply listMembers(Request request) {
        return list(members.list(id(request)), WorkspaceRoutes::view);
    }

    private Reply addMember(Request request) {
        ObjectNode body = request.json();
        String email = Fields.text(body, "email");
        MemberRole role = role(body);
        if (email == null || role == null) {
            throw Fields.invalid("email and role are required");
        }
        String name = Fields.shortText(body, "name", MAX_NAME);
        return Reply.ok(view(members.add(id(request), email, name == null ? "" : name, role)));
    }

    private Reply updateMember(Request request) {
        ObjectNode body = request.json();
        String name = Fields.shortText(body, "name", MAX_NAME);
        return Reply.ok(view(members.update(id(request), request.path("member_id"), name, role(body))));
    }

    private Reply removeMember(Request request) {
        return Reply.ok(view(members.remove(id(request), request.path("member_id"))));
    }

    private static @Nullable MemberRole role(ObjectNode body) {
        String text = Fields.text(body, "role");
        return text == null
                ? null
                : MemberRole.of(text).orElseThrow(() -> Fields.invalid("role is not one of those there are"));
    }

    private static WorkspaceId id(Request request) {
        return request.principal(Workspace.class).id();
    }

    private static <T> Reply list(List<T> all, Function<T, JsonNode> view) {
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        all.forEach(one -> data.add(view.apply(one)));
        return Reply.ok(body);
    }

    private static ObjectNode view(Workspace workspace) {
        return Json.object()
                .put("id", workspace.id().text())
                .put("name", workspace.name())
                .put("app_id", workspace.appId())
                .put("created_at", Timestamps.format(workspace.createdAt()));
    }

    private static ObjectNode view(AccessKey key) {
        return Json.object()
                .put("access_key", key.key())
                .put("label", key.label())
                .put("enabled", key.enabled())
                .put("created_at", Timestamps.format(key.createdAt()));
    }

    private static ObjectNode view(Member member) {
        return Json.object()
                .put("id", member.id())
                .put("email", member.email())
                .put("name", member.name())
                .put("role", member.role().text())
                .put("created_at", Timestamps.format(member.createdAt()))
                .put("updated_at", Timestamps.format(member.updatedAt()));
    }

    private static Shape workspaceShape() {
        return Shape.object()
                .with("id", Shape.text())
                .with("name", Shape.text())
                .with("app_id", Shape.text())
                .with("created_at", Shape.time());
    }

    private static Shape keyShape() {
        return Shape.object()
                .with("access_key", Shape.text())
                .with("label", Shape.text())
                .with("enabled", Shape.flag())
                .with("created_at", Shape.time());
    }

    private static Shape memberShape() {
        return Shape.object()
                .with("id", Shape.text())
                .with("email", Shape.text())
                .with("name", Shape.text())
                .with("role", Shape.text())
                .with("created_at", Shape.time())
                .with("updated_at", Shape.time());
    }
}
