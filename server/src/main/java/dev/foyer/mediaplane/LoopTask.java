package dev.foyer.mediaplane;

/** Something that the owner thread of a loop shall do. */
@FunctionalInterface
interface LoopTask {
    void run(long nowNanos);
}
