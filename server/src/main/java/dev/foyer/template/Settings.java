package dev.foyer.template;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The settings of a template: defaults filled in, members checked, storage secrets kept but never shown. */
final class Settings {
    private static final Set<String> STORAGES = Set.of("s3", "gs", "oss", "azure");
    private static final int MAX_TEXT = 1024;
    private static final int MAX_LENGTH = 64 * 1024;

    private Settings() {}

    /**
     * Complete settings; members that we do not know stay as they are.
     *
     * @param before null when there were none. Its storage credentials are taken over when the same bucket comes without,
     *     because that is what somebody sends back who has read the settings
     */
    static ObjectNode read(ObjectNode given, @Nullable ObjectNode before) {
        ObjectNode settings = given.deepCopy();
        String region = Fields.text(settings, "region");
        settings.put("region", region == null || region.isEmpty() ? "auto" : Regions.checked(region));
        ObjectNode recording = Fields.object(settings, "recording");
        settings.set("recording", recording == null ? null : recording(recording, before));
        settings.set("roomState", roomState(Fields.objectOrEmpty(settings, "roomState")));
        settings.set("retry", Fields.objectOrEmpty(settings, "retry"));
        if (Json.write(settings).length() > MAX_LENGTH) {
            throw Fields.invalid("settings is longer than " + MAX_LENGTH + " characters");
        }
        return settings;
    }

    /** A copy without storage credentials. */
    static ObjectNode shown(ObjectNode settings) {
        ObjectNode copy = settings.deepCopy();
        if (copy.path("recording").path("upload") instanceof ObjectNode upload) {
            upload.remove("credentials");
        }
        return copy;
    }

    private static ObjectNode recording(ObjectNode given, @Nullable ObjectNode before) {
        ObjectNode recording = given.deepCopy();
        recording.put("enabled", Fields.flag(recording, "enabled", false));
        ObjectNode upload = Fields.object(recording, "upload");
        if (upload == null) {
            recording.remove("upload");
            return recording;
        }
        String type = text(upload, "type");
        String location = text(upload, "location");
        if (type == null || !STORAGES.contains(type)) {
            throw Refusal.of(RefusalCode.UPLOAD_INVALID);
        }
        if (location == null || location.isBlank()) {
            throw Refusal.of(RefusalCode.BUCKET_MISSING);
        }
        String prefix = text(upload, "prefix");
        String region = text(Fields.objectOrEmpty(upload, "options"), "region");
        ObjectNode kept = Json.object().put("type", type).put("location", location);
        if (prefix != null) {
            kept.put("prefix", prefix);
        }
        if (region != null) {
            kept.putObject("options").put("region", region);
        }
        JsonNode credentials = credentials(upload, kept, before);
        if (credentials != null) {
            kept.set("credentials", credentials);
        }
        recording.set("upload", kept);
        return recording;
    }

    private static @Nullable JsonNode credentials(ObjectNode upload, ObjectNode kept, @Nullable ObjectNode before) {
        ObjectNode given = Fields.object(upload, "credentials");
        if (given == null) {
            JsonNode old =
                    before == null ? Json.object() : before.path("recording").path("upload");
            boolean same = old.path("type").equals(kept.path("type"))
                    && old.path("location").equals(kept.path("location"));
            return same ? old.get("credentials") : null;
        }
        String key = text(given, "key");
        String camel = text(given, "secretKey");
        String secret = camel == null ? text(given, "secret") : camel;
        if (key == null || secret == null) {
            throw Refusal.of(RefusalCode.UPLOAD_INVALID);
        }
        return Json.object().put("key", key).put("secretKey", secret);
    }

    private static @Nullable String text(ObjectNode json, String name) {
        String text = Fields.text(json, name);
        if (text != null && text.length() > MAX_TEXT) {
            throw Fields.invalid(name + " is longer than " + MAX_TEXT + " characters");
        }
        return text;
    }

    private static ObjectNode roomState(ObjectNode given) {
        ObjectNode roomState = given.deepCopy();
        int seconds = Fields.whole(roomState, "messageInterval", 10, 5, 3600);
        if (seconds % 5 != 0) {
            throw Fields.invalid("messageInterval must be a multiple of 5");
        }
        return roomState
                .put("messageInterval", seconds)
                .put("sendPeerList", Fields.flag(roomState, "sendPeerList", false))
                .put("stopRoomStateOnJoin", Fields.flag(roomState, "stopRoomStateOnJoin", true))
                .put("enabled", Fields.flag(roomState, "enabled", true));
    }
}
