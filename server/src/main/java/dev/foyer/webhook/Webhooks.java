package dev.foyer.webhook;

import dev.foyer.analytics.Event;
import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.room.Room;
import dev.foyer.room.WebhookTarget;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Rules for who is told, and with which signature. A room's own webhook replaces that of its workspace. */
public final class Webhooks {
    static final int MAX_OVERLAP_SECONDS = 7 * 86_400;
    private static final int OVERLAP_SECONDS = 86_400;
    private static final int SECRET_BYTES = 32;

    private final WebhookConfigStore store;
    private final SecureRandom random;
    private final InstantSource clock;

    public Webhooks(JdbiWebhookConfigStore store, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.random = random;
        this.clock = clock;
    }

    Optional<WebhookConfig> find(WorkspaceId workspace) {
        return store.find(workspace);
    }

    /** Changes what the body names; the first change makes the secret. */
    WebhookConfig change(WorkspaceId workspace, ObjectNode body) {
        @Nullable String url = Fields.text(body, "url");
        @Nullable
        String checked = url == null || url.isBlank()
                ? url
                : WebhookTarget.read(body, "").url();
        SequencedMap<String, String> headers = WebhookTarget.headers(body, "");
        boolean headersGiven = Fields.object(body, "headers") != null;
        @Nullable Boolean enabled = Fields.flag(body, "enabled");
        boolean rotate = Fields.flag(body, "rotate_secret", false);
        int overlap = Fields.whole(body, "overlap_seconds", OVERLAP_SECONDS, 0, MAX_OVERLAP_SECONDS);
        return store.write(workspace, before -> {
            WebhookConfig base = before.orElseGet(() -> fresh(workspace));
            WebhookConfig changed = new WebhookConfig(
                    workspace,
                    enabled == null ? base.enabled() : enabled,
                    checked == null ? base.url() : checked.isBlank() ? null : checked,
                    headersGiven ? headers : base.headers(),
                    base.secret(),
                    base.previous(),
                    base.previousUntil(),
                    now());
            return rotate && before.isPresent() ? rotated(changed, overlap) : changed;
        });
    }

    /** Whom the events of a room go to now. */
    Optional<WebhookTarget> target(Room room) {
        ObjectNode own = room.webhook();
        if (own != null) {
            return read(own);
        }
        return store.find(room.workspaceId()).filter(WebhookConfig::enabled).flatMap(config -> {
            @Nullable String url = config.url();
            return url == null ? Optional.empty() : Optional.of(new WebhookTarget(url, config.headers()));
        });
    }

    /** What fails together with other webhooks of a workspace: everything behind one scheme, host and port. */
    static Event.Endpoint endpoint(WorkspaceId workspace, WebhookTarget target) {
        URI uri = URI.create(target.url());
        String origin = uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        return new Event.Endpoint(workspace.text() + " " + origin.toLowerCase(Locale.ROOT), target.url());
    }

    /** The secrets that sign now; a workspace that has only rooms with webhooks gets its first one here. */
    List<Redacted> secrets(WorkspaceId workspace) {
        return store.find(workspace)
                .orElseGet(() -> store.write(workspace, before -> before.orElseGet(() -> fresh(workspace))))
                .secrets(clock.instant());
    }

    private static Optional<WebhookTarget> read(ObjectNode own) {
        try {
            return Optional.of(WebhookTarget.read(own, ""));
        } catch (Refusal unusable) {
            // Stored before addresses and headers were checked.
            return Optional.empty();
        }
    }

    private WebhookConfig fresh(WorkspaceId workspace) {
        return new WebhookConfig(workspace, true, null, new LinkedHashMap<>(), secret(), null, null, now());
    }

    private WebhookConfig rotated(WebhookConfig config, int overlapSeconds) {
        return new WebhookConfig(
                config.workspaceId(),
                config.enabled(),
                config.url(),
                config.headers(),
                secret(),
                config.secret(),
                now().plusSeconds(overlapSeconds),
                config.updatedAt());
    }

    private Redacted secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return new Redacted("whsec_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
