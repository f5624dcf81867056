package dev.foyer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.http.Client;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class SwitchLedgerTest {
    private static List<String> actions(Client client) {
        return StreamSupport.stream(
                        client.get("/v2/audit?limit=100").json().path("data").spliterator(), false)
                .filter(entry -> entry.path("action").asString().startsWith("switch."))
                .map(entry -> entry.path("action").asString() + " by "
                        + entry.path("actor").asString().split(":", 2)[0])
                .toList();
    }

    @Test
    void off_and_on_are_told_apart_and_the_clock_is_named_when_it_reopens() throws InterruptedException {
        try (RunningApp server = RunningApp.fresh()) {
            Client client = server.client();
            client.post("/v2/switches", "{'scope':'workspace','off':true}");
            client.post("/v2/switches", "{'scope':'workspace','off':false}");
            String soon = Instant.now().plusMillis(800).toString();
            assertThat(client.post("/v2/switches", "{'scope':'workspace','off':true,'reopens_at':'" + soon + "'}")
                            .status())
                    .isEqualTo(200);
            Instant deadline = Instant.now().plus(Duration.ofSeconds(15));
            while (actions(client).size() < 4 && Instant.now().isBefore(deadline)) {
                Thread.onSpinWait();
            }
            assertThat(actions(client))
                    .containsExactlyInAnyOrder(
                            "switch.off by key", "switch.on by key", "switch.off by key", "switch.on by clock");
        }
    }
}
