package dev.foyer.media.twin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.netem.NetworkEmulator.Profile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The data channel of a whole call, SCTP in DTLS, on the same bad paths as the media beside it. */
class TwinChannelTest {
    private static final int TEXTS = 150;

    private final List<String> atBrowser = new ArrayList<>();
    private final List<String> atServer = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"0, 0, 0, 1", "5, 10, 20, 2", "15, 0, 0, 3", "30, 0, 0, 4", "10, 30, 0, 5", "10, 5, 10, 6"})
    void every_text_arrives_once_and_in_order_both_ways(int loss, int reordered, int duplicated, long seed)
            throws InterruptedException {
        Profile path = Call.LAN
                .withLoss(loss / 100.0)
                .withReorder(reordered / 100.0, 30 * Call.MS)
                .withDuplication(duplicated / 100.0);
        try (Call call = new Call(Call.Plan.of(seed, Call.LAN, path))) {
            call.viewing.server.openChannel("api");
            speak(call);
            // A third lost both ways leaves one packet in two acknowledged, and timeouts follow each other.
            for (int i = 0; i < 300 && !complete(); i++) {
                call.run(1_000);
                read(call);
            }
            assertThat(atBrowser).isEqualTo(texts("server"));
            assertThat(atServer).isEqualTo(texts("browser"));
            call.holds(5_000);
            read(call);
            assertThat(atBrowser).hasSize(TEXTS);
            assertThat(atServer).hasSize(TEXTS);
            assertThat(call.viewer.decoder.decoded).hasSizeGreaterThan(60);
        }
    }

    @Test
    void a_text_said_during_a_long_outage_arrives_soon_after_it() throws InterruptedException {
        Profile dead = Call.LAN.withLoss(1);
        try (Call call = new Call(Call.Plan.of(7, Call.LAN, Call.LAN))) {
            call.viewing.server.openChannel("api");
            call.run(2_000);
            assertThat(call.viewing.server.channelOpen()).isTrue();
            call.viewing.paths(dead, dead);
            call.viewing.server.sendText("said in the dark");
            call.run(16_000);
            assertThat(call.viewing.browser.pollText()).isNull();
            call.viewing.paths(Call.LAN, Call.LAN);
            call.holds(3_300);
            read(call);
            assertThat(atBrowser).containsExactly("said in the dark");
        }
    }

    private boolean complete() {
        return atBrowser.size() >= TEXTS && atServer.size() >= TEXTS;
    }

    /** Each side says a text every 40 ms; the server from the start, the browser once there is a channel. */
    private void speak(Call call) throws InterruptedException {
        int said = 0;
        int answered = 0;
        while (said < TEXTS || answered < TEXTS) {
            if (said < TEXTS) {
                call.viewing.server.sendText(text("server", said++));
            }
            if (answered < TEXTS && call.viewing.browser.hasChannel()) {
                call.viewing.browser.sendText(text("browser", answered++));
            }
            call.run(40);
            read(call);
            assertThat(call.now - call.start).as("a channel opens").isLessThan(60_000 * Call.MS);
        }
    }

    private void read(Call call) {
        for (String text = call.viewing.browser.pollText(); text != null; text = call.viewing.browser.pollText()) {
            atBrowser.add(text);
        }
        for (String text = call.viewing.server.pollText(); text != null; text = call.viewing.server.pollText()) {
            atServer.add(text);
        }
    }

    private static List<String> texts(String side) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            all.add(text(side, i));
        }
        return all;
    }

    /** Some texts are longer than a packet, as the state of a large room is. */
    private static String text(String side, int number) {
        return side + " " + number + " " + "ä".repeat(number % 10 == 0 ? 2_000 : number);
    }
}
