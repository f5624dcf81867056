package dev.foyer.gate;

import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All switches, held in memory: asking costs no query. A change made here is in force when the call returns; one made by
 * another process on the same database is found by {@link #refresh}.
 */
public final class Switches {
    private static final int MAX_PER_WORKSPACE = 5_000;
    /** Longer than any token lives. */
    private static final Duration REMEMBER = Duration.ofDays(2);
    /** Who was on the way in when a switch went off is caught by a repetition. */
    private static final Duration REPEAT = Duration.ofSeconds(5);

    private final SwitchStore store;
    private final InstantSource clock;
    private final Map<WorkspaceId, WorkspaceGate> gates = new ConcurrentHashMap<>();

    public Switches(SwitchStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        store.versions().keySet().forEach(workspace -> keep(workspace, store.load(workspace)));
    }

    /**
     * How a switch is to stand.
     *
     * @param sendOut people inside have to leave too
     * @param reopensAt when it goes on by itself; null for never
     */
    public record Order(
            boolean off, boolean sendOut, @Nullable Instant reopensAt, String reason) {
        /** On. */
        public static final Order ON = new Order(false, false, null, "");
    }

    WorkspaceGate gate(WorkspaceId workspace) {
        return gates.getOrDefault(workspace, WorkspaceGate.OPEN);
    }

    /** Sets a switch. Going off counts the epoch up, also when it was off before; going on never does. */
    public Switch turn(SwitchTarget target, Order order) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        WorkspaceGate gate = change(target.workspace(), before -> {
            Switch known = before.switches().get(target);
            if (known == null && before.switches().size() >= MAX_PER_WORKSPACE) {
                throw Refusal.saying(RefusalCode.INVALID_BODY, "the workspace has too many switches");
            }
            long epoch = order.off() ? before.epoch() + 1 : before.epoch();
            Switch changed = new Switch(
                    target,
                    order.off(),
                    order.off() ? order.sendOut() : known != null && known.sendOut(),
                    order.off() ? epoch : known == null ? 0 : known.epoch(),
                    order.reason(),
                    order.reopensAt(),
                    now);
            return before.with(changed, epoch);
        });
        return gate.find(target).orElseThrow();
    }

    /** Every switch that was set lately or is off, in a fixed order. */
    public List<Switch> list(WorkspaceId workspace) {
        return gate(workspace).switches().values().stream()
                .sorted((a, b) -> a.target().compareTo(b.target()))
                .toList();
    }

    /** Whether room links work at all in a workspace. */
    public boolean joinByLinks(WorkspaceId workspace) {
        return gate(workspace)
                .find(SwitchTarget.ofWorkspace(workspace))
                .map(value -> !value.shut(clock.instant()))
                .orElse(true);
    }

    /** Whether a workspace wants all failed exchanges answered alike. */
    public boolean uniform(WorkspaceId workspace) {
        return gate(workspace).uniform();
    }

    /** Whether any workspace does, so that codes of no workspace must be answered so too. */
    public boolean anyUniform() {
        return gates.values().stream().anyMatch(WorkspaceGate::uniform);
    }

    public void setUniform(WorkspaceId workspace, boolean uniform) {
        change(workspace, before -> before.uniform(uniform));
    }

    /** Whether links by room id and role work in a workspace, as they did before there were codes. */
    public boolean legacyLinks(WorkspaceId workspace) {
        return gate(workspace).legacy();
    }

    public void setLegacyLinks(WorkspaceId workspace, boolean wanted) {
        change(workspace, before -> before.legacy(wanted));
    }

    /**
     * Takes over what other processes changed, and turns on what is due. Wanted several times a second.
     *
     * @param reopened is told of each switch that this call turned on; of several processes only one turns it on
     * @return switches that went off a moment ago, here or elsewhere; again and again until nobody can be on the way in
     */
    public List<Switch> refresh(Consumer<Switch> reopened) {
        Instant now = clock.instant();
        List<Switch> leaving = new ArrayList<>();
        store.versions().forEach((workspace, version) -> {
            WorkspaceGate known = gate(workspace);
            WorkspaceGate fresh = known.version() == version ? known : keep(workspace, store.load(workspace));
            for (Switch value : fresh.switches().values()) {
                boolean news =
                        value.epoch() > known.epoch() || value.changedAt().isAfter(now.minus(REPEAT));
                if (value.off() && news) {
                    leaving.add(value);
                }
            }
            if (fresh.switches().values().stream().anyMatch(value -> value.due(now))) {
                reopen(workspace, now).forEach(reopened);
            }
        });
        return leaving;
    }

    private List<Switch> reopen(WorkspaceId workspace, Instant now) {
        List<Switch> opened = new ArrayList<>();
        change(workspace, before -> {
            opened.clear();
            return open(before, now, opened);
        });
        return opened;
    }

    private static WorkspaceGate open(WorkspaceGate before, Instant now, List<Switch> opened) {
        WorkspaceGate after = before;
        for (Switch value : before.switches().values()) {
            if (value.due(now)) {
                Switch on = value.turnedOn(now.truncatedTo(ChronoUnit.MILLIS));
                opened.add(on);
                after = after.with(on, before.epoch());
            }
        }
        return after;
    }

    private WorkspaceGate change(WorkspaceId workspace, UnaryOperator<WorkspaceGate> work) {
        return keep(workspace, store.change(workspace, clock.instant().minus(REMEMBER), work));
    }

    /** Threads may come back from the database in another order than the database saw them. */
    private WorkspaceGate keep(WorkspaceId workspace, WorkspaceGate loaded) {
        gates.merge(workspace, loaded, (known, fresh) -> fresh.version() >= known.version() ? fresh : known);
        return loaded;
    }
}
