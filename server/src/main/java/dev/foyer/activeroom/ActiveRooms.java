package dev.foyer.activeroom;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.RoomId;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.room.Room;
import dev.foyer.room.Rooms;
import dev.foyer.session.RoomCommand;
import dev.foyer.session.RoomView;
import dev.foyer.signalling.LiveRooms;
import dev.foyer.signalling.RoomPolicies;
import dev.foyer.template.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What the operator does in live rooms. Every call waits until the room has done it, so that whoever asks next sees it; a room
 * that takes too long is refused as {@link RefusalCode#ROOM_BUSY}. People who were told to leave are not seen any more, and a
 * room in which nobody else is has no session: {@link RefusalCode#SESSION_NOT_FOUND}.
 */
public final class ActiveRooms {
    private final Rooms rooms;
    private final LiveRooms live;
    private final Duration patience;

    /** {@code patience}: how long a room may take to answer. */
    public ActiveRooms(Rooms rooms, LiveRooms live, Duration patience) {
        this.rooms = rooms;
        this.live = live;
        this.patience = patience;
    }

    /** A room with a session, as it is now. {@code view} holds nobody who was told to leave. */
    public record ActiveRoom(Room room, RoomView view) {}

    /** What to change of a peer; null leaves as is. */
    public record PeerPatch(
            @Nullable String name,
            @Nullable String metadata,
            @Nullable String role) {}

    public ActiveRoom get(WorkspaceId workspace, RoomId id) {
        Room room = rooms.get(workspace, id);
        return new ActiveRoom(room, active(send(room, List.of())));
    }

    public RoomView.PeerView peer(WorkspaceId workspace, RoomId id, String peerId) {
        return find(get(workspace, id).view(), peerId);
    }

    /** Changes a peer, all or nothing, and returns it. */
    public RoomView.PeerView update(WorkspaceId workspace, RoomId id, String peerId, PeerPatch patch) {
        Room room = rooms.get(workspace, id);
        List<RoomCommand> commands = new ArrayList<>();
        String role = patch.role();
        if (role != null) {
            Template template = rooms.templateOf(room);
            if (template.role(role).isEmpty()) {
                throw Fields.invalid("role is not in the room's template");
            }
            // The live room may not know a role yet that was added while people were inside.
            commands.add(new RoomCommand.PolicyChanged(RoomPolicies.of(room, template)));
        }
        commands.add(new RoomCommand.UpdatePeer(peerId, patch.name(), patch.metadata(), role));
        RoomView.PeerView peer = find(active(send(room, commands)), peerId);
        if (role != null && !peer.role().equals(role)) {
            throw Refusal.of(RefusalCode.ROLE_FULL);
        }
        return peer;
    }

    /** A message without a sender: to one peer, else to a role, else to everybody. */
    public void announce(
            WorkspaceId workspace,
            RoomId id,
            String message,
            String type,
            @Nullable String peerId,
            @Nullable String role) {
        ActiveRoom active = get(workspace, id);
        if (peerId != null) {
            find(active.view(), peerId);
        }
        String onlyRole = peerId == null ? role : null;
        send(active.room(), List.of(new RoomCommand.Announce(message, type, peerId, onlyRole)));
    }

    /** Sends one peer out. */
    public void removePeer(WorkspaceId workspace, RoomId id, String peerId, String reason) {
        ActiveRoom active = get(workspace, id);
        find(active.view(), peerId);
        send(active.room(), List.of(new RoomCommand.RemovePeer(peerId, reason)));
    }

    /** Sends everybody of a role out; nobody may be of that role. */
    public void removeRole(WorkspaceId workspace, RoomId id, String role, String reason) {
        ActiveRoom active = get(workspace, id);
        if (rooms.templateOf(active.room()).role(role).isEmpty()
                && active.view().peers().stream().noneMatch(peer -> peer.role().equals(role))) {
            throw Fields.invalid("role is not in the room's template");
        }
        send(active.room(), List.of(new RoomCommand.RemoveRole(role, reason)));
    }

    /** Sends everybody out; {@code lock} disables the room first, so that nobody comes back in between. */
    public void end(WorkspaceId workspace, RoomId id, String reason, boolean lock) {
        ActiveRoom active = get(workspace, id);
        if (lock) {
            rooms.enable(workspace, id, false);
        }
        send(active.room(), List.of(new RoomCommand.EndRoom(reason, lock)));
    }

    private RoomView send(Room room, List<RoomCommand> commands) {
        CompletableFuture<RoomView> answer = live.send(room.id().text(), commands);
        if (answer == null) {
            throw Refusal.of(RefusalCode.SESSION_NOT_FOUND);
        }
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (CancellationException ended) {
            throw Refusal.of(RefusalCode.SESSION_NOT_FOUND);
        } catch (TimeoutException late) {
            throw Refusal.of(RefusalCode.ROOM_BUSY);
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Refusal.of(RefusalCode.ROOM_BUSY);
        }
    }

    /** The room without those who were told to leave. */
    private static RoomView active(RoomView view) {
        List<RoomView.PeerView> staying =
                view.peers().stream().filter(peer -> !peer.leaving()).toList();
        boolean someoneAway = view.peers().isEmpty() && !view.sessionId().isEmpty();
        if (staying.isEmpty() && !someoneAway) {
            throw Refusal.of(RefusalCode.SESSION_NOT_FOUND);
        }
        return new RoomView(view.roomId(), view.sessionId(), view.startedAt(), staying, view.previews());
    }

    private static RoomView.PeerView find(RoomView view, String peerId) {
        return view.peers().stream()
                .filter(peer -> peer.peerId().equals(peerId))
                .findFirst()
                .orElseThrow(() -> Refusal.of(RefusalCode.PEER_NOT_FOUND));
    }
}
