package dev.foyer.roomcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.TestParts;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodeUsageTest {
    @ParameterizedTest
    @EnumSource(Engine.class)
    void everything_that_happens_to_a_code_is_counted_and_added_up(Engine engine) {
        try (Door door = new Door(engine)) {
            RoomCode code = door.code("{'pin':'4711'}");
            door.enter(code, "{'pin':'4711','device':'a'}");
            door.enter(code, "{'pin':'4711','device':'b'}");
            door.refused(code, "{}");
            door.usage.flush();
            door.parts.pass(Duration.ofMinutes(1));
            door.enter(code, "{'pin':'4711','device':'a'}");
            door.refused(code, "{'pin':'0815'}");
            door.usage.joined(code.id());
            UsageStore.Usage usage = door.usage.of(code.id());
            assertThat(usage.exchanged()).isEqualTo(3);
            assertThat(usage.joined()).isEqualTo(1);
            assertThat(usage.refused()).isEqualTo(Map.of("pin required", 1L, "pin is wrong", 1L));
            assertThat(usage.devices().count()).isEqualTo(2);
            assertThat(usage.lastUsed()).isEqualTo(Instant.parse("2026-01-05T09:01:00.120Z"));
            assertThat(CodeViews.usage(code.id(), usage).path("opened").asInt()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_code_that_is_gone_does_not_stop_the_others(Engine engine) {
        try (Door door = new Door(engine)) {
            RoomCode gone = door.code("{'label':'gone'}");
            RoomCode kept = door.code("{'label':'kept'}");
            door.enter(gone, "{}");
            door.enter(kept, "{}");
            door.parts
                    .database
                    .jdbi()
                    .useHandle(handle -> handle.createUpdate("delete from room_code where id = :id")
                            .bind("id", gone.id().text())
                            .execute());
            door.usage.flush();
            assertThat(door.usage.of(kept.id()).exchanged()).isEqualTo(1);
            assertThat(door.usage.of(gone.id()).exchanged()).isZero();
        }
    }

    @Test
    void the_end_writes_what_is_left() {
        try (TestParts parts = new TestParts(Engine.SQLITE)) {
            var room = parts.rooms.createOrUpdate(parts.workspace.id(), TestParts.json("{}"));
            RoomCode code = parts.codes.createForRole(parts.workspace.id(), room.id(), "guest", false);
            UsageStore store = new JdbiUsageStore(parts.database.jdbi());
            CodeUsage usage = new CodeUsage(store, new Devices(parts.keys), parts).start();
            usage.refused(code, Refusal.saying(dev.foyer.kernel.RefusalCode.ROOM_DISABLED, "room is disabled"));
            usage.close();
            assertThat(store.find(code.id()).orElseThrow().refused()).isEqualTo(Map.of("room is disabled", 1L));
        }
    }

    @Test
    void the_sketch_of_devices_is_close() {
        SplittableRandom random = new SplittableRandom(7);
        DeviceSketch sketch = new DeviceSketch();
        for (int devices = 1; devices <= 20_000; devices++) {
            String hash = "1." + HexFormat.of().toHexDigits(random.nextLong()).repeat(4);
            sketch.add(hash);
            sketch.add(hash);
            if (devices <= 10 || devices == 100 || devices == 1_000 || devices == 20_000) {
                assertThat((double) sketch.count()).isBetween(devices * 0.8 - 1, devices * 1.2 + 1);
            }
        }
        DeviceSketch copy = DeviceSketch.of(sketch.text());
        copy.merge(sketch);
        assertThat(copy.count()).isEqualTo(sketch.count());
        assertThat(new DeviceSketch().count()).isZero();
    }
}
