package dev.foyer.session;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of a {@link Stage}, speaking as the official one does. */
final class Client {
    final Stage stage;
    final String peerId;
    final String role;
    String credential;
    long socket;

    private final ObjectNode published = Json.object();
    private int calls;

    Client(Stage stage, String peerId, String role) {
        this.stage = stage;
        this.peerId = peerId;
        this.role = role;
        this.credential = "token of " + peerId;
    }

    Client open() {
        socket = stage.nextSocket();
        stage.run(new RoomCommand.SocketOpened(socket, peerId, "user " + peerId, role, credential));
        return this;
    }

    void close(int code) {
        stage.run(new RoomCommand.SocketClosed(socket, code));
    }

    ObjectNode join() {
        ObjectNode params = Json.object().put("name", peerId).put("data", "").put("disableVidAutoSub", true);
        params.putObject("offer").put("type", "offer").put("sdp", "join of " + peerId);
        return call("join", params);
    }

    void frame(String text) {
        stage.run(new RoomCommand.Frame(socket, text));
    }

    void notify(String method, JsonNode params) {
        ObjectNode message = Json.object().put("method", method);
        message.set("params", params);
        frame(Json.write(message));
    }

    /** The answer frame, empty when there is none yet. */
    ObjectNode call(String method, JsonNode params) {
        String id = peerId + "-" + ++calls;
        ObjectNode message = Json.object().put("method", method).put("id", id).put("jsonrpc", "2.0");
        message.set("params", params);
        frame(Json.write(message));
        return answer(id);
    }

    ObjectNode answer(String id) {
        for (ObjectNode frame : inbox()) {
            if (id.equals(Json.text(frame, "id"))) {
                return frame;
            }
        }
        return Json.object();
    }

    int error(String method, JsonNode params) {
        return Json.number(Json.child(call(method, params), "error"), "code", 0);
    }

    ObjectNode publish(String trackId, String kind, String source) {
        published
                .putObject(trackId)
                .put("track_id", trackId)
                .put("stream_id", "s-" + trackId)
                .put("type", kind)
                .put("source", source)
                .put("description", "")
                .put("mute", false);
        return offer(Stage.NODE);
    }

    ObjectNode unpublish(String trackId) {
        published.remove(trackId);
        return offer(Stage.NODE);
    }

    ObjectNode offer(String node) {
        ObjectNode params = Json.object().put("sfu_node_id", node);
        params.putObject("desc").put("type", "offer").put("sdp", "offer of " + peerId);
        params.set("tracks", published.deepCopy());
        return call("offer", params);
    }

    void mute(String trackId, boolean mute) {
        ObjectNode track = (ObjectNode) published.get(trackId);
        track.put("mute", mute);
        ObjectNode params = Json.object();
        params.putObject("tracks").set(trackId, track.deepCopy());
        notify("track-update", params);
    }

    ObjectNode prefer(String id, String layer, String trackId) {
        ObjectNode request = Json.object().put("id", id).put("jsonrpc", "2.0");
        request.put("method", "prefer-video-track-state");
        request.putObject("params").put("max_spatial_layer", layer).put("track_id", trackId);
        stage.event(new MediaEvent.ChannelText(peerId, Json.write(request)));
        ObjectNode answer =
                Json.parse(stage.lastMedia(MediaCommand.SendChannel.class).text());
        return answer == null ? Json.object() : answer;
    }

    List<ObjectNode> inbox() {
        return stage.inbox(socket);
    }

    void forget() {
        inbox().clear();
    }

    /** Methods of the notifications received on the present socket, in order. */
    List<String> heard() {
        List<String> methods = new ArrayList<>();
        for (ObjectNode frame : inbox()) {
            String method = Json.text(frame, "method");
            if (method != null) {
                methods.add(method);
            }
        }
        return methods;
    }

    List<ObjectNode> all(String method) {
        return inbox().stream()
                .filter(frame -> method.equals(Json.text(frame, "method")))
                .map(frame -> Json.child(frame, "params"))
                .toList();
    }

    ObjectNode last(String method) {
        List<ObjectNode> all = all(method);
        if (all.isEmpty()) {
            throw new AssertionError(peerId + " heard no " + method + " but " + heard());
        }
        return all.getLast();
    }
}
