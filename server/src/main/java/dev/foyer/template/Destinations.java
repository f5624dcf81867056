package dev.foyer.template;

import dev.foyer.http.Shape;
import dev.foyer.http.ShapeCheck;
import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a template's media may be sent besides the room: maps by kind, each from a name to its configuration. Each entry
 * repeats its name; the key of the map decides.
 */
final class Destinations {
    static final Shape SHAPE = shape();
    private static final int MAX_LENGTH = 128 * 1024;
    private static final double MIN_TEMPERATURE = 0.1;

    private Destinations() {}

    /** Member {@code destinations} of a body, checked. */
    static ObjectNode read(ObjectNode body) {
        return checked(Fields.objectOrEmpty(body, "destinations"));
    }

    /** Destinations, checked; kinds and members that we do not know stay as they are. */
    static ObjectNode checked(ObjectNode given) {
        ObjectNode destinations = (ObjectNode) ShapeCheck.lenient(SHAPE, given, "destinations");
        for (String kind : SHAPE.schema().path("properties").propertyNames()) {
            for (Map.Entry<String, JsonNode> entry : destinations.path(kind).properties()) {
                ObjectNode one = (ObjectNode) entry.getValue();
                one.put("name", entry.getKey());
                checkOne(one);
            }
        }
        if (Json.write(destinations).length() > MAX_LENGTH) {
            throw Fields.invalid("destinations is longer than " + MAX_LENGTH + " characters");
        }
        return destinations;
    }

    private static void checkOne(ObjectNode one) {
        double width = Double.MAX_VALUE;
        double bits = Double.MAX_VALUE;
        for (JsonNode layer : one.path("layers")) {
            int small = Math.min(
                    layer.path("width").asInt(192), layer.path("height").asInt(192));
            int large = Math.max(
                    layer.path("width").asInt(192), layer.path("height").asInt(192));
            if (small < 144 || small > 1080 || large < 192 || small % 2 != 0 || large % 2 != 0) {
                throw Fields.invalid("layers must be 144 to 1080 by 192 to 1920, in even numbers");
            }
            double nextWidth = layer.path("width").asInt(0);
            double nextBits = layer.path("videoBitrate").asInt(0);
            if (nextWidth > width || nextBits > bits) {
                throw Fields.invalid("layers must go from large to small");
            }
            width = nextWidth;
            bits = nextBits;
        }
        JsonNode summary = one.path("summary");
        if (summary instanceof ObjectNode object && !object.has("enabled") && object.has("enable")) {
            // The documentation's table has the one, its samples have the other.
            object.set("enabled", object.get("enable"));
        }
        if (summary.path("temperature").asDouble(MIN_TEMPERATURE) < MIN_TEMPERATURE) {
            throw Fields.invalid("summary.temperature must be 0.1 or more");
        }
    }

    private static Shape shape() {
        return Shape.object()
                .with("browserRecordings", named(browser()))
                .with("rtmpDestinations", named(rtmp()))
                .with("hlsDestinations", named(hls()))
                .with("transcriptions", named(transcription()));
    }

    private static Shape named(Shape one) {
        return Shape.mapOf(one).atMost(20);
    }

    private static Shape entry() {
        return Shape.object().with("name", text(100)).with("role", text(100));
    }

    private static Shape browser() {
        return sized(entry(), 4096)
                .with("maxDuration", seconds())
                .with("thumbnails", sized(Shape.object(), 4096))
                .with("presignDuration", seconds())
                .with("autoStart", Shape.flag())
                .with("autoStopTimeout", seconds());
    }

    private static Shape rtmp() {
        return sized(entry(), 1920)
                .with("maxDuration", seconds())
                .with("rtmpUrls", Shape.list(text(2048).matching("rtmps?://.+")).atMost(5))
                .with("recordingEnabled", Shape.flag())
                .with("autoStopTimeout", seconds());
    }

    private static Shape hls() {
        Shape recording = Shape.object()
                .with("hlsVod", Shape.flag())
                .with("singleFilePerLayer", Shape.flag())
                .with("enableZipUpload", Shape.flag())
                .with("layers", layers())
                .with("thumbnails", thumbnails())
                .with("presignDuration", seconds());
        return entry().with("maxDuration", seconds())
                .with("layers", layers())
                .with("playlistType", Shape.choice("event", "live"))
                .with("numPlaylistSegments", Shape.integer().atLeast(3).atMost(150))
                .with("videoFrameRate", Shape.integer().atLeast(1).atMost(60))
                .with("enableMetadataInsertion", Shape.flag())
                .with("enableStaticUrl", Shape.flag())
                .with("autoStopTimeout", seconds())
                .with("recording", recording);
    }

    private static Shape layers() {
        Shape kbps = Shape.integer().atLeast(0).atMost(20_000);
        return Shape.list(sized(Shape.object(), 1920).with("videoBitrate", kbps).with("audioBitrate", kbps))
                .atMost(8);
    }

    private static Shape transcription() {
        Shape section = Shape.object().with("title", text(100)).with("format", Shape.choice("bullets", "paragraph"));
        Shape summary = Shape.object()
                .with("enabled", Shape.flag())
                .with("enable", Shape.flag())
                .with("context", text(300))
                .with("temperature", Shape.number().atLeast(0).atMost(1))
                .with("sections", Shape.list(section).atMost(6));
        return entry().with(
                        "modes",
                        Shape.list(Shape.choice("recorded", "live", "caption")).atMost(3))
                .with(
                        "outputModes",
                        Shape.list(Shape.choice("txt", "srt", "json")).atMost(3))
                .with("customVocabulary", Shape.list(text(100)).atMost(500))
                .with("summary", summary)
                .with(
                        "translation",
                        Shape.object().with("enabled", Shape.flag()).with("roleLanguages", Shape.mapOf(text(35))));
    }

    static Shape thumbnails() {
        return sized(Shape.object().with("enabled", Shape.flag()), 4096)
                .with("offsets", Shape.list(Shape.integer().atLeast(0)).atMost(100))
                .with("fps", Shape.integer().atLeast(0).atMost(60));
    }

    /** With {@code width} and {@code height} in pixels. */
    static Shape sized(Shape object, int most) {
        Shape pixels = Shape.integer().atLeast(0).atMost(most);
        return object.with("width", pixels).with("height", pixels);
    }

    static Shape seconds() {
        return Shape.integer().atLeast(0).atMost(31_536_000);
    }

    private static Shape text(int most) {
        return Shape.text().atMost(most);
    }
}
