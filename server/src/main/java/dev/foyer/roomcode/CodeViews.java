package dev.foyer.roomcode;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.RoomCodeId;
import dev.foyer.kernel.Timestamps;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Room codes and what belongs to them as callers see them. A code without policy looks as in the 100ms API, plus its id. */
public final class CodeViews {
    private CodeViews() {}

    static ObjectNode code(RoomCode code) {
        ObjectNode view = Json.object()
                .put("id", code.id().text())
                .put("code", code.code().value())
                .put("room_id", code.roomId().text())
                .put("role", code.role())
                .put("enabled", code.enabled())
                .put("created_at", Timestamps.format(code.createdAt()))
                .put("updated_at", Timestamps.format(code.updatedAt()));
        if (!code.policy().isNone()) {
            view.set("policy", PolicyJson.view(code.policy()));
        }
        if (code.policy().maxUses() != null) {
            view.put("uses", code.uses());
        }
        Instant retires = code.retiresAt();
        if (retires != null) {
            view.put("retires_at", Timestamps.format(retires));
        }
        return view;
    }

    static ObjectNode link(RoomCode code, String link) {
        CodePolicy policy = code.policy();
        ObjectNode view = Json.object();
        CodePolicy.Subject subject = policy.subject();
        if (subject != null) {
            view.put("name", subject.name().value());
            Redacted email = subject.email();
            if (email != null) {
                view.put("email", email.value());
            }
        }
        if (policy.label() != null) {
            view.put("label", policy.label());
        }
        return view.put("id", code.id().text()).put("code", code.code().value()).put("link", link);
    }

    static ObjectNode usage(RoomCodeId code, UsageStore.Usage usage) {
        long refused =
                usage.refused().values().stream().mapToLong(Long::longValue).sum();
        ObjectNode view = Json.object()
                .put("id", code.text())
                .put("opened", usage.exchanged() + refused)
                .put("exchanged", usage.exchanged())
                .put("joined", usage.joined());
        ObjectNode why = view.putObject("refused");
        usage.refused().forEach(why::put);
        view.put("devices", usage.devices().count());
        Instant last = usage.lastUsed();
        return last == null ? view : view.put("last_used", Timestamps.format(last));
    }

    /** Somebody in the lobby. */
    public static ObjectNode waiting(Lobby.Waiting entry) {
        ObjectNode view = Json.object()
                .put("id", entry.id())
                .put("code_id", entry.code().text())
                .put("role", entry.role())
                .put("user_id", entry.userId());
        if (!entry.name().isEmpty()) {
            view.put("name", entry.name());
        }
        return view.put("state", entry.state().name().toLowerCase(Locale.ROOT))
                .put("since", Timestamps.format(entry.since()));
    }
}
