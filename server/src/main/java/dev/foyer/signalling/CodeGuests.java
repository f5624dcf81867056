package dev.foyer.signalling;

import dev.foyer.gate.Insiders;
import dev.foyer.gate.Switch;
import dev.foyer.gate.SwitchScope;
import dev.foyer.gate.SwitchTarget;
import dev.foyer.session.Guests;
import dev.foyer.session.RoomCommand;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** People who came into the live rooms of this process by room codes. */
public final class CodeGuests implements Insiders {
    private final LiveRooms live;

    public CodeGuests(LiveRooms live) {
        this.live = live;
    }

    @Override
    public Count count(SwitchTarget target) {
        Guests guests = guests(target, Long.MAX_VALUE);
        List<CompletableFuture<Integer>> answers = live.askAll(session -> session.count(guests));
        CompletableFuture<?> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
        try {
            all.get(2, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | CancellationException ended) {
            // Rooms that ended or did not answer hold nobody.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        int rooms = 0;
        int people = 0;
        for (CompletableFuture<Integer> answer : answers) {
            int inside = answer.state() == CompletableFuture.State.SUCCESS ? answer.resultNow() : 0;
            people += inside;
            rooms += inside > 0 ? 1 : 0;
        }
        return new Count(rooms, people);
    }

    @Override
    public void shut(Switch off) {
        String reason = off.reason().isEmpty() ? "room links are switched off" : off.reason();
        RoomCommand command = new RoomCommand.RemoveGuests(guests(off.target(), off.epoch()), reason, off.sendOut());
        live.roomIds().forEach(room -> live.post(room, command));
    }

    private static Guests guests(SwitchTarget target, long beforeEpoch) {
        SwitchScope scope = target.scope();
        boolean template = scope == SwitchScope.TEMPLATE || scope == SwitchScope.ROLE;
        return new Guests(
                target.workspace().text(),
                template ? target.id() : null,
                scope == SwitchScope.ROOM ? target.id() : null,
                scope == SwitchScope.ROLE ? target.role() : null,
                scope == SwitchScope.CODE ? target.id() : null,
                beforeEpoch);
    }
}
