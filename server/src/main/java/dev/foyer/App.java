package dev.foyer;

import dev.foyer.config.Config;
import dev.foyer.database.Database;
import dev.foyer.gate.SwitchRoutes;
import dev.foyer.gate.SwitchWatch;
import dev.foyer.http.HttpServer;
import dev.foyer.http.Route;
import dev.foyer.http.RouteFilter;
import dev.foyer.kernel.StartException;
import dev.foyer.mediaplane.MediaConfig;
import dev.foyer.mediaplane.MediaNode;
import dev.foyer.mediaplane.MediaStartException;
import dev.foyer.signalling.ClientReportRoutes;
import dev.foyer.signalling.CodeGuests;
import dev.foyer.signalling.InitRoutes;
import dev.foyer.signalling.LiveRooms;
import dev.foyer.signalling.ReturningAdmissions;
import dev.foyer.signalling.RoomListener;
import dev.foyer.signalling.SignallingSocket;
import dev.foyer.web.Assets;
import dev.foyer.web.PageHeaders;
import dev.foyer.web.Pages;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The whole server, wired: what is stored, live rooms, media, and the port that people reach. */
public final class App implements AutoCloseable {
    /** Where the built meeting app is; the start script tells. */
    private static final Path WEB = Path.of(System.getProperty("foyer.web", "web/meet/dist"));

    private final Config config;
    private final Database database;
    private final Domain domain;
    private final MediaNode media;
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
        this.database = Database.open(config.dataDirectory(), config.databaseUrl());
        try {
            var random = new SecureRandom();
            this.domain = new Domain(config, database, random, clock);
            this.media = media(config);
            this.live = new LiveRooms(media, clock, random, RoomListener.all(List.of(new RoomFacts(domain.rooms))));
            this.guests = new CodeGuests(live);
            this.watch = new SwitchWatch(domain.switches, guests);
            this.http = http(clock);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Opens the port. */
    public void start() {
        http.start();
        watch.start();
    }

    /** The open port. */
    public int port() {
        return http.port();
    }

    /** What to tell the person who started the server. */
    public Banner banner() {
        return new Banner(config, port(), domain.ready, domain.credentials.path());
    }

    /** Stops in the opposite order: people are let go, nobody new comes in, media ends, what is stored is closed. */
    @Override
    public void close() {
        watch.close();
        live.close();
        http.close();
        media.close();
        database.close();
    }

    private HttpServer http(InstantSource clock) {
        var admissions = new ReturningAdmissions(domain.admissions, live);
        List<Route> routes = Stream.of(
                        domain.routes,
                        new InitRoutes(admissions, config.publicUrl(), config.tls()).routes(),
                        new ClientReportRoutes().routes(),
                        new SwitchRoutes(domain.switches, domain.switchDesk, guests, clock).routes(),
                        new LiveRoutes(live, media).routes())
                .flatMap(List::stream)
                .toList();
        var socket = new SignallingSocket(admissions, live);
        var pages = new Pages(Assets.read(WEB), PageHeaders.of(config.publicUrl(), config.tls()));
        return new HttpServer(config, routes, domain.authenticator, RouteFilter.NONE, extra -> {
            socket.register(extra);
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
