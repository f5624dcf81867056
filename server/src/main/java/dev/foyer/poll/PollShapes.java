package dev.foyer.poll;

import dev.foyer.http.Shape;

/** Polls and what came of them, as they go in and come out. */
final class PollShapes {
    static final int MAX_QUESTIONS = 50;
    static final int MAX_OPTIONS = 50;

    static final Shape OPTION = Shape.object()
            .with("index", Shape.integer().about("1 for the first; set by the server"))
            .with("text", text(1024).example("yes"))
            .with("weight", whole());
    static final Shape QUESTION = question();
    static final Shape BODY = Shape.object()
            .with("title", text(1024).example("Lunch"))
            .with("duration", whole().about("Seconds; 0 until it is stopped"))
            .with("anonymous", Shape.flag())
            .with("mode", Shape.choice("userid", "peerid"))
            .with("type", Shape.choice("poll", "quiz"))
            .with("start", Shape.choice("auto", "manual"))
            .with("questions", Shape.list(QUESTION).atMost(MAX_QUESTIONS));
    static final Shape POLL = BODY.with("id", Shape.text());

    static final Shape RUN = Shape.object()
            .with("id", Shape.text())
            .with("poll_id", Shape.text())
            .with("session_id", Shape.text())
            .with("started_at", Shape.time())
            .with("stopped_at", Shape.time().about("null while the poll runs"))
            .with("total_responses", Shape.integer())
            .with("unique_participants", Shape.integer());
    static final Shape RESPONSE = Shape.object()
            .with("id", Shape.text())
            .with("poll_id", Shape.text())
            .with("session_id", Shape.text())
            .with("question", Shape.integer())
            .with("duration", Shape.integer())
            .with("skipped", Shape.flag())
            .with("text", Shape.text())
            .with("update", Shape.flag())
            .with("original_response", Shape.text())
            .with("retries", Shape.integer())
            .with("sent_at", Shape.time())
            .with("peer_id", Shape.text())
            .with("user_id", Shape.text());
    static final Shape RESULT = Shape.object()
            .with("id", Shape.text())
            .with("poll_id", Shape.text())
            .with("session_id", Shape.text())
            .with("question", Shape.integer())
            .with("duration", Shape.integer())
            .with("peer_id", Shape.text())
            .with("user_id", Shape.text())
            .with("score", Shape.integer());

    private PollShapes() {}

    private static Shape question() {
        Shape attachment = Shape.object()
                .with("type", text(100).example("image/png"))
                .with("url", text(2048).matching("https?://\\S+").example("https://example.org/a.png"));
        Shape answer = Shape.object()
                .with("hidden", Shape.flag())
                .with(
                        "options",
                        Shape.list(Shape.integer().atLeast(1).atMost(MAX_OPTIONS))
                                .atMost(MAX_OPTIONS))
                .with("text", text(1024))
                .with("case", Shape.flag())
                .with("trim", Shape.flag());
        return Shape.object()
                .with("index", Shape.integer().about("1 for the first; set by the server"))
                .with("text", text(1024).example("Pizza?"))
                .with("format", text(20))
                .with("attachment", Shape.list(attachment).atMost(10))
                .with("skippable", Shape.flag())
                .with("duration", whole())
                .with("once", Shape.flag().about("An answer cannot be changed"))
                .with("weight", whole())
                .with("answer_min_len", whole())
                .with("answer_max_len", whole())
                .with("type", Shape.choice("single-choice", "multiple-choice", "short-answer", "long-answer"))
                .with("answer", answer)
                .with("options", Shape.list(OPTION).atMost(MAX_OPTIONS));
    }

    private static Shape text(int most) {
        return Shape.text().atMost(most);
    }

    private static Shape whole() {
        return Shape.integer().atLeast(0).atMost(1_000_000);
    }
}
