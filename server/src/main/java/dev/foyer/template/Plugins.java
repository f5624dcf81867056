package dev.foyer.template;

import dev.foyer.http.Shape;
import dev.foyer.http.ShapeCheck;
import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import tools.jackson.databind.node.ObjectNode;

/** The plugins of a template: who may do what with the whiteboard and captions. */
final class Plugins {
    static final Shape SHAPE = shape();
    private static final int MAX_LENGTH = 64 * 1024;

    private Plugins() {}

    /** Member {@code plugins} of a body, checked; plugins that we do not know stay as they are. */
    static ObjectNode read(ObjectNode body) {
        ObjectNode plugins = (ObjectNode) ShapeCheck.lenient(SHAPE, Fields.objectOrEmpty(body, "plugins"), "plugins");
        if (Json.write(plugins).length() > MAX_LENGTH) {
            throw Fields.invalid("plugins is longer than " + MAX_LENGTH + " characters");
        }
        return plugins;
    }

    private static Shape shape() {
        Shape names = Shape.list(Shape.text().atMost(100)).atMost(RoleReader.MAX_ROLES);
        return Shape.object()
                .with(
                        "whiteboard",
                        Shape.object()
                                .with(
                                        "permissions",
                                        Shape.object()
                                                .with("admin", names)
                                                .with("writer", names)
                                                .with("reader", names)))
                .with(
                        "transcriptions",
                        Shape.object()
                                .with("permissions", Shape.object().with("admin", names))
                                .with("mode", Shape.choice("caption")))
                .with("noiseCancellation", Shape.object().with("enabled", Shape.flag()));
    }
}
