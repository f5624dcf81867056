package dev.foyer.gate;

import static dev.foyer.TestParts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.TestParts;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.room.Room;
import dev.foyer.roomcode.Entry;
import dev.foyer.roomcode.RoomCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

class SwitchesTest {
    /** One database, and a room with its two codes. */
    private static final class Desk implements AutoCloseable {
        final TestParts parts;
        final JdbiSwitchStore store;
        final Switches switches;
        final SwitchRule rule;
        final Room room;
        final RoomCode host;
        final RoomCode guest;

        Desk(Engine engine) {
            parts = new TestParts(engine);
            store = new JdbiSwitchStore(parts.database.jdbi());
            switches = new Switches(store, parts);
            rule = new SwitchRule(switches, parts);
            room = parts.rooms.createOrUpdate(parts.workspace.id(), json("{}"));
            List<RoomCode> codes = parts.codes.createForRoom(parts.workspace.id(), room.id());
            host = codes.getFirst();
            guest = codes.getLast();
        }

        SwitchTarget target(SwitchScope scope) {
            String template = parts.template.id().text();
            return switch (scope) {
                case CODE ->
                    new SwitchTarget(parts.workspace.id(), scope, guest.id().text(), "");
                case ROLE -> new SwitchTarget(parts.workspace.id(), scope, template, "guest");
                case ROOM ->
                    new SwitchTarget(parts.workspace.id(), scope, room.id().text(), "");
                case TEMPLATE -> new SwitchTarget(parts.workspace.id(), scope, template, "");
                case WORKSPACE -> SwitchTarget.ofWorkspace(parts.workspace.id());
            };
        }

        ObjectNode exchange(RoomCode code) {
            ObjectNode claims = Json.object();
            rule.exchange(
                    new Entry(code, room, parts.template, Json.object(), "u", "192.0.2.1", parts.instant()), claims);
            return claims.put("role", code.role());
        }

        void refusesExchange(RoomCode code) {
            assertThatThrownBy(() -> exchange(code))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.LINKS_OFF));
        }

        void refuses(ObjectNode claims) {
            assertThatThrownBy(() -> rule.admit(claims, room))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.LINKS_OFF));
        }

        @Override
        public void close() {
            parts.close();
        }
    }

    private static Switches.Order off(Instant reopens) {
        return new Switches.Order(true, false, reopens, "why");
    }

    private static final Switches.Order OFF = new Switches.Order(true, false, null, "why");

    @ParameterizedTest
    @EnumSource(Engine.class)
    void each_scope_refuses_its_codes_at_once_and_restores_them(Engine engine) {
        for (SwitchScope scope : SwitchScope.values()) {
            try (Desk desk = new Desk(engine)) {
                List<RoomCode> before = desk.parts.codeStore.ofRoom(desk.room.id());
                ObjectNode old = desk.exchange(desk.guest);
                desk.rule.admit(old, desk.room);

                desk.switches.turn(desk.target(scope), OFF);
                desk.refusesExchange(desk.guest);
                desk.refuses(old);
                boolean narrow = scope == SwitchScope.CODE || scope == SwitchScope.ROLE;
                if (narrow) {
                    ObjectNode other = desk.exchange(desk.host);
                    assertThatCode(() -> desk.rule.admit(other, desk.room)).doesNotThrowAnyException();
                } else {
                    desk.refusesExchange(desk.host);
                }

                desk.switches.turn(desk.target(scope), Switches.Order.ON);
                desk.refuses(old);
                ObjectNode fresh = desk.exchange(desk.guest);
                assertThatCode(() -> desk.rule.admit(fresh, desk.room)).doesNotThrowAnyException();
                assertThat(desk.parts.codeStore.ofRoom(desk.room.id())).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_token_that_a_customer_signed_is_no_code_join(Engine engine) {
        try (Desk desk = new Desk(engine)) {
            desk.switches.turn(desk.target(SwitchScope.WORKSPACE), OFF);
            ObjectNode signed = Json.object().put("role", "host");
            assertThatCode(() -> desk.rule.admit(signed, desk.room)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_switch_goes_on_by_itself_also_after_a_restart(Engine engine) {
        try (Desk desk = new Desk(engine)) {
            Instant reopens = desk.parts.instant().plusSeconds(60);
            desk.switches.turn(desk.target(SwitchScope.ROOM), off(reopens));
            Switches restarted = new Switches(desk.store, desk.parts);
            SwitchRule rule = new SwitchRule(restarted, desk.parts);
            Switch kept = restarted.list(desk.parts.workspace.id()).getFirst();
            assertThat(kept.reason()).isEqualTo("why");
            desk.parts.pass(Duration.ofSeconds(59));
            restarted.refresh(opened -> {});
            desk.refusesExchange(desk.guest);
            desk.parts.pass(Duration.ofSeconds(1));
            desk.exchange(desk.guest);
            restarted.refresh(opened -> {});
            assertThat(desk.store.load(desk.parts.workspace.id()).switches().values())
                    .allSatisfy(value -> {
                        assertThat(value.off()).isFalse();
                        assertThat(value.reopensAt()).isNull();
                        assertThat(value.epoch()).isEqualTo(1);
                    });
            ObjectNode old = Json.object()
                    .put("code_id", desk.guest.id().text())
                    .put("epoch", 0)
                    .put("role", "guest");
            assertThatThrownBy(() -> rule.admit(old, desk.room)).isInstanceOf(Refusal.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void another_process_follows_and_learns_who_has_to_leave(Engine engine) {
        try (Desk desk = new Desk(engine)) {
            Switches other = new Switches(desk.store, desk.parts);
            SwitchTarget target = desk.target(SwitchScope.TEMPLATE);
            Switch shut = desk.switches.turn(target, new Switches.Order(true, true, null, ""));
            desk.parts.pass(Duration.ofSeconds(30));
            assertThat(other.gate(desk.parts.workspace.id()).find(target)).isEmpty();
            assertThat(other.refresh(opened -> {})).containsExactly(shut);
            assertThat(other.gate(desk.parts.workspace.id()).find(target)).contains(shut);
            assertThat(other.refresh(opened -> {})).isEmpty();
            other.setUniform(desk.parts.workspace.id(), true);
            assertThat(desk.switches.anyUniform()).isFalse();
            desk.switches.refresh(opened -> {});
            assertThat(desk.switches.anyUniform()).isTrue();
            assertThat(desk.switches.gate(desk.parts.workspace.id()).find(target))
                    .contains(shut);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void epochs_only_grow_and_old_switches_are_forgotten(Engine engine) {
        try (Desk desk = new Desk(engine)) {
            SwitchTarget code = desk.target(SwitchScope.CODE);
            assertThat(desk.switches.turn(code, OFF).epoch()).isEqualTo(1);
            assertThat(desk.switches.turn(code, OFF).epoch()).isEqualTo(2);
            assertThat(desk.switches.turn(code, Switches.Order.ON).epoch()).isEqualTo(2);
            desk.parts.pass(Duration.ofHours(49));
            Switch next = desk.switches.turn(desk.target(SwitchScope.ROLE), OFF);
            assertThat(next.epoch()).isEqualTo(3);
            assertThat(desk.switches.list(desk.parts.workspace.id())).containsExactly(next);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_preview_counts_enabled_codes(Engine engine) {
        try (Desk desk = new Desk(engine)) {
            desk.parts.codes.createForRole(desk.parts.workspace.id(), desk.room.id(), "guest", true);
            desk.parts.codes.enable(desk.parts.workspace.id(), desk.host.code().value(), false);
            assertThat(desk.store.countCodes(desk.target(SwitchScope.WORKSPACE)))
                    .isEqualTo(2);
            assertThat(desk.store.countCodes(desk.target(SwitchScope.ROLE))).isEqualTo(2);
            assertThat(desk.store.countCodes(desk.target(SwitchScope.ROOM))).isEqualTo(2);
            assertThat(desk.store.countCodes(desk.target(SwitchScope.TEMPLATE))).isEqualTo(2);
            assertThat(desk.store.countCodes(desk.target(SwitchScope.CODE))).isEqualTo(1);
            assertThat(desk.store.hasCode(desk.parts.workspace.id(), desk.host.id()))
                    .isTrue();
        }
    }
}
