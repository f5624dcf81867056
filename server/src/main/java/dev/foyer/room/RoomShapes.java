package dev.foyer.room;

import dev.foyer.http.Shape;

/** Rooms as they go in and come out, for the reference page. */
final class RoomShapes {
    static final Shape BODY = body();
    static final Shape UPDATE = BODY.with("enabled", Shape.flag().about("Nobody may join a disabled room"));
    static final Shape ROOM = UPDATE.with("id", Shape.text())
            .with("customer_id", Shape.text())
            .with("customer", Shape.text().about("The same as customer_id, for older clients"))
            .with("app_id", Shape.text())
            .with("template", Shape.text().about("Name of the template"))
            .with("recording_source_template", Shape.flag())
            .with("enabled_source_template", Shape.flag())
            .with("created_at", Shape.time())
            .with("updated_at", Shape.time());

    private RoomShapes() {}

    private static Shape body() {
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
                                .with("secret", text)
                                .about("Goes in, never comes out; secretKey is understood, too"));
        Shape webhook = Shape.object()
                .with("url", Shape.text().atMost(2048).required().example("https://example.org/hook"))
                .with("headers", Shape.mapOf(text).atMost(20));
        return Shape.object()
                .with("name", Shape.text().atMost(200).example("weekly-sync"))
                .with("description", Shape.text().atMost(2000))
                .with("template_id", Shape.text().atMost(128))
                .with(
                        "recording_info",
                        Shape.object().with("enabled", Shape.flag()).with("upload_info", upload))
                .with("region", Shape.choice("in", "us", "eu", "auto"))
                .with("large_room", Shape.flag())
                .with("size", Shape.integer().atLeast(0).atMost(20_000).example(10))
                .with("max_duration_seconds", Shape.integer().atLeast(120).atMost(43_200))
                .with("polls", Shape.list(Shape.text().atMost(128)).atMost(100))
                .with("webhook", webhook);
    }
}
