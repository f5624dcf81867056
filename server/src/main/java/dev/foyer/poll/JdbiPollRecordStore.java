package dev.foyer.poll;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.PollId;
import dev.foyer.kernel.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What came of polls, in SQL. */
public final class JdbiPollRecordStore implements PollRecords {
    private final Jdbi jdbi;

    public JdbiPollRecordStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void save(PollRun run) {
        Instant stopped = run.stoppedAt();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into poll_session (id, poll_id, session_id, started_at, stopped_at, total_responses,
                            unique_participants)
                        values (:id, :poll, :session, :startedAt, :stoppedAt, :responses, :participants)
                        on conflict (id) do update set stopped_at = excluded.stopped_at,
                            total_responses = excluded.total_responses,
                            unique_participants = excluded.unique_participants
                        """)
                .bind("id", run.id())
                .bind("poll", run.pollId().text())
                .bind("session", run.sessionId().text())
                .bind("startedAt", run.startedAt().toEpochMilli())
                .bind("stoppedAt", stopped == null ? null : (Long) stopped.toEpochMilli())
                .bind("responses", run.responses())
                .bind("participants", run.participants())
                .execute());
    }

    @Override
    public void save(Kind kind, PollEntry entry) {
        boolean response = kind == Kind.RESPONSE;
        String sql = response ? """
                insert into poll_response (id, poll_id, session_id, question, body, superseded)
                values (:id, :poll, :session, :question, :body, :superseded)
                on conflict (id) do update set body = excluded.body, superseded = excluded.superseded
                """ : """
                insert into poll_result (id, poll_id, session_id, question, body)
                values (:id, :poll, :session, :question, :body)
                on conflict (id) do update set body = excluded.body
                """;
        Map<String, Object> values = new LinkedHashMap<>();
        if (response) {
            values.put("superseded", entry.superseded());
        }
        jdbi.useHandle(handle -> handle.createUpdate(sql)
                .bind("id", entry.id())
                .bind("poll", entry.pollId().text())
                .bind("session", entry.sessionId().text())
                .bind("question", entry.question())
                .bind("body", Json.write(entry.body()))
                .bindMap(values)
                .execute());
    }

    @Override
    public List<PollRun> runs(PollId poll, PageRequest page) {
        String start = page.start();
        String sql = "select * from poll_session where poll_id = :poll"
                + (start == null ? "" : " and id < :start")
                + " order by id desc limit :limit";
        Map<String, Object> values = values(poll, page);
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bindMap(values)
                .map((row, context) -> run(row))
                .list());
    }

    @Override
    public List<PollEntry> entries(
            Kind kind, PollId poll, @Nullable Integer question, boolean superseded, PageRequest page) {
        Map<String, Object> values = values(poll, page);
        StringBuilder sql =
                new StringBuilder("select * from ").append(table(kind)).append(" where poll_id = :poll");
        if (question != null) {
            sql.append(" and question = :question");
            values.put("question", question);
        }
        if (kind == Kind.RESPONSE && !superseded) {
            sql.append(" and not superseded");
        }
        sql.append(page.start() == null ? "" : " and id < :start").append(" order by id desc limit :limit");
        return jdbi.withHandle(handle -> handle.createQuery(sql.toString())
                .bindMap(values)
                .map((row, context) -> entry(kind, row))
                .list());
    }

    @Override
    public Optional<PollEntry> entry(Kind kind, PollId poll, String id) {
        String sql = "select * from " + table(kind) + " where poll_id = :poll and id = :id";
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind("poll", poll.text())
                .bind("id", id)
                .map((row, context) -> entry(kind, row))
                .findOne());
    }

    private static String table(Kind kind) {
        return kind == Kind.RESPONSE ? "poll_response" : "poll_result";
    }

    private static Map<String, Object> values(PollId poll, PageRequest page) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("poll", poll.text());
        values.put("limit", page.limit() + 1);
        String start = page.start();
        if (start != null) {
            values.put("start", start);
        }
        return values;
    }

    private static PollRun run(ResultSet row) throws SQLException {
        long stopped = row.getLong("stopped_at");
        Instant stoppedAt = row.wasNull() ? null : Instant.ofEpochMilli(stopped);
        return new PollRun(
                row.getString("id"),
                new PollId(row.getString("poll_id")),
                new SessionId(row.getString("session_id")),
                Instant.ofEpochMilli(row.getLong("started_at")),
                stoppedAt,
                row.getInt("total_responses"),
                row.getInt("unique_participants"));
    }

    private static PollEntry entry(Kind kind, ResultSet row) throws SQLException {
        return new PollEntry(
                row.getString("id"),
                new PollId(row.getString("poll_id")),
                new SessionId(row.getString("session_id")),
                row.getInt("question"),
                kind == Kind.RESPONSE && row.getBoolean("superseded"),
                Json.readObject(row.getString("body")));
    }
}
