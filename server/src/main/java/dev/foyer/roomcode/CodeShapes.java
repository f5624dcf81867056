package dev.foyer.roomcode;

import dev.foyer.http.Shape;

/** What the JSON of room codes looks like. */
final class CodeShapes {
    private static final String ID = "66a1b2c3d4e5f60718293a4b";
    private static final String CODE = "abc-defg-hij";
    private static final String TIME = "2026-06-01T09:00:00Z";

    private CodeShapes() {}

    static Shape letters() {
        return Shape.text().atMost(64).example(CODE).about("The code; case and hyphens do not matter.");
    }

    static Shape id() {
        return Shape.text().atMost(128).example(ID).about("Id of the code, to name it where its letters must not be.");
    }

    static Shape person() {
        return Shape.object()
                .with(
                        "name",
                        Shape.text()
                                .atMost(PolicyReader.MAX_TEXT)
                                .example("Ada Lovelace")
                                .required())
                .with("email", Shape.text().atMost(PolicyReader.MAX_EMAIL).example("ada@example.org"));
    }

    private static Shape conditions(Shape pin) {
        return Shape.object()
                .with("not_before", Shape.time().example(TIME).about("The code opens from then on."))
                .with("expires_at", Shape.time().example("2036-06-01T09:00:00Z").about("The code opens until then."))
                .with(
                        "max_uses",
                        Shape.integer()
                                .atLeast(1)
                                .atMost(PolicyReader.MAX_USES)
                                .example(5)
                                .about("How often the code can be used; a reload on the same device is the same use."))
                .with(
                        "max_concurrent",
                        Shape.integer()
                                .atLeast(1)
                                .atMost(PolicyReader.MAX_USES)
                                .example(2)
                                .about("How many people may be in by this code at a time."))
                .with("one_time", Shape.flag().about("Short for max_uses 1."))
                .with("pin", pin)
                .with("label", Shape.text().atMost(PolicyReader.MAX_TEXT).example("Spring course"))
                .with("subject", person().about("Whom the code is for; the name is locked in the call."))
                .with("lobby", Shape.flag().about("People wait until somebody lets them in."));
    }

    /** A policy as it is given. */
    static Shape policy() {
        return conditions(Shape.text()
                        .atMost(PolicyReader.MAX_PIN)
                        .example("4711")
                        .about("4 to 12 characters."))
                .about("Conditions on the code. A member that is left out stays as it is, null takes it away.");
    }

    /** A policy as it is shown. */
    static Shape shownPolicy() {
        return conditions(Shape.flag().about("Present when the code has a PIN; the PIN itself is never shown."))
                .about("Only present when the code has a policy.");
    }

    static Shape code() {
        return Shape.object()
                .with("id", id().required())
                .with("code", letters().required())
                .with("room_id", Shape.text().example(ID).required())
                .with("role", Shape.text().example("guest").required())
                .with("enabled", Shape.flag().required())
                .with("created_at", Shape.time().required())
                .with("updated_at", Shape.time().required())
                .with("policy", shownPolicy())
                .with("uses", Shape.integer().about("Uses that are taken, reserved ones too; only with max_uses."))
                .with("retires_at", Shape.time().about("Only present on a code that was rotated."));
    }

    static Shape codes() {
        return Shape.object().with("data", Shape.list(code()).required());
    }

    static Shape people() {
        return Shape.object()
                .with("role", Shape.text().atMost(100).example("guest").required())
                .with("policy", policy())
                .with(
                        "people",
                        Shape.list(person().with("label", Shape.text().atMost(PolicyReader.MAX_TEXT)))
                                .atMost(RoomCodes.MAX_PERSONAL)
                                .required());
    }

    static Shape links() {
        Shape link = Shape.object()
                .with("name", Shape.text().required())
                .with("email", Shape.text())
                .with("label", Shape.text())
                .with("id", id().required())
                .with("code", letters().required())
                .with("link", Shape.text().required());
        return Shape.object().with("data", Shape.list(link).required());
    }

    static Shape usage() {
        return Shape.object()
                .with("id", id().required())
                .with(
                        "opened",
                        Shape.integer().about("Attempts to trade the code for a token; page views never count."))
                .with("exchanged", Shape.integer())
                .with("joined", Shape.integer())
                .with("refused", Shape.mapOf(Shape.integer()).about("By reason, the text that the client got."))
                .with("devices", Shape.integer().about("About how many different devices, within 7 percent."))
                .with("last_used", Shape.time().about("Last exchange or join; absent when never used."));
    }

    static Shape waiting() {
        return Shape.object()
                .with("id", Shape.text().required())
                .with("code_id", id().required())
                .with("role", Shape.text().example("guest").required())
                .with("user_id", Shape.text().required())
                .with("name", Shape.text().about("As the person gave it; not verified unless the code has a subject."))
                .with("state", Shape.choice("waiting", "admitted", "denied").required())
                .with("since", Shape.time().required());
    }
}
