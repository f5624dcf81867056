package dev.foyer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.database.Engine;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.RoomId;
import dev.foyer.roomcode.CodePolicy;
import dev.foyer.roomcode.CodeUsage;
import dev.foyer.roomcode.CodeUses;
import dev.foyer.roomcode.Devices;
import dev.foyer.roomcode.JdbiCodeUseStore;
import dev.foyer.roomcode.JdbiUsageStore;
import dev.foyer.roomcode.PeopleInside;
import dev.foyer.roomcode.RoomCode;
import dev.foyer.session.Effect;
import dev.foyer.session.Pass;
import dev.foyer.session.RoomCommand;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodeFactsTest {
    @ParameterizedTest
    @EnumSource(Engine.class)
    void who_joins_after_the_last_use_went_to_another_has_to_go_again(Engine engine) throws Exception {
        try (TestParts parts = new TestParts(engine)) {
            RoomId room = parts.rooms
                    .createOrUpdate(parts.workspace.id(), Json.object())
                    .id();
            CodePolicy once = new CodePolicy(
                    null, null, 1, null, true, null, null, new CodePolicy.Subject(new Redacted("Ada"), null), false);
            RoomCode code = parts.codes.createForRole(parts.workspace.id(), room, "guest", false, once);
            CodeUses uses = new CodeUses(new JdbiCodeUseStore(parts.database.jdbi()), parts.codes, parts);
            CodeUsage usage = new CodeUsage(new JdbiUsageStore(parts.database.jdbi()), new Devices(parts.keys), parts);
            BlockingQueue<RoomCommand> posted = new LinkedBlockingQueue<>();
            CodeFacts facts = new CodeFacts(new PeopleInside(), uses, usage, (id, command) -> posted.add(command));
            assertThat(uses.confirm(code.id(), "first")).isTrue();
            facts.happened(room.text(), new Effect.PeerJoined("s", "p0", "u", "n", "guest", 0));
            facts.happened(room.text(), joined(code, "p1", "first"));
            facts.happened(room.text(), joined(code, "p2", "second"));
            assertThat(posted.poll(20, TimeUnit.SECONDS))
                    .isEqualTo(new RoomCommand.RemovePeer("p2", "code is used up"));
            assertThat(posted).isEmpty();
            assertThat(usage.of(code.id()).joined()).isEqualTo(2);
            usage.close();
        }
    }

    private static Effect joined(RoomCode code, String peer, String use) {
        Pass pass = new Pass(code.id().text(), use, use, null, "Ada", 0, false);
        return new Effect.PeerJoined("s", peer, "u", "Ada", "guest", 0, pass);
    }
}
