package dev.foyer.poll;

import static dev.foyer.TestParts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.TestParts;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Ids;
import dev.foyer.kernel.Page;
import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.PollId;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.SessionId;
import dev.foyer.kernel.WorkspaceId;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class PollsTest {
    private static final PageRequest FIRST = new PageRequest(10, null);

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_poll_is_completed_kept_and_replaced(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            Polls polls = polls(parts);
            WorkspaceId workspace = parts.workspace.id();
            Poll poll = polls.create(workspace, lunch());
            assertThat(poll.body()).isEqualTo(json("""
                    {'title':'Lunch','duration':0,'anonymous':false,'mode':'userid','type':'poll','start':'manual',
                    'questions':[{'index':1,'text':'Pizza?','format':'text','skippable':true,'duration':0,'once':false,
                    'weight':1,'answer_min_len':1,'answer_max_len':1024,'type':'single-choice','attachment':[],
                    'options':[{'index':1,'text':'yes','weight':1},{'index':2,'text':'no','weight':1},
                    {'index':3,'text':'maybe','weight':1}],
                    'answer':{'hidden':false,'text':'','case':false,'trim':true,'options':[1,3]}}]}"""));
            assertThat(polls.get(workspace, poll.id())).isEqualTo(poll);

            Poll replaced = polls.replace(workspace, poll.id(), json("{'title':'Dinner'}"));

            assertThat(replaced.body().path("questions")).isEmpty();
            assertThat(replaced.body().path("start").asString()).isEqualTo("auto");
            assertThat(polls.get(workspace, poll.id())).isEqualTo(replaced);
            WorkspaceId other = new WorkspaceId("other");
            assertThatThrownBy(() -> polls.get(other, poll.id()))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.status()).isEqualTo(404));
            assertThatThrownBy(() -> polls.replace(other, poll.id(), lunch())).isInstanceOf(Refusal.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void questions_and_options_move_up_when_one_before_them_goes(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            Polls polls = polls(parts);
            WorkspaceId workspace = parts.workspace.id();
            PollId id = polls.create(workspace, lunch()).id();
            assertThat(polls.putQuestion(workspace, id, 2, json("{'text':'When?'}"))
                            .path("index")
                            .asInt())
                    .isEqualTo(2);
            assertThat(polls.putOption(workspace, id, 1, 2, json("{'text':'never','weight':2}")))
                    .isEqualTo(json("{'index':2,'text':'never','weight':2}"));

            polls.deleteOption(workspace, id, 1, 1);

            ObjectNode question = (ObjectNode)
                    polls.get(workspace, id).body().path("questions").get(0);
            assertThat(question.path("options")).isEqualTo(json("""
                    {'o':[{'index':1,'text':'never','weight':2},{'index':2,'text':'maybe','weight':1}]}""").get("o"));
            assertThat(question.at("/answer/options"))
                    .isEqualTo(json("{'o':[2]}").get("o"));
            polls.deleteQuestion(workspace, id, 1);
            assertThat(polls.get(workspace, id).body().path("questions")).hasSize(1);
            assertThat(polls.get(workspace, id).body().at("/questions/0/index").asInt())
                    .isEqualTo(1);
            for (Runnable missing : List.<Runnable>of(
                    () -> polls.deleteQuestion(workspace, id, 2),
                    () -> polls.deleteOption(workspace, id, 1, 1),
                    () -> polls.putQuestion(workspace, id, 3, json("{}")),
                    () -> polls.putQuestion(workspace, id, 0, json("{}")))) {
                assertThatThrownBy(missing::run)
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                refusal -> assertThat(refusal.status()).isEqualTo(404));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'title':5}",
                "{'duration':-1}",
                "{'mode':'nobody'}",
                "{'questions':{}}",
                "{'questions':[{'type':'essay'}]}",
                "{'questions':[{'options':[{'text':true}]}]}",
                "{'questions':[{'answer':{'options':[1]}}]}",
                "{'questions':[{'attachment':[{'type':'image/png','url':'file:///etc/passwd'}]}]}",
            })
    void a_bad_poll_is_refused(String body) {
        assertThatThrownBy(() -> PollReader.poll(json(body)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void what_came_of_a_poll_is_paged_and_filtered(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            PollRecords records = new JdbiPollRecordStore(parts.database.jdbi());
            Polls polls = polls(parts);
            WorkspaceId workspace = parts.workspace.id();
            PollId id = polls.create(workspace, lunch()).id();
            SessionId session = new SessionId("s1");
            PollRun running = new PollRun("r1", id, session, parts.instant(), null, 0, 0);
            records.save(running);
            PollRun over = new PollRun("r1", id, session, parts.instant(), parts.instant(), 12, 9);
            records.save(over);
            assertThat(polls.runs(workspace, id, FIRST).data()).containsExactly(over);
            for (int i = 10; i < 22; i++) {
                ObjectNode body = json("{'text':'" + i + "'}");
                records.save(PollRecords.Kind.RESPONSE, new PollEntry("e" + i, id, session, 1 + i % 2, i == 10, body));
            }
            records.save(PollRecords.Kind.RESULT, new PollEntry("x", id, session, 2, false, json("{'score':3}")));

            List<String> seen = new ArrayList<>();
            String start = null;
            do {
                Page<PollEntry> page = polls.entries(
                        workspace, id, PollRecords.Kind.RESPONSE, null, false, new PageRequest(10, start));
                page.data().forEach(entry -> seen.add(entry.id()));
                start = page.last();
            } while (!start.isEmpty());
            assertThat(seen).hasSize(11).startsWith("e21").endsWith("e11");
            assertThat(polls.entries(workspace, id, PollRecords.Kind.RESPONSE, 1, true, FIRST)
                            .data())
                    .hasSize(6)
                    .anyMatch(PollEntry::superseded);
            assertThat(polls.entry(workspace, id, PollRecords.Kind.RESULT, "x").body())
                    .isEqualTo(json("{'score':3}"));
            assertThatThrownBy(() -> polls.entry(workspace, id, PollRecords.Kind.RESULT, "e11"))
                    .isInstanceOf(Refusal.class);
        }
    }

    private static ObjectNode lunch() {
        return json("""
                {'id':'ignored','title':'Lunch','start':'manual','questions':[{'index':7,'text':'Pizza?',
                'options':[{'text':'yes'},{'text':'no'},{'text':'maybe'}],'answer':{'options':[1,3]}}]}""");
    }

    private static Polls polls(TestParts parts) {
        var jdbi = parts.database.jdbi();
        return new Polls(
                new JdbiPollStore(jdbi), new JdbiPollRecordStore(jdbi), new Ids(parts, new SecureRandom()), parts);
    }
}
