package dev.foyer.template;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads role objects of the REST API, fills in what is missing, refuses what is out of range. */
final class RoleReader {
    private static final Set<String> SOURCES = Set.of("audio", "video", "screen", "simulcast");
    private static final List<String> RIDS = List.of("f", "h", "q");
    private static final int MAX_NAME = 100;
    static final int MAX_ROLES = 100;

    private RoleReader() {}

    static Map<String, Role> roles(ObjectNode roles) {
        if (roles.size() > MAX_ROLES) {
            throw Fields.invalid("roles holds more than " + MAX_ROLES + " entries");
        }
        List<String> names = List.copyOf(roles.propertyNames());
        Map<String, Role> read = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : roles.properties()) {
            if (!(entry.getValue() instanceof ObjectNode role)) {
                throw Fields.invalid("roles." + entry.getKey() + " must be an object");
            }
            read.put(checkedName(entry.getKey()), role(entry.getKey(), role, names));
        }
        return read;
    }

    static String checkedName(String name) {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Fields.invalid("role name");
        }
        return name;
    }

    /** The key of the map wins over a name in the body. */
    static Role role(String name, ObjectNode json, List<String> allRoles) {
        try {
            return new Role(
                    name,
                    publish(Fields.objectOrEmpty(json, "publishParams")),
                    subscribe(Fields.objectOrEmpty(json, "subscribeParams"), allRoles),
                    permissions(Fields.objectOrEmpty(json, "permissions")),
                    Fields.whole(json, "priority", 1, 1, 10),
                    Fields.whole(json, "maxPeerCount", 0, -1, 20_000));
        } catch (Refusal refusal) {
            throw refusal.details().isEmpty()
                    ? refusal
                    : Refusal.of(refusal.code(), refusal.details().getFirst() + " (role " + name + ")");
        }
    }

    private static Role.PublishParams publish(ObjectNode json) {
        List<String> allowed = Fields.texts(json, "allowed");
        if (allowed != null && !SOURCES.containsAll(allowed)) {
            throw Fields.invalid("allowed must hold audio, video, screen");
        }
        ObjectNode audio = Fields.objectOrEmpty(json, "audio");
        ObjectNode video = Fields.objectOrEmpty(json, "video");
        ObjectNode screen = Fields.objectOrEmpty(json, "screen");
        ObjectNode simulcast = Fields.objectOrEmpty(json, "simulcast");
        return new Role.PublishParams(
                // An object that was given without the member allows nothing: that is how viewers are printed.
                allowed != null
                        ? allowed.stream().distinct().toList()
                        : json.isEmpty() ? List.of("audio", "video", "screen") : List.of(),
                new Role.Audio(Fields.whole(audio, "bitRate", 32, 16, 128), codec(audio, "opus")),
                new Role.Video(
                        Fields.whole(video, "bitRate", 300, 30, 2000),
                        codec(video, "vp8"),
                        Fields.whole(video, "frameRate", 30, 1, 30),
                        Fields.whole(video, "width", 480, 50, 1920),
                        Fields.whole(video, "height", 360, 50, 1088)),
                new Role.Video(
                        screenBitRate(screen),
                        codec(screen, "vp8"),
                        Fields.whole(screen, "frameRate", 10, 1, 30),
                        Fields.whole(screen, "width", 1920, 480, 1920),
                        Fields.whole(screen, "height", 1080, 270, 1088)),
                new Role.Simulcast(layers(simulcast, "video"), layers(simulcast, "screen")));
    }

    private static @Nullable Integer screenBitRate(ObjectNode screen) {
        int rate = Fields.whole(screen, "bitRate", 0, 0, 100_000);
        if (rate != 0 && rate < 500) {
            throw Fields.invalid("bitRate must be 500 or more");
        }
        return rate == 0 ? null : rate;
    }

    private static String codec(ObjectNode json, String only) {
        String codec = Fields.text(json, "codec");
        if (codec != null && !codec.isEmpty() && !codec.equalsIgnoreCase(only)) {
            throw Fields.invalid("codec must be " + only);
        }
        return only;
    }

    private static Role.Layers layers(ObjectNode simulcast, String source) {
        JsonNode list = Fields.objectOrEmpty(simulcast, source).path("layers");
        if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
            throw Fields.invalid("simulcast layers must be an array");
        }
        List<Role.Layer> layers = new ArrayList<>();
        for (JsonNode entry : list) {
            if (!(entry instanceof ObjectNode json)) {
                throw Fields.invalid("simulcast layers must be objects");
            }
            layers.add(layer(json));
        }
        checkOrder(layers);
        return new Role.Layers(layers);
    }

    private static Role.Layer layer(ObjectNode json) {
        String rid = Fields.text(json, "rid");
        Double scale = Fields.number(json, "scaleResolutionDownBy");
        double down = scale == null ? 1 : scale;
        if (rid == null || !RIDS.contains(rid)) {
            throw Fields.invalid("simulcast rid must be f, h or q");
        }
        if (!(down >= 1 && down <= 12)) {
            throw Fields.invalid("scaleResolutionDownBy must be 1 to 12");
        }
        return new Role.Layer(
                rid, down, Fields.whole(json, "maxBitrate", 0, 0, 2000), Fields.whole(json, "maxFramerate", 30, 1, 30));
    }

    private static void checkOrder(List<Role.Layer> layers) {
        if (layers.isEmpty()) {
            return;
        }
        Role.Layer first = layers.getFirst();
        if (!first.rid().equals("f") || first.scaleResolutionDownBy() > 1) {
            throw Fields.invalid("the first simulcast layer must be f with scaleResolutionDownBy 1");
        }
        for (int i = 1; i < layers.size(); i++) {
            Role.Layer above = layers.get(i - 1);
            Role.Layer layer = layers.get(i);
            if (RIDS.indexOf(layer.rid()) <= RIDS.indexOf(above.rid())
                    || layer.scaleResolutionDownBy() <= above.scaleResolutionDownBy()) {
                throw Fields.invalid("simulcast layers must go from f over h to q, each smaller than the one before");
            }
        }
    }

    private static Role.SubscribeParams subscribe(ObjectNode json, List<String> allRoles) {
        List<String> roles = Fields.texts(json, "subscribeToRoles");
        if (roles != null && roles.size() > MAX_ROLES) {
            throw Fields.invalid("subscribeToRoles holds more than " + MAX_ROLES + " entries");
        }
        // A role that does not exist is let through: it may be created next.
        if (roles != null) {
            roles.forEach(RoleReader::checkedName);
        }
        ObjectNode degradation = Fields.object(json, "subscribeDegradation");
        return new Role.SubscribeParams(
                roles != null ? roles : json.isEmpty() ? allRoles : List.of(),
                Fields.whole(json, "maxSubsBitRate", 3200, 0, 100_000),
                degradation(degradation));
    }

    private static Role.Degradation degradation(@Nullable ObjectNode json) {
        if (json == null) {
            return new Role.Degradation(25, 1, 4, null);
        }
        if (json.isEmpty()) {
            return new Role.Degradation(null, null, null, null);
        }
        return new Role.Degradation(
                Fields.whole(json, "packetLossThreshold", 50, 1, 100),
                Fields.whole(json, "degradeGracePeriodSeconds", 1, 1, 10),
                Fields.whole(json, "recoverGracePeriodSeconds", 4, 1, 10),
                Fields.flag(json, "videoAlwaysEnabled"));
    }

    private static Role.Permissions permissions(ObjectNode json) {
        boolean pollWrite = Fields.flag(json, "pollWrite", false);
        return new Role.Permissions(
                Fields.flag(json, "endRoom", false),
                Fields.flag(json, "removeOthers", false),
                Fields.flag(json, "mute", false),
                Fields.flag(json, "unmute", false),
                Fields.flag(json, "changeRole", false),
                Fields.flag(json, "sendRoomState", false),
                Fields.flag(json, "pollRead", false) || pollWrite,
                pollWrite,
                Fields.flag(json, "browserRecording", true),
                Fields.flag(json, "rtmpStreaming", true),
                Fields.flag(json, "hlsStreaming", true));
    }
}
