package dev.foyer.signalling;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets people back in whose door was shut behind them, as long as their room still keeps their place. */
public final class ReturningAdmissions implements Admissions {
    private final Admissions admissions;
    private final LiveRooms live;

    public ReturningAdmissions(Admissions admissions, LiveRooms live) {
        this.admissions = admissions;
        this.live = live;
    }

    @Override
    public Admission admit(String authToken, String peerId) {
        Admission answer = admissions.admit(authToken, peerId);
        boolean refused = answer instanceof Admission.Admitted admitted
                && admitted.origin().returning()
                && !keepsPlace(admitted, peerId);
        return refused ? new Admission.Refused(403, "room links are switched off") : answer;
    }

    private boolean keepsPlace(Admission.Admitted admitted, String peerId) {
        CompletableFuture<Boolean> answer =
                live.ask(admitted.policy().roomId(), session -> session.holdsPlace(peerId, admitted.credential()));
        try {
            return answer != null && answer.get(2, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | CancellationException ended) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
