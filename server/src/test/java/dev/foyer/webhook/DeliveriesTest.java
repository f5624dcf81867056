package dev.foyer.webhook;

import static dev.foyer.TestParts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foyer.analytics.Event;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Redacted;
import dev.foyer.room.Room;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

class DeliveriesTest {
    @ParameterizedTest
    @EnumSource(Engine.class)
    void an_event_arrives_in_the_envelope_with_headers_and_signature(Engine engine) {
        try (HookStage stage = new HookStage(engine)) {
            Room room = stage.room("weekly");
            String id = stage.event(room, "peer.join.success");
            stage.run(Duration.ofSeconds(1));

            HookStage.Sent sent = stage.sent.getFirst();
            assertThat(stage.sent).hasSize(1);
            assertThat(sent.url()).isEqualTo("http://customer.example/hook");
            assertThat(sent.headers()).containsEntry("x-secret", "v");
            ObjectNode body = sent.json();
            assertThat(body.propertyNames())
                    .containsExactlyInAnyOrder("version", "id", "account_id", "app_id", "timestamp", "type", "data");
            assertThat(body.get("id").stringValue()).isEqualTo(id);
            assertThat(body.get("version").stringValue()).isEqualTo("2.0");
            assertThat(body.get("timestamp").stringValue()).isEqualTo("2026-01-05T09:00:00Z");
            assertThat(body.get("account_id").stringValue())
                    .isEqualTo(stage.parts.workspace.id().text());
            Redacted secret = stage.webhooks.secrets(stage.parts.workspace.id()).getFirst();
            long seconds = stage.parts.instant().getEpochSecond() - 1;
            assertThat(sent.headers())
                    .containsEntry(
                            "X-Foyer-Signature",
                            "t=" + seconds + ",v1=" + Signature.hmac(secret, seconds + "." + sent.body()))
                    .containsEntry("x-100ms-signature", Signature.hmac(secret, sent.body()));
            assertThat(stage.all().getFirst().state()).isEqualTo(Delivery.State.DELIVERED);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void retries_follow_the_pauses_of_100ms_and_then_grow_until_a_day_has_passed(Engine engine) {
        try (HookStage stage = new HookStage(engine)) {
            long begun = stage.parts.millis();
            stage.answers = request -> 500;
            String id = stage.event(stage.room("weekly"), "session.open.success");
            stage.run(Duration.ofHours(25));

            List<Long> times =
                    stage.sent.stream().map(sent -> sent.at() - begun).toList();
            assertThat(times.getFirst()).isZero();
            assertThat(times.get(1)).isCloseTo(1_000, within(150L));
            assertThat(times.get(2)).isCloseTo(4_000, within(500L));
            assertThat(times.get(3)).isCloseTo(14_000, within(1_600L));
            assertThat(times.getLast())
                    .isBetween(
                            Duration.ofHours(23).toMillis(),
                            Duration.ofHours(24).toMillis());
            assertThat(times.size()).isBetween(45, 70);
            assertThat(Set.copyOf(stage.ids())).containsExactly(id);
            Delivery dead = stage.all().getFirst();
            assertThat(dead.state()).isEqualTo(Delivery.State.DEAD);
            assertThat(dead.error()).isEqualTo("status 500");
            assertThat(dead.attempts()).isEqualTo(times.size());
            assertThat(stage.log.attempts(List.of(dead.id()), 3).get(dead.id()))
                    .extracting(Attempt::answer)
                    .containsExactly("said 500", "said 500", "said 500");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_201_is_retried_three_times_and_no_more(Engine engine) {
        try (HookStage stage = new HookStage(engine)) {
            stage.answers = request -> 201;
            stage.event(stage.room("weekly"), "session.open.success");
            stage.run(Duration.ofHours(1));
            assertThat(stage.sent).hasSize(4);
            assertThat(stage.all().getFirst().error()).isEqualTo("status 201");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_room_keeps_its_order_through_failures_while_other_rooms_go_on(Engine engine) {
        try (HookStage stage = new HookStage(engine)) {
            Room troubled = stage.room("troubled");
            Room fine = stage.room("fine");
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                expected.add(stage.event(troubled, "e" + i));
                stage.event(fine, "f" + i);
            }
            stage.answers = request -> request.json().get("type").stringValue().equals("e2")
                            && stage.parts.millis() < request.at() + 1
                            && stage.sent.size() < 14
                    ? 503
                    : 200;
            stage.run(Duration.ofMinutes(30));
            List<String> order = stage.sent.stream()
                    .filter(sent -> sent.json().get("type").stringValue().startsWith("e"))
                    .map(HookStage.Sent::id)
                    .distinct()
                    .toList();
            assertThat(order).containsExactlyElementsOf(expected);
            assertThat(stage.sent.size()).isGreaterThan(10);
            List<String> first = stage.sent.subList(0, 9).stream()
                    .map(sent -> sent.json().get("type").stringValue())
                    .toList();
            assertThat(first).contains("f0", "f1", "f2", "f3", "f4");
            assertThat(stage.all()).allMatch(delivery -> delivery.state() == Delivery.State.DELIVERED);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void what_was_delivered_but_not_written_down_is_delivered_again_with_the_same_id(Engine engine) {
        try (HookStage stage = new HookStage(engine)) {
            Room room = stage.room("weekly");
            String first = stage.event(room, "peer.join.success");
            String second = stage.event(room, "peer.leave.success");
            stage.answers = request -> {
                throw new IllegalStateException("the process dies while the customer reads");
            };
            Schedule.Lane lane = stage.schedule.take(stage.parts.millis());
            assertThat(lane).isNotNull();
            try {
                stage.deliveries.next(lane);
            } catch (IllegalStateException died) {
                assertThat(stage.ids()).containsExactly(first);
            }
            stage.answers = request -> 200;
            stage.restart();
            stage.run(Duration.ofSeconds(1));
            assertThat(stage.ids()).containsExactly(first, first, second);
            stage.restart();
            stage.run(Duration.ofHours(1));
            assertThat(stage.ids()).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void an_event_that_is_written_twice_is_delivered_once(Engine engine) {
        try (HookStage stage = new HookStage(engine)) {
            Event event = stage.make(stage.room("weekly"), "peer.join.success");
            stage.events.append(List.of(event));
            stage.events.append(List.of(event));
            stage.offer(event);
            stage.run(Duration.ofSeconds(1));
            assertThat(stage.ids()).containsExactly(event.id());
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void the_webhook_of_a_room_replaces_that_of_the_workspace(Engine engine) {
        try (HookStage stage = new HookStage(engine)) {
            stage.event(stage.room("own", "http://other.example/x"), "session.open.success");
            stage.event(stage.room("usual"), "session.open.success");
            stage.run(Duration.ofSeconds(1));
            assertThat(stage.sent)
                    .extracting(HookStage.Sent::url)
                    .containsExactlyInAnyOrder("http://other.example/x", "http://customer.example/hook");
            assertThat(stage.sent)
                    .filteredOn(sent -> sent.url().contains("other"))
                    .allSatisfy(sent -> assertThat(sent.headers())
                            .doesNotContainKey("x-secret")
                            .containsKey("X-Foyer-Signature"));
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_new_address_gets_what_the_old_one_did_not_take(Engine engine) {
        try (HookStage stage = new HookStage(engine)) {
            stage.answers = request -> request.url().contains("fixed") ? 200 : 0;
            String id = stage.event(stage.room("weekly"), "session.open.success");
            stage.run(Duration.ofMinutes(2));
            stage.webhooks.change(stage.parts.workspace.id(), json("{'url':'http://fixed.example'}"));
            stage.schedule.retryNow(stage.parts.workspace.id().text(), stage.parts.millis());
            stage.run(Duration.ofMillis(1));
            assertThat(stage.sent.getLast().url()).isEqualTo("http://fixed.example");
            assertThat(stage.sent.getLast().id()).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void without_a_webhook_nothing_is_sent(Engine engine) {
        try (HookStage stage = new HookStage(engine)) {
            Room room = stage.room("weekly");
            stage.event(room, "session.open.success");
            stage.webhooks.change(stage.parts.workspace.id(), json("{'enabled':false}"));
            stage.event(room, "session.close.success");
            stage.run(Duration.ofHours(1));
            assertThat(stage.sent).isEmpty();
            assertThat(stage.all()).extracting(Delivery::error).containsExactly("no webhook is set");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void two_secrets_sign_while_one_replaces_the_other(Engine engine) {
        try (HookStage stage = new HookStage(engine)) {
            var workspace = stage.parts.workspace.id();
            Redacted old = stage.webhooks.secrets(workspace).getFirst();
            stage.webhooks.change(workspace, json("{'rotate_secret':true,'overlap_seconds':60}"));
            assertThat(stage.webhooks.secrets(workspace)).hasSize(2).last().isEqualTo(old);
            assertThat(stage.webhooks.secrets(workspace).getFirst()).isNotEqualTo(old);
            assertThat(Signature.of(stage.webhooks.secrets(workspace), 5, "{}").split("v1="))
                    .hasSize(3);
            stage.parts.pass(Duration.ofSeconds(61));
            assertThat(stage.webhooks.secrets(workspace)).hasSize(1).doesNotContain(old);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void housekeeping_gives_up_after_a_day_and_forgets_after_a_month(Engine engine) {
        try (HookStage stage = new HookStage(engine)) {
            for (int i = 0; i < 3; i++) {
                stage.event(stage.room("weekly"), "e" + i);
            }
            try (Housekeeping keeping =
                    new Housekeeping(stage.events, stage.outbox, stage.log, Duration.ofDays(30), stage.parts)) {
                assertThat(keeping.round()).isZero();
                stage.parts.pass(Duration.ofHours(25));
                assertThat(keeping.round()).isEqualTo(3);
                assertThat(stage.all()).extracting(Delivery::error).containsOnly("expired");
                stage.run(Duration.ofHours(1));
                assertThat(stage.sent).isEmpty();
                stage.parts.pass(Duration.ofDays(30));
                assertThat(keeping.round()).isEqualTo(6);
                assertThat(stage.all()).isEmpty();
            }
        }
    }
}
