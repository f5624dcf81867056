package dev.foyer.mediaplane;

import java.util.List;

/** The media plane in numbers. */
public record MediaStats(List<LoopStats> loops) {
    public MediaStats {
        loops = List.copyOf(loops);
    }

    public int rooms() {
        return loops.stream().mapToInt(LoopStats::rooms).sum();
    }

    public int connections() {
        return loops.stream().mapToInt(LoopStats::connections).sum();
    }

    public int addresses() {
        return loops.stream().mapToInt(LoopStats::addresses).sum();
    }

    public long packetsOut() {
        return loops.stream().mapToLong(LoopStats::packetsOut).sum();
    }
}
