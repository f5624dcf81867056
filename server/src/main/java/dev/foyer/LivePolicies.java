package dev.foyer;

import dev.foyer.kernel.RoomId;
import dev.foyer.room.Room;
import dev.foyer.room.RoomChangeListener;
import dev.foyer.room.Rooms;
import dev.foyer.session.RoomCommand;
import dev.foyer.signalling.LiveRooms;
import dev.foyer.signalling.RoomPolicies;
import dev.foyer.template.Template;
import dev.foyer.template.TemplateChange;
import dev.foyer.template.TemplateListener;

/** Brings a changed room or template to the people who are in a call under it. */
final class LivePolicies implements RoomChangeListener, TemplateListener {
    private final Rooms rooms;
    private final LiveRooms live;

    LivePolicies(Rooms rooms, LiveRooms live) {
        this.rooms = rooms;
        this.live = live;
    }

    @Override
    public void changed(Room room) {
        if (live.roomIds().contains(room.id().text())) {
            post(room, rooms.templateOf(room));
        }
    }

    @Override
    public void changed(TemplateChange change) {
        Template template = change.template();
        for (String id : live.roomIds()) {
            rooms.find(new RoomId(id))
                    .filter(room -> room.templateId().equals(template.id()))
                    .ifPresent(room -> post(room, template));
        }
    }

    private void post(Room room, Template template) {
        live.post(room.id().text(), new RoomCommand.PolicyChanged(RoomPolicies.of(room, template)));
    }
}
