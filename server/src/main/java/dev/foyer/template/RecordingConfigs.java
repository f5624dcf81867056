package dev.foyer.template;

import dev.foyer.http.Shape;
import dev.foyer.http.ShapeCheck;
import dev.foyer.kernel.Fields;
import dev.foyer.kernel.TemplateId;
import dev.foyer.kernel.WorkspaceId;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How rooms of a template are to be recorded: a bare array of at most one configuration. */
public final class RecordingConfigs implements TemplateListener {
    static final Shape SHAPE = Shape.list(one()).atMost(1);
    /** The bot that looks at a room to record it; no template lists it. */
    private static final String RECORDER = "__internal_recorder";

    private final RecordingConfigStore store;
    private final Templates templates;
    private final InstantSource clock;

    public RecordingConfigs(RecordingConfigStore store, Templates templates, InstantSource clock) {
        this.store = store;
        this.templates = templates;
        this.clock = clock;
    }

    public ArrayNode get(WorkspaceId workspace, TemplateId id) {
        return store.find(templates.get(workspace, id).id());
    }

    /** Replaces what is there; the empty array switches recording off. */
    public ArrayNode replace(WorkspaceId workspace, TemplateId id, ArrayNode body) {
        Template template = templates.get(workspace, id);
        ArrayNode configs = (ArrayNode) ShapeCheck.known(SHAPE, body, "recordings");
        for (JsonNode config : configs) {
            String role = config.path("role").asString("");
            if (template.role(role).isEmpty() && !role.equals(RECORDER)) {
                throw Fields.invalid("role is not a role of the template");
            }
            if (config.path("compositeRecording").path("browserComposite") instanceof ObjectNode browser
                    && !browser.has("enabled")) {
                browser.put("enabled", true);
            }
        }
        store.save(id, configs, clock.instant());
        return configs;
    }

    @Override
    public void changed(TemplateChange change) {
        change.renamed().forEach((from, to) -> {
            TemplateId id = change.template().id();
            ArrayNode configs = store.find(id);
            if (!configs.isEmpty()) {
                store.save(id, (ArrayNode) new RoleNames(from, to).members(configs), clock.instant());
            }
        });
    }

    private static Shape one() {
        Shape browser = Destinations.sized(
                Shape.object()
                        .with("enabled", Shape.flag())
                        .with("autoStart", Shape.flag())
                        .with("autoStopTimeout", Destinations.seconds()),
                1920);
        Shape composite = Shape.object()
                .with("browserComposite", browser)
                .with("customComposite", Shape.object().with("enabled", Shape.flag()));
        return Shape.object()
                .with("name", Shape.text().atMost(100).required().example("default"))
                .with("role", Shape.text().atMost(100).required().example("host"))
                .with("maxDuration", Destinations.seconds())
                .with("presignDuration", Destinations.seconds())
                .with("thumbnails", Destinations.thumbnails())
                .with("compositeRecording", composite)
                .with("trackRecording", Shape.object().with("enabled", Shape.flag()))
                .with("streamRecording", Destinations.sized(Shape.object().with("enabled", Shape.flag()), 1920));
    }
}
