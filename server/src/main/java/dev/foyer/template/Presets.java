package dev.foyer.template;

import dev.foyer.kernel.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Ready-made templates, as bodies of the create call. */
public final class Presets {
    private Presets() {}

    /** Roles host and guest: everybody talks and shows; a host also moderates. */
    public static ObjectNode videoConferencing() {
        ObjectNode body = Json.object().put("name", "Video conferencing");
        ObjectNode roles = body.putObject("roles");
        role(roles, "host", 1, true);
        role(roles, "guest", 2, false);
        body.putObject("settings").put("region", "auto");
        ObjectNode whiteboard =
                body.putObject("plugins").putObject("whiteboard").putObject("permissions");
        whiteboard.putArray("admin").add("host");
        whiteboard.putArray("writer").add("host");
        whiteboard.putArray("reader").add("guest");
        return body;
    }

    private static void role(ObjectNode roles, String name, int priority, boolean moderates) {
        ObjectNode role = roles.putObject(name).put("name", name);
        publish(role.putObject("publishParams"));
        ObjectNode subscribe = role.putObject("subscribeParams");
        subscribe.putArray("subscribeToRoles").add("host").add("guest");
        subscribe.put("maxSubsBitRate", 3200);
        role.putObject("permissions")
                .put("endRoom", moderates)
                .put("removeOthers", moderates)
                .put("mute", moderates)
                .put("unmute", moderates)
                .put("changeRole", moderates)
                .put("sendRoomState", true)
                .put("pollRead", true)
                .put("pollWrite", moderates)
                .put("browserRecording", moderates)
                .put("rtmpStreaming", moderates)
                .put("hlsStreaming", moderates);
        role.put("priority", priority).put("maxPeerCount", 0);
    }

    private static void publish(ObjectNode params) {
        params.putArray("allowed").add("audio").add("video").add("screen");
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
