package dev.foyer.poll;

import dev.foyer.http.ShapeCheck;
import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads polls of the REST API, fills in what is missing and numbers questions and options from 1. */
final class PollReader {
    private PollReader() {}

    static ObjectNode poll(ObjectNode json) {
        JsonNode given = ShapeCheck.known(PollShapes.BODY, json, "");
        ObjectNode poll = Json.object()
                .put("title", "")
                .put("duration", 0)
                .put("anonymous", false)
                .put("mode", "userid")
                .put("type", "poll")
                .put("start", "auto");
        poll.setAll((ObjectNode) given);
        ArrayNode questions = poll.putArray("questions");
        given.path("questions").forEach(question -> questions.add(complete((ObjectNode) question)));
        number(questions);
        return poll;
    }

    static ObjectNode question(ObjectNode json) {
        return complete((ObjectNode) ShapeCheck.known(PollShapes.QUESTION, json, ""));
    }

    static ObjectNode option(ObjectNode json) {
        return completeOption((ObjectNode) ShapeCheck.known(PollShapes.OPTION, json, ""));
    }

    /** Sets every {@code index} to the place in the list. */
    static void number(ArrayNode list) {
        for (int i = 0; i < list.size(); i++) {
            ((ObjectNode) list.get(i)).put("index", i + 1);
        }
    }

    private static ObjectNode complete(ObjectNode given) {
        ObjectNode question = Json.object()
                .put("index", 1)
                .put("text", "")
                .put("format", "text")
                .put("skippable", true)
                .put("duration", 0)
                .put("once", false)
                .put("weight", 1)
                .put("answer_min_len", 1)
                .put("answer_max_len", 1024)
                .put("type", "single-choice");
        question.putArray("attachment");
        question.setAll(given);
        ArrayNode options = question.putArray("options");
        given.path("options").forEach(option -> options.add(completeOption((ObjectNode) option)));
        number(options);
        ObjectNode answer = Json.object()
                .put("hidden", false)
                .put("text", "")
                .put("case", false)
                .put("trim", true);
        answer.putArray("options");
        answer.setAll(Fields.objectOrEmpty(given, "answer"));
        for (JsonNode right : answer.path("options")) {
            if (right.asInt() > options.size()) {
                throw Fields.invalid("answer.options names an option that does not exist");
            }
        }
        question.set("answer", answer);
        return question;
    }

    private static ObjectNode completeOption(ObjectNode given) {
        ObjectNode option = Json.object().put("index", 1).put("text", "").put("weight", 1);
        option.setAll(given);
        return option;
    }
}
