package dev.foyer.webhook;

import java.util.List;
import java.util.Optional;

/** The outbox: what is to be delivered, and what came of it. Times are epoch milliseconds. */
interface DeliveryStore {
    /** Every lane with something in it. */
    List<Schedule.Lane> lanes();

    /** The first pending delivery of a lane. */
    Optional<Delivery> first(Schedule.Lane lane);

    /** Writes down an attempt and where the delivery stands after it. Nothing happens when it is not pending any more. */
    void attempted(Delivery delivery, Attempt attempt, Delivery.State state, long nextAt);

    /** Gives up a delivery without an attempt. */
    void giveUp(Delivery delivery, String why, long at);

    /** Gives up at most {@code most} deliveries that wait since before a time; how many it were. */
    int giveUpBefore(long createdBefore, String why, long at, int most);

    /** Deletes at most {@code most} finished deliveries that were made before a time, and their attempts. */
    int deleteBefore(long createdBefore, int most);
}
