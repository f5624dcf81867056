package dev.foyer;

import dev.foyer.analytics.JdbiEventStore;
import dev.foyer.config.Config;
import dev.foyer.database.Database;
import dev.foyer.http.Route;
import dev.foyer.token.AuthTokens;
import dev.foyer.token.ManagementTokens;
import dev.foyer.token.TokenAuthenticator;
import dev.foyer.webhook.JdbiDeliveryLogStore;
import dev.foyer.webhook.JdbiDeliveryStore;
import dev.foyer.webhook.JdbiWebhookConfigStore;
import dev.foyer.workspace.CredentialsFile;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The domain and what is told about it: one {@code new} for each part, in the order in which they depend on each other. */
final class Domain implements AutoCloseable {
    final Nouns nouns;
    final Door door;
    final CredentialsFile credentials;
    final FirstStart.Ready ready;
    final TokenAuthenticator authenticator;
    final Hooks hooks;
    final List<Route> routes;

    Domain(Config config, Database database, SecureRandom random, InstantSource clock) {
        this.nouns = new Nouns(config, database, random, clock);
        var workspaces = nouns.workspaceStore;
        var auth = new AuthTokens(workspaces, clock);
        this.authenticator = new TokenAuthenticator(new ManagementTokens(workspaces, clock), auth);
        this.door = new Door(config, nouns, auth, random, clock);
        this.credentials = new CredentialsFile(config.dataDirectory());
        this.ready = new FirstStart(
                        workspaces, nouns.workspaces, nouns.templates, nouns.rooms, nouns.codes, credentials)
                .run();
        var stores = new Hooks.Stores(
                new JdbiEventStore(nouns.jdbi),
                new JdbiWebhookConfigStore(nouns.jdbi, nouns.keys),
                new JdbiDeliveryStore(nouns.jdbi),
                new JdbiDeliveryLogStore(nouns.jdbi));
        this.hooks = new Hooks(config, stores, workspaces, nouns.rooms, auth, random, clock);
        this.routes = Stream.of(nouns.routes, door.routes, new NotYetRoutes().routes(), hooks.routes)
                .flatMap(List::stream)
                .toList();
    }

    /** Writes what is still in memory. */
    @Override
    public void close() {
        hooks.close();
        door.close();
    }
}
