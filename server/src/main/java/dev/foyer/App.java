package dev.foyer;

import dev.foyer.config.Config;
import dev.foyer.database.Database;
import dev.foyer.http.HttpServer;
import dev.foyer.http.Route;
import dev.foyer.kernel.Ids;
import dev.foyer.layout.LayoutRoutes;
import dev.foyer.room.JdbiRoomStore;
import dev.foyer.room.RoomRoutes;
import dev.foyer.room.Rooms;
import dev.foyer.roomcode.CodeGenerator;
import dev.foyer.roomcode.JdbiRoomCodeStore;
import dev.foyer.roomcode.RoomCodeRoutes;
import dev.foyer.roomcode.RoomCodes;
import dev.foyer.template.JdbiTemplateStore;
import dev.foyer.template.TemplateRoutes;
import dev.foyer.template.Templates;
import dev.foyer.token.AuthTokens;
import dev.foyer.token.FailureBudget;
import dev.foyer.token.ManagementTokens;
import dev.foyer.token.TokenAuthenticator;
import dev.foyer.token.TokenExchange;
import dev.foyer.token.TokenRoutes;
import dev.foyer.workspace.CredentialsFile;
import dev.foyer.workspace.JdbiWorkspaceStore;
import dev.foyer.workspace.KeyFile;
import dev.foyer.workspace.KeyRing;
import dev.foyer.workspace.Workspaces;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The whole server, wired: one {@code new} per part, in the order in which they depend on each other. */
public final class App implements AutoCloseable {
    private final Config config;
    private final CredentialsFile credentials;
    private final Database database;
    private final FirstStart.Ready ready;
    private final HttpServer http;

    /**
     * Builds every part; nothing listens yet.
     *
     * @throws dev.foyer.kernel.StartException one sentence about what is in the way
     */
    public App(Config config, InstantSource clock) {
        this.config = config;
        this.database = Database.open(config.dataDirectory(), config.databaseUrl());
        try {
            SecureRandom random = new SecureRandom();
            Ids ids = new Ids(clock, random);
            KeyRing keys =
                    new KeyFile(config.dataDirectory(), random).readOrCreate(JdbiWorkspaceStore.inUse(database.jdbi()));
            this.credentials = new CredentialsFile(config.dataDirectory());
            var workspaceStore = new JdbiWorkspaceStore(database.jdbi(), keys);
            var templateStore = new JdbiTemplateStore(database.jdbi());
            var templates = new Templates(templateStore, ids, random, clock);
            var rooms = new Rooms(new JdbiRoomStore(database.jdbi()), templateStore, ids, clock);
            var codeStore = new JdbiRoomCodeStore(database.jdbi(), keys);
            var codes = new RoomCodes(codeStore, rooms, new CodeGenerator(random), ids, clock);
            var auth = new AuthTokens(workspaceStore, clock);
            var management = new ManagementTokens(workspaceStore, clock);
            var exchange = new TokenExchange(codes, rooms, workspaceStore, auth, new FailureBudget(clock));
            var workspaces = new Workspaces(workspaceStore, ids, random, clock);
            this.ready = new FirstStart(workspaceStore, workspaces, templates, rooms, codes, credentials).run();
            List<Route> routes = Stream.of(
                            new TemplateRoutes(templates).routes(),
                            new RoomRoutes(rooms).routes(),
                            new RoomCodeRoutes(codes).routes(),
                            new TokenRoutes(exchange).routes(),
                            new LayoutRoutes(rooms, workspaceStore).routes())
                    .flatMap(List::stream)
                    .toList();
            this.http = new HttpServer(config, routes, new TokenAuthenticator(management, auth), extra -> {});
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Opens the port. */
    public void start() {
        http.start();
    }

    /** The open port. */
    public int port() {
        return http.port();
    }

    /** What to tell the person who started the server. */
    public Banner banner() {
        return new Banner(config, port(), ready, credentials.path());
    }

    /** Stops in the opposite order: first nobody new comes in, then what is stored is closed. */
    @Override
    public void close() {
        http.close();
        database.close();
    }
}
