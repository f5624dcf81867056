package dev.foyer;

import dev.foyer.config.Config;
import dev.foyer.database.Database;
import dev.foyer.http.HttpServer;
import dev.foyer.http.Route;
import dev.foyer.kernel.Ids;
import dev.foyer.kernel.StartException;
import dev.foyer.layout.LayoutRoutes;
import dev.foyer.mediaplane.MediaConfig;
import dev.foyer.mediaplane.MediaNode;
import dev.foyer.mediaplane.MediaStartException;
import dev.foyer.room.JdbiRoomStore;
import dev.foyer.room.RoomRoutes;
import dev.foyer.room.Rooms;
import dev.foyer.roomcode.CodeGenerator;
import dev.foyer.roomcode.JdbiRoomCodeStore;
import dev.foyer.roomcode.RoomCodeRoutes;
import dev.foyer.roomcode.RoomCodes;
import dev.foyer.signalling.ClientReportRoutes;
import dev.foyer.signalling.InitRoutes;
import dev.foyer.signalling.LiveRooms;
import dev.foyer.signalling.SignallingSocket;
import dev.foyer.signalling.TokenAdmissions;
import dev.foyer.template.JdbiTemplateStore;
import dev.foyer.template.TemplateRoutes;
import dev.foyer.template.Templates;
import dev.foyer.token.AuthTokens;
import dev.foyer.token.FailureBudget;
import dev.foyer.token.ManagementTokens;
import dev.foyer.token.TokenAuthenticator;
import dev.foyer.token.TokenExchange;
import dev.foyer.token.TokenRoutes;
import dev.foyer.web.Assets;
import dev.foyer.web.PageHeaders;
import dev.foyer.web.Pages;
import dev.foyer.workspace.CredentialsFile;
import dev.foyer.workspace.JdbiWorkspaceStore;
import dev.foyer.workspace.KeyFile;
import dev.foyer.workspace.KeyRing;
import dev.foyer.workspace.Workspaces;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The whole server, wired: one {@code new} per part, in the order in which they depend on each other. */
public final class App implements AutoCloseable {
    /** Where the built meeting app is; the start script tells. */
    private static final Path WEB = Path.of(System.getProperty("foyer.web", "web/meet/dist"));

    private final Config config;
    private final CredentialsFile credentials;
    private final Database database;
    private final FirstStart.Ready ready;
    private final MediaNode media;
    private final LiveRooms live;
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
            var roomStore = new JdbiRoomStore(database.jdbi());
            var rooms = new Rooms(roomStore, templateStore, ids, clock);
            var codeStore = new JdbiRoomCodeStore(database.jdbi(), keys);
            var codes = new RoomCodes(codeStore, rooms, new CodeGenerator(random), ids, clock);
            var auth = new AuthTokens(workspaceStore, clock);
            var management = new ManagementTokens(workspaceStore, clock);
            var exchange = new TokenExchange(codes, rooms, workspaceStore, auth, new FailureBudget(clock));
            var workspaces = new Workspaces(workspaceStore, ids, random, clock);
            this.ready = new FirstStart(workspaceStore, workspaces, templates, rooms, codes, credentials).run();
            this.media = media(config);
            var admissions = new TokenAdmissions(auth, roomStore, templateStore);
            this.live = new LiveRooms(media, clock, random, new RoomFacts(rooms));
            List<Route> routes = Stream.of(
                            new TemplateRoutes(templates).routes(),
                            new RoomRoutes(rooms).routes(),
                            new RoomCodeRoutes(codes).routes(),
                            new TokenRoutes(exchange).routes(),
                            new LayoutRoutes(rooms, workspaceStore).routes(),
                            new InitRoutes(admissions, config.publicUrl(), config.tls()).routes(),
                            new ClientReportRoutes().routes(),
                            new LiveRoutes(live, media).routes())
                    .flatMap(List::stream)
                    .toList();
            var socket = new SignallingSocket(admissions, live);
            var pages = new Pages(Assets.read(WEB), PageHeaders.of(config.publicUrl(), config.tls()));
            this.http = new HttpServer(config, routes, new TokenAuthenticator(management, auth), extra -> {
                socket.register(extra);
                pages.register(extra);
            });
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static MediaNode media(Config config) {
        try {
            var anyAddress = new InetSocketAddress(0).getAddress();
            return MediaNode.start(new MediaConfig(anyAddress, config.mediaPort(), 0, config.advertise(), false));
        } catch (MediaStartException e) {
            throw new StartException("Cannot start: " + e.getMessage(), e);
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
        live.close();
        http.close();
        media.close();
        database.close();
    }
}
