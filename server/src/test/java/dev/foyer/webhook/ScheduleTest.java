package dev.foyer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private final Backoff backoff = new Backoff(new Random(3));
    private final Schedule schedule = new Schedule(new Schedule.Limits(8, 4, 2), backoff);

    private static Schedule.Lane lane(String workspace, String endpoint, String room) {
        return new Schedule.Lane(workspace, endpoint, room);
    }

    private List<Schedule.Lane> takeAll(long now) {
        List<Schedule.Lane> lanes = new ArrayList<>();
        for (Schedule.Lane lane = schedule.take(now); lane != null; lane = schedule.take(now)) {
            lanes.add(lane);
        }
        return lanes;
    }

    @Test
    void a_lane_has_one_delivery_on_its_way() {
        schedule.offer(lane("w", "e", "r"), 0);
        schedule.offer(lane("w", "e", "r"), 0);
        assertThat(takeAll(0)).hasSize(1);
        schedule.succeeded(lane("w", "e", "r"), 5);
        assertThat(takeAll(5)).hasSize(1);
        schedule.empty(lane("w", "e", "r"), 6);
        assertThat(schedule.lanes()).isZero();
    }

    @Test
    void what_is_offered_while_a_lane_is_looked_into_is_not_forgotten() {
        schedule.offer(lane("w", "e", "r"), 0);
        assertThat(takeAll(0)).hasSize(1);
        schedule.offer(lane("w", "e", "r"), 0);
        schedule.empty(lane("w", "e", "r"), 1);
        assertThat(takeAll(1)).hasSize(1);
    }

    @Test
    void endpoints_take_turns_and_keep_to_the_limits() {
        for (int i = 0; i < 100; i++) {
            schedule.offer(lane("big", "a", "r" + i), 0);
            schedule.offer(lane("big", "b", "r" + i), 0);
            schedule.offer(lane("big", "c", "r" + i), 0);
        }
        schedule.offer(lane("small", "d", "r"), 0);
        List<Schedule.Lane> taken = takeAll(0);
        assertThat(taken.subList(0, 4)).extracting(Schedule.Lane::endpoint).containsExactly("a", "b", "c", "d");
        assertThat(taken).filteredOn(lane -> lane.workspace().equals("big")).hasSize(4);
        assertThat(taken).filteredOn(lane -> lane.endpoint().equals("a")).hasSize(2);
        assertThat(schedule.nextAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_failing_endpoint_is_probed_one_at_a_time_and_comes_back_at_once() {
        for (int i = 0; i < 10; i++) {
            schedule.offer(lane("w", "e", "r" + i), 0);
        }
        takeAll(0).forEach(lane -> schedule.failed(lane, 1, 60_000));
        takeAll(1).forEach(lane -> schedule.failed(lane, 2, 60_000));
        assertThat(takeAll(2)).isEmpty();
        long probe = schedule.nextAt();
        assertThat(probe).isBetween(900L, 4_000L);
        List<Schedule.Lane> one = takeAll(probe);
        assertThat(one).hasSize(1);
        schedule.succeeded(one.getFirst(), probe + 5);
        assertThat(takeAll(probe + 5)).hasSize(2);
    }

    @Test
    void a_lane_that_fails_alone_waits_alone() {
        schedule.offer(lane("w", "e", "bad"), 0);
        schedule.offer(lane("w", "e", "good"), 0);
        assertThat(takeAll(0)).hasSize(2);
        schedule.failed(lane("w", "e", "bad"), 1, 1_000);
        schedule.succeeded(lane("w", "e", "good"), 1);
        assertThat(takeAll(1)).containsExactly(lane("w", "e", "good"));
        schedule.succeeded(lane("w", "e", "good"), 2);
        assertThat(takeAll(1_000)).containsExactlyInAnyOrder(lane("w", "e", "good"), lane("w", "e", "bad"));
    }

    /** Dead endpoints take ten seconds to fail, the healthy one fifty milliseconds to answer. */
    @Test
    void many_dead_endpoints_of_one_customer_do_not_slow_another() {
        Schedule usual = new Schedule(Schedule.Limits.USUAL, backoff);
        for (int i = 0; i < 100_000; i++) {
            usual.offer(lane("dead", "dead" + i % 100, "r" + i), 0);
        }
        record Flight(long end, Schedule.Lane lane) {}
        PriorityQueue<Flight> flights = new PriorityQueue<>(Comparator.comparingLong(Flight::end));
        Schedule.Lane healthy = lane("healthy", "h", "r");
        usual.offer(healthy, 0);
        long now = 0;
        int delivered = 0;
        while (delivered < 100) {
            for (Schedule.Lane lane = usual.take(now); lane != null; lane = usual.take(now)) {
                flights.add(new Flight(now + (lane.equals(healthy) ? 50 : 10_000), lane));
            }
            Flight flight = flights.poll();
            assertThat(flight).isNotNull();
            now = flight.end();
            if (flight.lane().equals(healthy)) {
                delivered++;
                usual.succeeded(healthy, now);
            } else {
                usual.failed(flight.lane(), now, now + 1_000);
            }
        }
        assertThat(now).isEqualTo(100 * 50);
    }
}
