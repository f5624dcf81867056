package dev.foyer.roomcode;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.Timestamps;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Policies as JSON: for the wire, where a PIN is only {@code true}, and for the database. Absent means unset. */
final class PolicyJson {
    private PolicyJson() {}

    /** For callers of the API. */
    static ObjectNode view(CodePolicy policy) {
        ObjectNode json = open(policy);
        if (policy.oneTime()) {
            json.remove("max_uses");
            json.put("one_time", true);
        }
        if (policy.pin() != null) {
            json.put("pin", true);
        }
        return json;
    }

    /** For the database; null when there is nothing to keep. */
    static @Nullable String write(CodePolicy policy) {
        if (policy.isNone()) {
            return null;
        }
        ObjectNode json = open(policy);
        if (policy.oneTime()) {
            json.put("one_time", true);
        }
        CodePolicy.Pin pin = policy.pin();
        if (pin != null) {
            json.putObject("pin").put("salt", pin.salt()).put("hash", pin.hash());
        }
        return Json.write(json);
    }

    /** What {@link #write} wrote. */
    static CodePolicy read(@Nullable String text) {
        if (text == null) {
            return CodePolicy.NONE;
        }
        ObjectNode json = Json.readObject(text);
        ObjectNode pin = Fields.object(json, "pin");
        ObjectNode subject = Fields.object(json, "subject");
        return new CodePolicy(
                time(json, "not_before"),
                time(json, "expires_at"),
                Fields.whole(json, "max_uses"),
                Fields.whole(json, "max_concurrent"),
                json.has("one_time"),
                pin == null ? null : new CodePolicy.Pin(text(pin, "salt"), text(pin, "hash")),
                Fields.text(json, "label"),
                subject == null ? null : subject(subject),
                json.has("lobby"));
    }

    private static ObjectNode open(CodePolicy policy) {
        ObjectNode json = Json.object();
        put(json, "not_before", policy.notBefore());
        put(json, "expires_at", policy.expiresAt());
        put(json, "max_uses", policy.maxUses());
        put(json, "max_concurrent", policy.maxConcurrent());
        if (policy.label() != null) {
            json.put("label", policy.label());
        }
        CodePolicy.Subject subject = policy.subject();
        if (subject != null) {
            ObjectNode person =
                    json.putObject("subject").put("name", subject.name().value());
            Redacted email = subject.email();
            if (email != null) {
                person.put("email", email.value());
            }
        }
        if (policy.lobby()) {
            json.put("lobby", true);
        }
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable Instant time) {
        if (time != null) {
            json.put(name, Timestamps.format(time));
        }
    }

    private static void put(ObjectNode json, String name, @Nullable Integer count) {
        if (count != null) {
            json.put(name, count);
        }
    }

    private static CodePolicy.Subject subject(ObjectNode json) {
        String email = Fields.text(json, "email");
        return new CodePolicy.Subject(new Redacted(text(json, "name")), email == null ? null : new Redacted(email));
    }

    private static String text(ObjectNode json, String name) {
        return json.path(name).asString("");
    }

    private static @Nullable Instant time(ObjectNode json, String name) {
        String text = Fields.text(json, name);
        return text == null ? null : Timestamps.parse(text).orElse(null);
    }
}
