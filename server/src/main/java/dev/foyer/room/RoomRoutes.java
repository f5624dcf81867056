package dev.foyer.room;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.RoomId;
import dev.foyer.kernel.TemplateId;
import dev.foyer.kernel.Timestamps;
import dev.foyer.template.Template;
import dev.foyer.workspace.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rooms over REST. */
public final class RoomRoutes {
    private final Rooms rooms;

    public RoomRoutes(Rooms rooms) {
        this.rooms = rooms;
    }

    public List<Route> routes() {
        return List.of(
                Route.post("/v2/rooms", "Create a room, or update it by name", Scope.MANAGEMENT, this::create)
                        .taking(RoomShapes.BODY)
                        .giving(RoomShapes.ROOM)
                        .recorded("room.created"),
                Route.get("/v2/rooms", "List rooms", Scope.MANAGEMENT, this::list)
                        .asking("enabled", Shape.flag().about("True when absent"))
                        .asking("name", Shape.text().atMost(200))
                        .asking("template_id", Shape.text().atMost(128))
                        .asking("after", Shape.time())
                        .asking("before", Shape.time())
                        .asking("limit", Shape.integer().atLeast(10).atMost(100))
                        .asking("start", Shape.text().atMost(128))
                        .giving(Shape.page(RoomShapes.ROOM)),
                Route.get("/v2/rooms/{room_id}", "Get a room", Scope.MANAGEMENT, this::get)
                        .giving(RoomShapes.ROOM),
                Route.post("/v2/rooms/{room_id}", "Update, enable or disable a room", Scope.MANAGEMENT, this::update)
                        .taking(RoomShapes.UPDATE)
                        .giving(RoomShapes.ROOM)
                        .recorded("room.updated"));
    }

    private Reply create(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        return Reply.ok(view(workspace, rooms.createOrUpdate(workspace.id(), request.json())));
    }

    private Reply list(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        Boolean enabled = request.queryFlag("enabled");
        String template = request.query("template_id");
        RoomFilter filter = new RoomFilter(
                enabled == null || enabled,
                request.query("name"),
                template == null ? null : new TemplateId(template),
                request.queryTime("after"),
                request.queryTime("before"));
        return Reply.page(
                rooms.list(workspace.id(), filter, request.page()),
                room -> view(workspace, room).put("key", workspace.id().text() + ":" + room.name()));
    }

    private Reply get(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        return Reply.ok(view(workspace, rooms.getByIdOrName(workspace.id(), request.path("room_id"))));
    }

    private Reply update(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        RoomId id = new RoomId(request.path("room_id"));
        return Reply.ok(view(workspace, rooms.update(workspace.id(), id, request.json())));
    }

    private ObjectNode view(Workspace workspace, Room room) {
        Template template = rooms.templateOf(room);
        ObjectNode json = Json.object()
                .put("id", room.id().text())
                .put("name", room.name())
                .put("enabled", room.enabled())
                .put("description", room.description())
                .put("customer_id", workspace.id().text())
                .put("customer", workspace.id().text())
                .put("app_id", workspace.appId())
                .put("recording_source_template", room.recordingInfo() == null)
                .put("enabled_source_template", room.recordingInfo() == null);
        json.set("recording_info", withoutCredentials(room.recordingInfo()));
        json.put("template_id", room.templateId().text())
                .put("template", template.name())
                .put("region", room.region())
                .put("large_room", room.largeRoom());
        optional(json, room);
        return json.put("created_at", Timestamps.format(room.createdAt()))
                .put("updated_at", Timestamps.format(room.updatedAt()));
    }

    private static void optional(ObjectNode json, Room room) {
        if (room.size() != null) {
            json.put("size", room.size());
        }
        if (room.maxDurationSeconds() != null) {
            json.put("max_duration_seconds", room.maxDurationSeconds());
        }
        if (!room.polls().isEmpty()) {
            ArrayNode polls = json.putArray("polls");
            room.polls().forEach(polls::add);
        }
        if (room.webhook() != null) {
            json.set("webhook", room.webhook());
        }
    }

    /** Storage secrets go in and never come out. */
    private static @Nullable ObjectNode withoutCredentials(@Nullable ObjectNode info) {
        if (info == null) {
            return null;
        }
        ObjectNode copy = info.deepCopy();
        if (copy.get("upload_info") instanceof ObjectNode upload) {
            upload.remove("credentials");
        }
        return copy;
    }
}
