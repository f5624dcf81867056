package dev.foyer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.database.Engine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerProcessTest {
    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_killed_server_starts_again_on_the_same_data_and_stops_on_a_signal(Engine engine) {
        String[] flags = engine.flags();
        ServerProcess first = ServerProcess.fresh(flags);
        String room = first.client()
                .post("/v2/rooms", "{'name':'kept'}")
                .json()
                .path("id")
                .asString();
        first.kill();
        assertThat(first.running()).isFalse();
        try (ServerProcess second = ServerProcess.start(first.data(), flags)) {
            assertThat(second.client()
                            .get("/v2/rooms/" + room)
                            .json()
                            .path("name")
                            .asString())
                    .isEqualTo("kept");
            assertThat(second.stop()).isZero();
        }
    }
}
