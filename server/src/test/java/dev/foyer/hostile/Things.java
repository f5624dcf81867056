package dev.foyer.hostile;

import dev.foyer.http.Client;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One of everything that a path can name. */
final class Things {
    private Things() {}

    /** By the name of the path parameter. */
    static Map<String, String> make(Client client) {
        Map<String, String> things = new LinkedHashMap<>();
        JsonNode room = client.post("/v2/rooms", "{'name':'target'}").json();
        things.put("room_id", room.path("id").asString());
        things.put("template_id", room.path("template_id").asString());
        JsonNode codes = client.post("/v2/room-codes/room/" + things.get("room_id"), "")
                .json()
                .path("data");
        things.put("code", codes.get(0).path("code").asString());
        things.put("role", codes.get(0).path("role").asString());
        return things;
    }

    /** Of somebody in that room. */
    static String authToken(Client client, Map<String, String> things) {
        return client.with("")
                .post("/v2/token", "{'code':'" + things.get("code") + "','user_id':'somebody'}")
                .json()
                .path("token")
                .asString();
    }
}
