package dev.foyer.room;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.TemplateId;
import dev.foyer.template.Regions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The members of a create or update body, checked; null means unchanged. */
record RoomPatch(
        @Nullable String name,
        @Nullable String description,
        @Nullable String templateId,
        @Nullable Boolean enabled,
        @Nullable String region,
        @Nullable Boolean largeRoom,
        @Nullable Integer size,
        @Nullable Integer maxDurationSeconds,
        @Nullable ObjectNode recordingInfo,
        @Nullable List<String> polls,
        @Nullable ObjectNode webhook) {
    private static final int MAX_NAME = 200;
    private static final int MAX_DESCRIPTION = 2000;
    private static final int MAX_SIZE = 2500;
    private static final int MAX_LARGE_SIZE = 20_000;
    private static final int MAX_POLLS = 100;
    private static final int MAX_ID = 128;
    private static final int MAX_RECORDING = 16 * 1024;
    private static final int MIN_DURATION = 120;
    private static final int MAX_DURATION = 43_200;
    private static final Set<String> STORAGES = Set.of("s3", "gs", "oss", "azure");

    static RoomPatch read(ObjectNode body) {
        return new RoomPatch(
                name(body),
                description(body),
                Fields.text(body, "template_id"),
                Fields.flag(body, "enabled"),
                region(body),
                Fields.flag(body, "large_room"),
                Fields.whole(body, "size"),
                duration(body),
                recording(body),
                polls(body),
                webhook(body));
    }

    static RoomPatch ofEnabled(boolean enabled) {
        return new RoomPatch(null, null, null, enabled, null, null, null, null, null, null, null);
    }

    /** The room with these changes; the size is checked against the room kind that results. */
    Room applyTo(Room room, @Nullable TemplateId template, Instant updatedAt) {
        boolean large = or(largeRoom, room.largeRoom());
        Integer most = size == null ? room.size() : size;
        if (most != null) {
            checkSize(most, large);
        }
        return new Room(
                room.id(),
                room.workspaceId(),
                template == null ? room.templateId() : template,
                or(name, room.name()),
                or(description, room.description()),
                or(enabled, room.enabled()),
                or(region, room.region()),
                large,
                most,
                maxDurationSeconds == null ? room.maxDurationSeconds() : maxDurationSeconds,
                recordingInfo == null ? room.recordingInfo() : recordingInfo,
                or(polls, room.polls()),
                webhook == null ? room.webhook() : webhook.isEmpty() ? null : webhook,
                room.createdAt(),
                updatedAt);
    }

    private static <T> T or(@Nullable T wanted, T otherwise) {
        return wanted == null ? otherwise : wanted;
    }

    private static @Nullable String name(ObjectNode body) {
        String name = Fields.text(body, "name");
        if (name == null || name.isBlank()) {
            return null;
        }
        if (name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Fields.invalid("name");
        }
        return name.strip();
    }

    private static @Nullable String description(ObjectNode body) {
        String description = Fields.text(body, "description");
        if (description != null && description.length() > MAX_DESCRIPTION) {
            throw Fields.invalid("description");
        }
        return description;
    }

    private static @Nullable String region(ObjectNode body) {
        String region = Fields.text(body, "region");
        return region == null || region.isEmpty() ? null : Regions.checked(region);
    }

    private static @Nullable Integer duration(ObjectNode body) {
        Integer seconds = Fields.whole(body, "max_duration_seconds");
        if (seconds != null && seconds < MIN_DURATION) {
            throw Refusal.saying(
                    RefusalCode.INVALID_BODY, "Invalid body param: max_duration_seconds less than 120 seconds");
        }
        if (seconds != null && seconds > MAX_DURATION) {
            throw Refusal.saying(
                    RefusalCode.INVALID_BODY, "Invalid body param: max_duration_seconds greater than 43200 seconds");
        }
        return seconds;
    }

    private static void checkSize(int size, boolean large) {
        if (size < 0) {
            throw Fields.invalid("room size less than 0");
        }
        if (size > MAX_LARGE_SIZE) {
            throw Fields.invalid("room size greater than 20000");
        }
        if (size > MAX_SIZE && !large) {
            throw Fields.invalid("room size greater than 2500, set large_room flag as true");
        }
    }

    private static @Nullable ObjectNode recording(ObjectNode body) {
        ObjectNode given = Fields.object(body, "recording_info");
        // Null is what rooms that follow their template answer, and what comes back from those who read and write.
        if (given == null) {
            return null;
        }
        ObjectNode info = given.deepCopy();
        if (Json.write(info).length() > MAX_RECORDING) {
            throw Fields.invalid("recording_info is longer than " + MAX_RECORDING + " characters");
        }
        info.put("enabled", Fields.flag(info, "enabled", false));
        ObjectNode upload = Fields.object(info, "upload_info");
        if (upload != null) {
            checkUpload(upload);
        }
        return info;
    }

    private static void checkUpload(ObjectNode upload) {
        String type = Fields.text(upload, "type");
        if (type == null || !STORAGES.contains(type)) {
            throw Refusal.of(RefusalCode.UPLOAD_INVALID);
        }
        String location = Fields.text(upload, "location");
        if (location == null || location.isBlank()) {
            throw Refusal.of(RefusalCode.BUCKET_MISSING);
        }
        ObjectNode credentials = Fields.object(upload, "credentials");
        if (credentials != null
                && (Fields.text(credentials, "key") == null
                        || (Fields.text(credentials, "secret") == null
                                && Fields.text(credentials, "secretKey") == null))) {
            throw Refusal.of(RefusalCode.UPLOAD_INVALID);
        }
    }

    private static @Nullable ObjectNode webhook(ObjectNode body) {
        if (body.path("webhook").isNull()) {
            return Json.object();
        }
        ObjectNode webhook = Fields.object(body, "webhook");
        return webhook == null ? null : WebhookTarget.read(webhook, "webhook.").json();
    }

    private static @Nullable List<String> polls(ObjectNode body) {
        List<String> polls = Fields.texts(body, "polls");
        if (polls != null && (polls.size() > MAX_POLLS || polls.stream().anyMatch(id -> id.length() > MAX_ID))) {
            throw Fields.invalid("polls must hold at most " + MAX_POLLS + " ids");
        }
        return polls;
    }
}
