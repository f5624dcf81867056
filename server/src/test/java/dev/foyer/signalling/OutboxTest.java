package dev.foyer.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OutboxTest {
    /** A socket whose writes end when the test says so. */
    private static final class SlowSink implements SocketSink {
        final List<String> sent = new ArrayList<>();
        final List<Integer> closes = new ArrayList<>();
        final List<Consumer<Boolean>> open = new ArrayList<>();

        @Override
        public void send(String text, Consumer<Boolean> done) {
            sent.add(text);
            open.add(done);
        }

        @Override
        public void close(int code, String reason) {
            closes.add(code);
        }

        void finish(boolean written) {
            open.removeFirst().accept(written);
        }
    }

    private final SlowSink sink = new SlowSink();
    private final Outbox outbox = new Outbox(sink);

    @Test
    void frames_are_written_one_after_the_other_and_the_close_comes_last() {
        outbox.send("a");
        outbox.send("b");
        outbox.close(1000, "bye");
        assertThat(sink.sent).containsExactly("a");
        assertThat(outbox.send("late")).isFalse();

        sink.finish(true);
        assertThat(sink.sent).containsExactly("a", "b");
        assertThat(sink.closes).isEmpty();
        sink.finish(true);
        assertThat(sink.closes).containsExactly(1000);
    }

    @Test
    void a_socket_that_does_not_read_is_closed_once_too_many_frames_wait() {
        for (int i = 0; i <= Outbox.MAX_FRAMES; i++) {
            assertThat(outbox.send("x")).isTrue();
        }
        assertThat(outbox.send("one too many")).isFalse();
        assertThat(sink.closes).containsExactly(1008);
        sink.finish(true);
        assertThat(sink.sent).hasSize(1);
    }

    @Test
    void a_socket_that_does_not_read_is_closed_once_too_much_text_waits() {
        String big = "x".repeat(Outbox.MAX_CHARS / 2);
        outbox.send("first");
        assertThat(outbox.send(big)).isTrue();
        assertThat(outbox.send(big)).isTrue();
        assertThat(outbox.send(big)).isFalse();
        assertThat(sink.closes).containsExactly(1008);
    }

    @Test
    void nothing_is_written_after_a_write_has_failed() {
        outbox.send("a");
        outbox.send("b");
        sink.finish(false);
        assertThat(sink.sent).containsExactly("a");
        assertThat(outbox.send("c")).isFalse();
    }
}
