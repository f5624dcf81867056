package dev.foyer.media.sctp;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Joins fragments to messages. Fragments of a message have consecutive TSNs, so runs of neighbours are kept and merged, the
 * smaller into the larger, which keeps the work small in whatever order they arrive.
 */
final class Reassembly {
    private final TreeMap<Long, Run> runs = new TreeMap<>();
    private long bytes;
    private int largest;

    private static final class Run {
        final ArrayDeque<DataChunk> chunks = new ArrayDeque<>();
        long start;
        int bytes;

        Run(long start, DataChunk chunk) {
            this.start = start;
            chunks.add(chunk);
            bytes = chunk.payload().length;
        }

        long end() {
            return start + chunks.size() - 1;
        }

        boolean complete() {
            return chunks.getFirst().has(DataChunk.BEGIN) && chunks.getLast().has(DataChunk.END);
        }

        boolean continuesWith(Run next) {
            DataChunk last = chunks.getLast();
            DataChunk first = next.chunks.getFirst();
            return end() + 1 == next.start
                    && !last.has(DataChunk.END)
                    && !first.has(DataChunk.BEGIN)
                    && last.stream() == first.stream()
                    && last.has(DataChunk.UNORDERED) == first.has(DataChunk.UNORDERED)
                    && (last.has(DataChunk.UNORDERED) || last.ssn() == first.ssn());
        }

        Run join(Run next) {
            bytes += next.bytes;
            if (chunks.size() >= next.chunks.size()) {
                chunks.addAll(next.chunks);
                return this;
            }
            while (!chunks.isEmpty()) {
                next.chunks.addFirst(chunks.removeLast());
            }
            next.start = start;
            next.bytes = bytes;
            return next;
        }
    }

    /** A complete message: its first fragment (for stream, SSN and flags) and the joined payload. */
    record Complete(DataChunk first, Message message) {}

    /** Adds a chunk not seen before; returns the message it completes, if it does. */
    @Nullable
    Complete add(long tsn, DataChunk chunk) {
        bytes += chunk.payload().length + Message.OVERHEAD;
        Run run = new Run(tsn, chunk);
        Map.Entry<Long, Run> before = runs.lowerEntry(tsn);
        if (before != null && before.getValue().continuesWith(run)) {
            runs.remove(before.getKey());
            run = before.getValue().join(run);
        }
        Run after = runs.get(tsn + 1);
        if (after != null && run.continuesWith(after)) {
            runs.remove(tsn + 1);
            run = run.join(after);
        }
        if (run.complete()) {
            release(run);
            return join(run);
        }
        runs.put(run.start, run);
        largest = Math.max(largest, run.bytes);
        return null;
    }

    /** Forgets incomplete messages that begin at or before {@code tsn}. */
    void dropThrough(long tsn) {
        Map<Long, Run> dropped = runs.headMap(tsn, true);
        dropped.values().forEach(this::release);
        dropped.clear();
    }

    /** Cost of all that waits, bytes. */
    long bytes() {
        return bytes;
    }

    /** Payload of the largest incomplete message that there ever was, bytes. */
    int largest() {
        return largest;
    }

    private void release(Run run) {
        bytes -= run.bytes + (long) run.chunks.size() * Message.OVERHEAD;
    }

    private static Complete join(Run run) {
        DataChunk first = run.chunks.getFirst();
        if (run.chunks.size() == 1) {
            return new Complete(first, new Message(first.stream(), first.ppid(), first.payload()));
        }
        byte[] data = new byte[run.bytes];
        int at = 0;
        for (DataChunk chunk : run.chunks) {
            System.arraycopy(chunk.payload(), 0, data, at, chunk.payload().length);
            at += chunk.payload().length;
        }
        return new Complete(first, new Message(first.stream(), first.ppid(), data));
    }
}
