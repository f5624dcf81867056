package dev.foyer;

import dev.foyer.database.Database;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Ids;
import dev.foyer.kernel.Json;
import dev.foyer.room.JdbiRoomStore;
import dev.foyer.room.Rooms;
import dev.foyer.roomcode.CodeGenerator;
import dev.foyer.roomcode.JdbiRoomCodeStore;
import dev.foyer.roomcode.RoomCodes;
import dev.foyer.template.JdbiTemplateStore;
import dev.foyer.template.Presets;
import dev.foyer.template.Template;
import dev.foyer.template.Templates;
import dev.foyer.workspace.JdbiWorkspaceStore;
import dev.foyer.workspace.KeyRing;
import dev.foyer.workspace.Workspace;
import dev.foyer.workspace.Workspaces;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/** The domain on one database, with a clock that tests move, a workspace and the preset template. */
public final class TestParts implements AutoCloseable, InstantSource {
    private Instant now = Instant.parse("2026-01-05T09:00:00.120Z");

    public final Database database;
    public final KeyRing keys;
    public final JdbiWorkspaceStore workspaces;
    public final JdbiTemplateStore templateStore;
    public final JdbiRoomStore roomStore;
    public final JdbiRoomCodeStore codeStore;
    public final Templates templates;
    public final Rooms rooms;
    public final RoomCodes codes;
    public final Workspace workspace;
    public final Template template;

    public TestParts(Engine engine) {
        SecureRandom random = new SecureRandom();
        Ids ids = new Ids(this, random);
        database = engine.open();
        keys = KeyRing.generate(random);
        workspaces = new JdbiWorkspaceStore(database.jdbi(), keys);
        templateStore = new JdbiTemplateStore(database.jdbi(), keys);
        roomStore = new JdbiRoomStore(database.jdbi(), keys);
        codeStore = new JdbiRoomCodeStore(database.jdbi(), keys);
        templates = new Templates(templateStore, ids, random, this);
        rooms = new Rooms(roomStore, templateStore, ids, this);
        codes = new RoomCodes(codeStore, rooms, new CodeGenerator(random), ids, this);
        workspace = new Workspaces(workspaces, ids, random, this).create();
        template = templates.create(workspace.id(), Presets.videoConferencing().put("default", true));
    }

    /** JSON written with single quotes. */
    public static ObjectNode json(String text) {
        return Json.readObject(text.replace('\'', '"'));
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void close() {
        database.close();
    }
}
