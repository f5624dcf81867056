package dev.foyer.webhook;

import static dev.foyer.TestParts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.database.Engine;
import dev.foyer.kernel.Refusal;
import dev.foyer.room.Room;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplaysTest {
    private static Replays replays(HookStage stage) {
        // Never started: tests deliver themselves, from the lanes that are in the database.
        Courier courier = new Courier(
                new Schedule(Schedule.Limits.USUAL, new Backoff(new SecureRandom())),
                stage.deliveries,
                stage.webhooks,
                stage.thread,
                stage.parts);
        return new Replays(stage.log, courier, new SecureRandom(), stage.parts);
    }

    private static List<String> deadEvents(HookStage stage, Room room) {
        List<String> ids = new ArrayList<>();
        stage.answers = request -> 202;
        for (int i = 0; i < 3; i++) {
            ids.add(stage.event(room, i == 1 ? "peer.join.success" : "session.open.success"));
            stage.parts.pass(Duration.ofMillis(5));
        }
        stage.run(Duration.ofMinutes(10));
        stage.answers = request -> 200;
        stage.sent.clear();
        return ids;
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void what_failed_is_told_again_in_order_ten_a_second_and_marked(Engine engine) {
        try (HookStage stage = new HookStage(engine)) {
            List<String> ids = deadEvents(stage, stage.room("weekly"));
            Replays replays = replays(stage);
            Replays.Started started = replays.start(stage.parts.workspace.id(), json("{}"));
            assertThat(started.before()).isFalse();
            assertThat(started.replay().total()).isEqualTo(3);
            assertThat(started.replay().id()).matches("webhook-replay-" + stage.parts.workspace.id() + "-[0-9a-f]{8}");
            assertThat(replays.start(stage.parts.workspace.id(), json("{}")))
                    .isEqualTo(new Replays.Started(started.replay(), true));
            long begun = stage.parts.millis();
            stage.restart();
            stage.run(Duration.ofMinutes(1));

            assertThat(stage.ids()).containsExactlyElementsOf(ids);
            assertThat(stage.sent.getLast().at() - begun).isEqualTo(200);
            assertThat(stage.sent)
                    .allSatisfy(sent -> assertThat(sent.json().get("is_replay").booleanValue())
                            .isTrue());
            Replay done = replays.find(
                            stage.parts.workspace.id(), started.replay().id())
                    .orElseThrow();
            assertThat(done.status()).isEqualTo("completed");
            assertThat(done.delivered()).isEqualTo(3);
            assertThat(replays.start(stage.parts.workspace.id(), json("{}")).before())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void filters_choose_and_failures_are_named(Engine engine) {
        try (HookStage stage = new HookStage(engine)) {
            List<String> ids = deadEvents(stage, stage.room("weekly"));
            deadEvents(stage, stage.room("other"));
            Room room = stage.room("weekly");
            Replays replays = replays(stage);
            stage.answers = request -> 500;
            Replays.Started started = replays.start(
                    stage.parts.workspace.id(),
                    json("{'room_id':'" + room.id() + "','event_names':['peer.join.success'],'status':'failed'}"));
            stage.restart();
            stage.run(Duration.ofHours(1));
            assertThat(stage.sent).hasSize(4);
            Replay done = replays.find(
                            stage.parts.workspace.id(), started.replay().id())
                    .orElseThrow();
            assertThat(done.status()).isEqualTo("failed");
            assertThat(replays.failedEvents(done)).containsExactly(ids.get(1));
            assertThat(replays.start(stage.parts.workspace.id(), json("{'limit':1,'offset':2}"))
                            .replay()
                            .total())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void times_out_of_reach_and_odd_texts_are_refused(Engine engine) {
        try (HookStage stage = new HookStage(engine)) {
            Replays replays = replays(stage);
            var workspace = stage.parts.workspace.id();
            assertThatThrownBy(() -> replays.start(workspace, json("{'start_time':'2025-11-01T00:00:00Z'}")))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("start_time must be within the last 30 days");
            assertThatThrownBy(() -> replays.start(
                            workspace, json("{'start_time':'2025-12-10T00:00:00Z','end_time':'2025-12-30T00:00:00Z'}")))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("end_time must be within 14 days after start_time");
            for (String body : List.of(
                    "{'status':'maybe'}",
                    "{'limit':0}",
                    "{'limit':50001}",
                    "{'start_time':'yesterday'}",
                    "{'room_id':'\\u0000'}",
                    "{'event_names':['" + "x".repeat(200) + "']}",
                    "{'event_names':'peer.join.success'}")) {
                assertThatThrownBy(() -> replays.start(workspace, json(body))).isInstanceOf(Refusal.class);
            }
            assertThat(replays.find(workspace, "nobody's")).isEmpty();
        }
    }
}
