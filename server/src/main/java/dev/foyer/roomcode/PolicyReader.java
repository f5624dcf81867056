package dev.foyer.roomcode;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.Timestamps;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads the {@code policy} member of request bodies: members that are there change, a null takes a condition away. */
final class PolicyReader {
    static final int MAX_TEXT = 128;
    static final int MAX_EMAIL = 254;
    static final int MAX_USES = 1_000_000;
    static final int MIN_PIN = 4;
    static final int MAX_PIN = 12;

    private final Pins pins;

    PolicyReader(Pins pins) {
        this.pins = pins;
    }

    /** The policy of a body whose code is still to be made. */
    CodePolicy read(ObjectNode body) {
        return changed(CodePolicy.NONE, body);
    }

    /** {@code before} with the changes that the body's {@code policy} asks for; {@code policy: null} takes all away. */
    CodePolicy changed(CodePolicy before, ObjectNode body) {
        if (body.has("policy") && body.get("policy").isNull()) {
            return CodePolicy.NONE;
        }
        ObjectNode json = Fields.object(body, "policy");
        return json == null ? before : checked(merged(before, json));
    }

    private CodePolicy merged(CodePolicy before, ObjectNode json) {
        boolean oneTime = json.has("one_time") ? Fields.flag(json, "one_time", false) : before.oneTime();
        return new CodePolicy(
                json.has("not_before") ? time(json, "not_before") : before.notBefore(),
                json.has("expires_at") ? time(json, "expires_at") : before.expiresAt(),
                maxUses(before, json, oneTime),
                json.has("max_concurrent") ? count(json, "max_concurrent") : before.maxConcurrent(),
                oneTime,
                json.has("pin") ? pin(json) : before.pin(),
                json.has("label") ? line(json, "label", MAX_TEXT) : before.label(),
                json.has("subject") ? subject(json) : before.subject(),
                json.has("lobby") ? Fields.flag(json, "lobby", false) : before.lobby());
    }

    private static @Nullable Integer maxUses(CodePolicy before, ObjectNode json, boolean oneTime) {
        Integer uses = json.has("max_uses") ? count(json, "max_uses") : before.oneTime() ? null : before.maxUses();
        if (!oneTime) {
            return uses;
        }
        if (json.has("max_uses") && uses != null && uses != 1) {
            throw Fields.invalid("policy.one_time and max_uses contradict each other");
        }
        return 1;
    }

    private static CodePolicy checked(CodePolicy policy) {
        Instant from = policy.notBefore();
        Instant to = policy.expiresAt();
        if (from != null && to != null && !from.isBefore(to)) {
            throw Fields.invalid("policy.expires_at must be after not_before");
        }
        return policy;
    }

    static CodePolicy.@Nullable Subject subject(ObjectNode json) {
        ObjectNode subject = Fields.object(json, "subject");
        return subject == null ? null : person(subject);
    }

    /** A person of a list or of a policy: {@code {name, email?}}. */
    static CodePolicy.Subject person(ObjectNode json) {
        return person(line(json, "name", MAX_TEXT), line(json, "email", MAX_EMAIL));
    }

    static CodePolicy.Subject person(@Nullable String name, @Nullable String email) {
        if (name == null) {
            throw Fields.invalid("name is required");
        }
        if (email != null && !email.matches("[^@\\s]+@[^@\\s]+")) {
            throw Fields.invalid("email is not an address");
        }
        return new CodePolicy.Subject(new Redacted(name), email == null ? null : new Redacted(email));
    }

    static @Nullable String line(ObjectNode json, String name, int most) {
        return line(Fields.text(json, name), name, most);
    }

    /** One line without blanks around; null when there is nothing in it. */
    static @Nullable String line(@Nullable String text, String name, int most) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String line = text.strip();
        if (line.length() > most) {
            throw Fields.invalid(name + " is longer than " + most + " characters");
        }
        if (line.chars().anyMatch(Character::isISOControl)) {
            throw Fields.invalid(name + " must not hold control characters");
        }
        return line;
    }

    private CodePolicy.@Nullable Pin pin(ObjectNode json) {
        String pin = Fields.text(json, "pin");
        if (pin == null) {
            return null;
        }
        String plain = pin.strip();
        if (plain.length() < MIN_PIN
                || plain.length() > MAX_PIN
                || plain.chars().anyMatch(Character::isISOControl)) {
            throw Fields.invalid("policy.pin must have " + MIN_PIN + " to " + MAX_PIN + " characters");
        }
        return pins.hash(plain);
    }

    private static @Nullable Integer count(ObjectNode json, String name) {
        Integer count = Fields.whole(json, name);
        if (count != null && (count < 1 || count > MAX_USES)) {
            throw Fields.invalid("policy." + name + " must be 1 to " + MAX_USES);
        }
        return count;
    }

    private static @Nullable Instant time(ObjectNode json, String name) {
        String text = Fields.text(json, name);
        if (text == null) {
            return null;
        }
        return Timestamps.parse(text)
                .filter(time -> time.isAfter(Instant.EPOCH) && time.isBefore(Instant.ofEpochSecond(253_402_300_800L)))
                .map(time -> time.truncatedTo(ChronoUnit.MILLIS))
                .orElseThrow(() -> Fields.invalid("policy." + name + " must be an RFC 3339 time"));
    }
}
