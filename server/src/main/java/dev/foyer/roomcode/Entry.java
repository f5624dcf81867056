package dev.foyer.roomcode;

import dev.foyer.room.Room;
import dev.foyer.template.Template;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody trades a code for a token.
 *
 * @param asked the body of the call: {@code code}, {@code user_id} and whatever a policy asks for. Not to be changed
 * @param userId as asked, or made up when none was given
 * @param address of the caller, without port
 */
public record Entry(
        RoomCode code, Room room, Template template, ObjectNode asked, String userId, String address, Instant now) {}
