package dev.foyer.template;

import dev.foyer.kernel.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Ready-made templates, as bodies of the create call. */
public final class Presets {
    private Presets() {}

    /** Everything a moderator may do and others may not. */
    private static final List<String> RIGHTS = List.of(
            "endRoom",
            "removeOthers",
            "mute",
            "unmute",
            "changeRole",
            "pollWrite",
            "browserRecording",
            "rtmpStreaming",
            "hlsStreaming");

    private static final List<String> ALL = List.of("audio", "video", "screen");

    /** All of them, in the order in which they are offered. */
    public static List<ObjectNode> all() {
        return List.of(videoConferencing(), webinar(), liveStreaming(), audioRoom());
    }

    /** Roles host and guest: everybody talks and shows; a host also moderates. */
    public static ObjectNode videoConferencing() {
        ObjectNode body = Json.object().put("name", "Video conferencing");
        ObjectNode roles = body.putObject("roles");
        List<String> both = List.of("host", "guest");
        role(roles, "host", 1, ALL, both, RIGHTS);
        role(roles, "guest", 2, ALL, both, List.of());
        common(body, List.of("host"), List.of("guest"));
        return body;
    }

    /** A few talk, many listen, and a listener may be asked onto the stage. */
    public static ObjectNode webinar() {
        ObjectNode body = Json.object().put("name", "Webinar");
        ObjectNode roles = body.putObject("roles");
        List<String> stage = List.of("broadcaster", "viewer-on-stage");
        role(roles, "broadcaster", 1, ALL, stage, RIGHTS);
        role(roles, "viewer-on-stage", 2, List.of("audio", "video"), stage, List.of());
        role(roles, "viewer-realtime", 3, List.of(), stage, List.of());
        common(body, List.of("broadcaster"), List.of("viewer-on-stage", "viewer-realtime"));
        return body;
    }

    /** As a webinar, with helpers who cannot start the stream and with viewers who watch it without being in the call. */
    public static ObjectNode liveStreaming() {
        ObjectNode body = Json.object().put("name", "Live streaming");
        ObjectNode roles = body.putObject("roles");
        List<String> stage = List.of("broadcaster", "co-broadcaster", "viewer-on-stage");
        role(roles, "broadcaster", 1, ALL, stage, RIGHTS);
        role(roles, "co-broadcaster", 2, ALL, stage, List.of("mute", "unmute", "pollWrite"));
        role(roles, "viewer-on-stage", 3, List.of("audio", "video"), stage, List.of());
        role(roles, "viewer-realtime", 4, List.of(), stage, List.of());
        role(roles, "viewer-near-realtime", 5, List.of(), List.of(), List.of());
        common(body, List.of("broadcaster"), List.of("co-broadcaster", "viewer-on-stage", "viewer-realtime"));
        return body;
    }

    /** Voices only: speakers talk, listeners listen, moderators also keep order. */
    public static ObjectNode audioRoom() {
        ObjectNode body = Json.object().put("name", "Audio room");
        ObjectNode roles = body.putObject("roles");
        List<String> voices = List.of("moderator", "speaker");
        role(roles, "moderator", 1, List.of("audio"), voices, RIGHTS);
        role(roles, "speaker", 2, List.of("audio"), voices, List.of());
        role(roles, "listener", 3, List.of(), voices, List.of());
        common(body, List.of("moderator"), List.of("speaker", "listener"));
        return body;
    }

    private static void common(ObjectNode body, List<String> drawing, List<String> reading) {
        body.putObject("settings").put("region", "auto");
        ObjectNode whiteboard =
                body.putObject("plugins").putObject("whiteboard").putObject("permissions");
        ArrayNode admin = whiteboard.putArray("admin");
        ArrayNode writer = whiteboard.putArray("writer");
        drawing.forEach(role -> {
            admin.add(role);
            writer.add(role);
        });
        ArrayNode reader = whiteboard.putArray("reader");
        reading.forEach(reader::add);
    }

    private static void role(
            ObjectNode roles, String name, int priority, List<String> sends, List<String> sees, List<String> rights) {
        ObjectNode role = roles.putObject(name).put("name", name);
        publish(role.putObject("publishParams"), sends);
        ObjectNode subscribe = role.putObject("subscribeParams");
        ArrayNode seen = subscribe.putArray("subscribeToRoles");
        sees.forEach(seen::add);
        subscribe.put("maxSubsBitRate", 3200);
        ObjectNode permissions = role.putObject("permissions");
        RIGHTS.forEach(right -> permissions.put(right, rights.contains(right)));
        permissions.put("sendRoomState", true).put("pollRead", true);
        role.put("priority", priority).put("maxPeerCount", 0);
    }

    private static void publish(ObjectNode params, List<String> sends) {
        ArrayNode allowed = params.putArray("allowed");
        sends.forEach(allowed::add);
        params.putObject("audio").put("bitRate", 32).put("codec", "opus");
        params.putObject("video")
                .put("bitRate", 700)
                .put("codec", "vp8")
                .put("frameRate", 25)
                .put("width", 640)
                .put("height", 360);
        params.putObject("screen")
                .put("bitRate", 1024)
                .put("codec", "vp8")
                .put("frameRate", 10)
                .put("width", 1920)
                .put("height", 1080);
        ObjectNode simulcast = params.putObject("simulcast");
        ArrayNode layers = simulcast.putObject("video").putArray("layers");
        layer(layers, "f", 1, 700, 25);
        layer(layers, "h", 2, 250, 25);
        layer(layers, "q", 4, 100, 15);
        simulcast.putObject("screen");
    }

    private static void layer(ArrayNode layers, String rid, int scale, int kbps, int fps) {
        layers.addObject()
                .put("rid", rid)
                .put("scaleResolutionDownBy", scale)
                .put("maxBitrate", kbps)
                .put("maxFramerate", fps);
    }
}
