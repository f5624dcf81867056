package dev.foyer;

import dev.foyer.kernel.RoomCodeId;
import dev.foyer.roomcode.CodeUsage;
import dev.foyer.roomcode.CodeUses;
import dev.foyer.roomcode.PeopleInside;
import dev.foyer.session.Effect;
import dev.foyer.session.Pass;
import dev.foyer.session.RoomCommand;
import dev.foyer.signalling.RoomListener;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells room codes who has come in by them and who has gone. */
final class CodeFacts implements RoomListener {
    private static final Logger log = LoggerFactory.getLogger(CodeFacts.class);

    private final PeopleInside inside;
    private final CodeUses uses;
    private final CodeUsage usage;
    private final BiConsumer<String, RoomCommand> post;

    /** @param post hands a live room something to do */
    CodeFacts(PeopleInside inside, CodeUses uses, CodeUsage usage, BiConsumer<String, RoomCommand> post) {
        this.inside = inside;
        this.uses = uses;
        this.usage = usage;
        this.post = post;
    }

    @Override
    public void happened(String roomId, Effect fact) {
        switch (fact) {
            case Effect.SessionStarted started -> inside.started(roomId);
            case Effect.PeerJoined joined -> {
                Pass pass = joined.pass();
                if (pass != null) {
                    joined(roomId, joined.peerId(), pass);
                }
            }
            case Effect.PeerLeft left -> inside.left(roomId, left.peerId());
            default -> {}
        }
    }

    private void joined(String roomId, String peerId, Pass pass) {
        String holder = pass.holder();
        inside.joined(
                roomId,
                peerId,
                new PeopleInside.Seat(pass.codeId(), pass.entry(), holder == null ? pass.entry() : holder));
        RoomCodeId code = new RoomCodeId(pass.codeId());
        usage.joined(code);
        // The room's owner must not wait for the database.
        Thread.ofVirtual().name("use-" + peerId).start(() -> confirm(roomId, peerId, pass, code));
    }

    private void confirm(String roomId, String peerId, Pass pass, RoomCodeId code) {
        try {
            if (!uses.confirm(code, pass.use())) {
                log.atInfo()
                        .addKeyValue("room", roomId)
                        .addKeyValue("code", code)
                        .log("joined too late for a last use");
                post.accept(roomId, new RoomCommand.RemovePeer(peerId, "code is used up"));
            }
        } catch (RuntimeException e) {
            // Let in rather than thrown out: the use stays reserved until it lapses.
            log.atWarn().setCause(e).addKeyValue("code", code).log("a use could not be confirmed");
        }
    }
}
