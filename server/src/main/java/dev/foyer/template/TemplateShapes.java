package dev.foyer.template;

import dev.foyer.http.Shape;

/** Templates and their parts as they go in and come out, for the reference page. */
final class TemplateShapes {
    static final Shape ROLE = role();
    static final Shape SETTINGS = settings();
    static final Shape NEW = body();
    static final Shape TEMPLATE = Shape.object()
            .with("id", Shape.text())
            .with("_id", Shape.text().about("The same as id, for older clients"))
            .with("name", Shape.text())
            .with("subdomain", Shape.text().about("First label of the host in links to its rooms"))
            .with("default", Shape.flag())
            .with("customerId", Shape.text())
            .with("customer", Shape.text())
            .with("appId", Shape.text())
            .with("roles", Shape.mapOf(ROLE))
            .with("settings", SETTINGS)
            .with("destinations", Destinations.SHAPE)
            .with("plugins", Plugins.SHAPE)
            .with("createdAt", Shape.time())
            .with("updatedAt", Shape.time());

    private TemplateShapes() {}

    /** The body of create and replace. */
    private static Shape body() {
        return Shape.object()
                .with("name", Shape.text().atMost(100).example("team-videoconf"))
                .with("default", Shape.flag().about("Rooms that name no template use it"))
                .with("roles", Shape.mapOf(ROLE).atMost(RoleReader.MAX_ROLES))
                .with("settings", SETTINGS)
                .with("destinations", Destinations.SHAPE)
                .with("plugins", Plugins.SHAPE);
    }

    private static Shape role() {
        Shape subscribe = Shape.object()
                .with("subscribeToRoles", Shape.list(Shape.text().atMost(100)).atMost(RoleReader.MAX_ROLES))
                .with("maxSubsBitRate", between(0, 100_000).about("kbit/s"))
                .with(
                        "subscribeDegradation",
                        Shape.object()
                                .with("packetLossThreshold", between(1, 100))
                                .with("degradeGracePeriodSeconds", between(1, 10))
                                .with("recoverGracePeriodSeconds", between(1, 10))
                                .with("videoAlwaysEnabled", Shape.flag()));
        Shape permissions = Shape.object();
        for (String name : new String[] {
            "endRoom",
            "removeOthers",
            "mute",
            "unmute",
            "changeRole",
            "sendRoomState",
            "pollRead",
            "pollWrite",
            "browserRecording",
            "rtmpStreaming",
            "hlsStreaming"
        }) {
            permissions = permissions.with(name, Shape.flag());
        }
        return Shape.object()
                .with("name", Shape.text().atMost(100).example("host"))
                .with("publishParams", publish())
                .with("subscribeParams", subscribe)
                .with("permissions", permissions)
                .with("priority", between(1, 10).about("1 is the highest"))
                .with("maxPeerCount", between(-1, 20_000).about("0 for no limit, -1 for nobody"));
    }

    private static Shape publish() {
        Shape layer = Shape.object()
                .with("rid", Shape.choice("f", "h", "q").required())
                .with("scaleResolutionDownBy", Shape.number().atLeast(1).atMost(12))
                .with("maxBitrate", between(0, 2000))
                .with("maxFramerate", between(1, 30));
        Shape layers = Shape.object().with("layers", Shape.list(layer).atMost(3));
        return Shape.object()
                .with(
                        "allowed",
                        Shape.list(Shape.choice("audio", "video", "screen", "simulcast"))
                                .atMost(4))
                .with("audio", Shape.object().with("bitRate", between(16, 128)).with("codec", Shape.choice("opus")))
                .with("video", video(between(30, 2000), between(50, 1920), between(50, 1088)))
                .with("screen", video(between(0, 100_000), between(480, 1920), between(270, 1088)))
                .with("simulcast", Shape.object().with("video", layers).with("screen", layers));
    }

    private static Shape video(Shape kbps, Shape width, Shape height) {
        return Shape.object()
                .with("bitRate", kbps.about("kbit/s"))
                .with("codec", Shape.choice("vp8"))
                .with("frameRate", between(1, 30))
                .with("width", width)
                .with("height", height);
    }

    private static Shape settings() {
        Shape text = Shape.text().atMost(1024);
        Shape upload = Shape.object()
                .with("type", Shape.choice("s3", "gs", "oss", "azure").required())
                .with("location", text.required().example("my-bucket"))
                .with("prefix", text)
                .with("options", Shape.object().with("region", text))
                .with(
                        "credentials",
                        Shape.object()
                                .with("key", text.required())
                                .with("secretKey", text)
                                .about("Goes in, never comes out; secret is understood, too"));
        return Shape.object()
                .with("region", Shape.choice("in", "us", "eu", "auto"))
                .with("recording", Shape.object().with("enabled", Shape.flag()).with("upload", upload))
                .with(
                        "roomState",
                        Shape.object()
                                .with("messageInterval", between(5, 3600).example(10))
                                .with("sendPeerList", Shape.flag())
                                .with("stopRoomStateOnJoin", Shape.flag())
                                .with("enabled", Shape.flag()))
                .with("retry", Shape.object());
    }

    private static Shape between(int least, int most) {
        return Shape.integer().atLeast(least).atMost(most);
    }
}
