package dev.foyer;

import dev.foyer.activeroom.ActiveRoomRoutes;
import dev.foyer.activeroom.ActiveRooms;
import dev.foyer.audit.LedgerFilter;
import dev.foyer.config.Config;
import dev.foyer.database.BusyAnswers;
import dev.foyer.database.Database;
import dev.foyer.gate.SwitchRoutes;
import dev.foyer.gate.SwitchWatch;
import dev.foyer.history.JdbiSessionStore;
import dev.foyer.history.SessionRecorder;
import dev.foyer.history.SessionRoutes;
import dev.foyer.http.HttpServer;
import dev.foyer.http.Route;
import dev.foyer.kernel.StartException;
import dev.foyer.mediaplane.MediaConfig;
import dev.foyer.mediaplane.MediaNode;
import dev.foyer.mediaplane.MediaStartException;
import dev.foyer.reference.ReferencePages;
import dev.foyer.session.RoomCommand;
import dev.foyer.signalling.CodeGuests;
import dev.foyer.signalling.InitRoutes;
import dev.foyer.signalling.LiveRooms;
import dev.foyer.signalling.ReturningAdmissions;
import dev.foyer.signalling.RoomListener;
import dev.foyer.signalling.SignallingSocket;
import dev.foyer.web.Assets;
import dev.foyer.web.HostLooks;
import dev.foyer.web.PageHeaders;
import dev.foyer.web.Pages;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The whole server, wired: what is stored, live rooms, media, and the port that people reach. */
public final class App implements AutoCloseable {
    /** Where the built meeting app is; the start script tells. */
    private static final Path WEB = Path.of(System.getProperty("foyer.web", "web/meet/dist"));

    /** How long a call about a live room waits for that room. */
    private static final Duration ROOM_PATIENCE = Duration.ofSeconds(5);

    private final Config config;
    private final Database database;
    private final Domain domain;
    private final MediaNode media;
    private final JdbiSessionStore sessions;
    private final SessionRecorder recorder;
    private final LiveRooms live;
    private final CodeGuests guests;
    private final SwitchWatch watch;
    private final HttpServer http;

    /**
     * Builds every part; only the media ports are open yet.
     *
     * @throws StartException one sentence about what is in the way
     */
    public App(Config config, InstantSource clock) {
        this.config = config;
        DataFolder.prepare(config.dataDirectory());
        // These two take long and need nothing of the others: they come up while the database does.
        Early<MediaNode> media = Early.begin("start-media", () -> media(config));
        Early<Assets> assets = Early.begin("start-assets", () -> Assets.read(WEB));
        Database opened = null;
        Domain built = null;
        try {
            opened = Database.open(config.dataDirectory(), config.databaseUrl());
            this.database = opened;
            var random = new SecureRandom();
            built = new Domain(config, database, random, clock);
            this.domain = built;
            this.media = media.get();
            this.sessions = new JdbiSessionStore(database.jdbi());
            this.recorder = new SessionRecorder(sessions, clock);
            this.live = new LiveRooms(this.media, clock, random, listeners());
            var policies = new LivePolicies(domain.nouns.rooms, live);
            domain.nouns.rooms.tell(policies);
            domain.nouns.templates.tell(policies);
            this.guests = new CodeGuests(live);
            this.watch = new SwitchWatch(domain.door.switches, guests, new Reopenings(domain.nouns.ledger));
            this.http = http(assets.get(), clock);
        } catch (RuntimeException e) {
            media.discard(MediaNode::close);
            if (built != null) {
                built.close();
            }
            if (opened != null) {
                opened.close();
            }
            throw e;
        }
    }

    /** Opens the port. */
    public void start() {
        recorder.start();
        http.start();
        domain.door.links.opened(http.port());
        watch.start();
    }

    /** The open port. */
    public int port() {
        return http.port();
    }

    /** What to tell the person who started the server. */
    public Banner banner() {
        return new Banner(domain.door.links, domain.ready, domain.credentials.path());
    }

    /** Stops in the opposite order: people are let go, nobody new comes in, media ends, what is to be stored is stored. */
    @Override
    public void close() {
        watch.close();
        live.close();
        http.close();
        media.close();
        recorder.close();
        domain.close();
        database.close();
    }

    private RoomListener listeners() {
        var codeFacts = new CodeFacts(domain.door.inside, domain.door.uses, domain.door.usage, this::post);
        return RoomListener.all(
                List.of(new RoomFacts(domain.nouns.rooms), recorder, domain.hooks.chronicle, codeFacts));
    }

    private void post(String roomId, RoomCommand command) {
        live.post(roomId, command);
    }

    private HttpServer http(Assets assets, InstantSource clock) {
        var admissions = new ReturningAdmissions(domain.door.admissions, live);
        List<Route> routes = Stream.of(
                        domain.routes,
                        new InitRoutes(admissions, config.publicUrl(), config.tls()).routes(),
                        new LiveRoutes(live, media).routes(),
                        new SwitchRoutes(domain.door.switches, domain.door.switchDesk, guests, clock).routes(),
                        new ActiveRoomRoutes(new ActiveRooms(domain.nouns.rooms, live, ROOM_PATIENCE)).routes(),
                        new SessionRoutes(sessions).routes())
                .flatMap(List::stream)
                .toList();
        var reference = new ReferencePages(routes);
        var socket = new SignallingSocket(admissions, live);
        var looks = new HostLooks(domain.door.links::host, domain.nouns.templates, domain.nouns.looks, clock);
        var pages = new Pages(assets, PageHeaders.of(config.publicUrl(), config.tls()), looks);
        var filter = new BusyAnswers(new LedgerFilter(domain.nouns.ledger));
        return new HttpServer(config, routes, domain.authenticator, filter, extra -> {
            socket.register(extra);
            reference.register(extra);
            pages.register(extra);
        });
    }

    private static MediaNode media(Config config) {
        try {
            var anyAddress = new InetSocketAddress(0).getAddress();
            return MediaNode.start(new MediaConfig(anyAddress, config.mediaPort(), 0, config.advertise(), false));
        } catch (MediaStartException e) {
            throw new StartException("Cannot start: " + e.getMessage(), e);
        }
    }
}
