package dev.foyer;

import dev.foyer.audit.JdbiLedgerStore;
import dev.foyer.audit.Ledger;
import dev.foyer.audit.LedgerRoutes;
import dev.foyer.config.Config;
import dev.foyer.database.Database;
import dev.foyer.http.Route;
import dev.foyer.kernel.Ids;
import dev.foyer.layout.JdbiLookStore;
import dev.foyer.layout.LayoutRoutes;
import dev.foyer.layout.Looks;
import dev.foyer.poll.JdbiPollRecordStore;
import dev.foyer.poll.JdbiPollStore;
import dev.foyer.poll.PollRoutes;
import dev.foyer.poll.Polls;
import dev.foyer.room.JdbiRoomStore;
import dev.foyer.room.RecentRooms;
import dev.foyer.room.RoomRoutes;
import dev.foyer.room.RoomStore;
import dev.foyer.room.Rooms;
import dev.foyer.roomcode.CodeGenerator;
import dev.foyer.roomcode.JdbiRoleCodeStore;
import dev.foyer.roomcode.JdbiRoomCodeStore;
import dev.foyer.roomcode.RoleCodes;
import dev.foyer.roomcode.RoomCodes;
import dev.foyer.template.JdbiRecordingConfigStore;
import dev.foyer.template.JdbiTemplateStore;
import dev.foyer.template.RecentTemplates;
import dev.foyer.template.RecordingConfigs;
import dev.foyer.template.TemplateRoutes;
import dev.foyer.template.TemplateStore;
import dev.foyer.template.Templates;
import dev.foyer.workspace.AccessKeys;
import dev.foyer.workspace.JdbiAccessKeyStore;
import dev.foyer.workspace.JdbiMemberStore;
import dev.foyer.workspace.JdbiWorkspaceStore;
import dev.foyer.workspace.KeyFile;
import dev.foyer.workspace.KeyRing;
import dev.foyer.workspace.Members;
import dev.foyer.workspace.RecentWorkspaces;
import dev.foyer.workspace.WorkspaceRoutes;
import dev.foyer.workspace.WorkspaceStore;
import dev.foyer.workspace.Workspaces;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** What is stored: workspaces, templates, rooms and codes with their rules, in the order in which they depend on each other. */
final class Nouns {
    final Jdbi jdbi;
    final Ids ids;
    final KeyRing keys;
    final WorkspaceStore workspaceStore;
    final Workspaces workspaces;
    final TemplateStore templateStore;
    final Templates templates;
    final RoomStore roomStore;
    final Rooms rooms;
    final RoomCodes codes;
    final Looks looks;
    final Ledger ledger;
    final List<Route> routes;

    Nouns(Config config, Database database, SecureRandom random, InstantSource clock) {
        this.jdbi = database.jdbi();
        this.ids = new Ids(clock, random);
        this.keys = new KeyFile(config.dataDirectory(), random).readOrCreate(JdbiWorkspaceStore.inUse(jdbi));
        var recentWorkspaces = new RecentWorkspaces(new JdbiWorkspaceStore(jdbi, keys), clock);
        this.workspaceStore = recentWorkspaces;
        this.workspaces = new Workspaces(workspaceStore, ids, random, clock);
        this.templateStore = new RecentTemplates(new JdbiTemplateStore(jdbi, keys), clock);
        this.templates = new Templates(templateStore, ids, random, clock);
        this.roomStore = new RecentRooms(new JdbiRoomStore(jdbi, keys), clock);
        this.rooms = new Rooms(roomStore, templateStore, ids, clock);
        this.codes = new RoomCodes(new JdbiRoomCodeStore(jdbi, keys), rooms, new CodeGenerator(random), ids, clock);
        var recordings = new RecordingConfigs(new JdbiRecordingConfigStore(jdbi), templates, clock);
        this.looks = new Looks(new JdbiLookStore(jdbi), templates, clock);
        var polls = new Polls(new JdbiPollStore(jdbi), new JdbiPollRecordStore(jdbi), ids, clock);
        templates.tell(recordings);
        templates.tell(looks);
        templates.tell(new RoleCodes(new JdbiRoleCodeStore(jdbi), clock));
        var accessKeys =
                new AccessKeys(recentWorkspaces.watching(new JdbiAccessKeyStore(jdbi, keys)), ids, random, clock);
        var members = new Members(new JdbiMemberStore(jdbi), ids, clock);
        var ledgerStore = new JdbiLedgerStore(jdbi);
        this.ledger = new Ledger(ledgerStore, keys, clock);
        this.routes = Stream.of(
                        new TemplateRoutes(templates, recordings).routes(),
                        new RoomRoutes(rooms).routes(),
                        new WorkspaceRoutes(workspaceStore, accessKeys, members).routes(),
                        new LedgerRoutes(ledger, ledgerStore).routes(),
                        new LayoutRoutes(looks, rooms, workspaceStore).routes(),
                        new PollRoutes(polls).routes())
                .flatMap(List::stream)
                .toList();
    }
}
