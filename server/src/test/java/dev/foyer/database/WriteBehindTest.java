package dev.foyer.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WriteBehindTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<Integer> written = Collections.synchronizedList(new ArrayList<>());

    @Test
    void everything_is_written_in_order() {
        try (WriteBehind<Integer> queue = new WriteBehind<>("test", 10_000, LONG, written::addAll)) {
            IntStream.range(0, 5_000).forEach(queue::put);
            assertThat(queue.flush(LONG)).isTrue();
            assertThat(written)
                    .containsExactlyElementsOf(IntStream.range(0, 5_000).boxed().toList());
        }
    }

    @Test
    void a_failed_batch_comes_again_before_anything_else() {
        AtomicInteger failures = new AtomicInteger(2);
        try (WriteBehind<Integer> queue = new WriteBehind<>("test", 100, LONG, batch -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the database is away");
            }
            written.addAll(batch);
        })) {
            IntStream.range(0, 50).forEach(queue::put);
            assertThat(queue.flush(LONG)).isTrue();
            assertThat(written)
                    .containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
        }
    }

    @Test
    void what_can_never_be_written_is_left_out_and_holds_up_nothing() {
        try (WriteBehind<Integer> queue = new WriteBehind<>("test", 100, LONG, batch -> {
            if (batch.contains(7)) {
                throw new IllegalStateException("seven cannot be written");
            }
            written.addAll(batch);
        })) {
            IntStream.range(0, 20).forEach(queue::put);
            assertThat(queue.flush(LONG)).isTrue();
            assertThat(written).hasSize(19).doesNotContain(7);
            assertThat(queue.dropped()).isEqualTo(1);
        }
    }

    @Test
    void a_full_queue_drops_and_counts_and_nobody_waits() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        try (WriteBehind<Integer> queue = new WriteBehind<>("test", 10, LONG, batch -> {
            entered.countDown();
            try {
                assertThat(stuck.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            written.addAll(batch);
        })) {
            queue.put(0);
            assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
            IntStream.range(1, 31).forEach(queue::put);
            assertThat(queue.dropped()).isEqualTo(20);
            assertThat(queue.flush(Duration.ofMillis(1))).isFalse();
            stuck.countDown();
        }
        assertThat(written)
                .containsExactlyElementsOf(IntStream.range(0, 11).boxed().toList());
    }

    @Test
    void closing_writes_what_is_left_and_takes_nothing_more() {
        WriteBehind<Integer> queue = new WriteBehind<>("test", 10_000, LONG, written::addAll);
        IntStream.range(0, 3_000).forEach(queue::put);
        queue.close();
        assertThat(written).hasSize(3_000);
        assertThat(queue.put(1)).isFalse();
    }

    @Test
    void closing_gives_up_on_a_database_that_stays_away() {
        WriteBehind<Integer> queue = new WriteBehind<>("test", 10, Duration.ofMillis(300), batch -> {
            throw new IllegalStateException("the database is away");
        });
        queue.put(1);
        queue.close();
        assertThat(queue.flush(Duration.ofMillis(1))).isFalse();
    }
}
