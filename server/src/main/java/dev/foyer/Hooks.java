package dev.foyer;

import dev.foyer.analytics.Chronicle;
import dev.foyer.analytics.ClientReportRoutes;
import dev.foyer.analytics.EventLog;
import dev.foyer.analytics.EventRoutes;
import dev.foyer.analytics.JdbiEventStore;
import dev.foyer.config.Config;
import dev.foyer.http.Route;
import dev.foyer.room.Rooms;
import dev.foyer.token.AuthTokens;
import dev.foyer.webhook.Courier;
import dev.foyer.webhook.DeliveryRoutes;
import dev.foyer.webhook.Housekeeping;
import dev.foyer.webhook.HttpSender;
import dev.foyer.webhook.JdbiDeliveryLogStore;
import dev.foyer.webhook.JdbiDeliveryStore;
import dev.foyer.webhook.JdbiWebhookConfigStore;
import dev.foyer.webhook.Reach;
import dev.foyer.webhook.WebhookRoutes;
import dev.foyer.webhook.Webhooks;
import dev.foyer.workspace.WorkspaceStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Events and webhooks, wired: facts of live rooms in, rows and requests to customers' servers out. */
final class Hooks implements AutoCloseable {
    final Chronicle chronicle;
    final List<Route> routes;

    private final HttpSender sender;
    private final Courier courier;
    private final EventLog log;
    private final Housekeeping housekeeping;

    /** Where it is kept. */
    record Stores(
            JdbiEventStore events,
            JdbiWebhookConfigStore configs,
            JdbiDeliveryStore deliveries,
            JdbiDeliveryLogStore deliveryLog) {}

    Hooks(
            Config config,
            Stores stores,
            WorkspaceStore workspaces,
            Rooms rooms,
            AuthTokens tokens,
            SecureRandom random,
            InstantSource clock) {
        var webhooks = new Webhooks(stores.configs(), random, clock);
        this.sender = new HttpSender(Reach.of(config.hooks().allowPrivate(), config.trial()), clock);
        this.courier = Courier.start(stores.deliveries(), webhooks, workspaces, rooms, sender, random, clock);
        this.log = new EventLog(stores.events(), rooms, courier);
        this.chronicle = new Chronicle(log, clock);
        chronicle.closeLeftOver(stores.events());
        Duration keep = Duration.ofDays(config.hooks().keepDays());
        this.housekeeping = new Housekeeping(stores.events(), stores.deliveries(), stores.deliveryLog(), keep, clock);
        housekeeping.start();
        this.routes = Stream.of(
                        new WebhookRoutes(webhooks, courier, clock).routes(),
                        new DeliveryRoutes(stores.deliveryLog(), courier, random, clock).routes(),
                        new EventRoutes(stores.events()).routes(),
                        new ClientReportRoutes(tokens, rooms, log, clock).routes())
                .flatMap(List::stream)
                .toList();
    }

    /** Tells the end of what was live, writes what is left, and stops delivering. */
    @Override
    public void close() {
        housekeeping.close();
        chronicle.close();
        log.close();
        courier.close();
        sender.close();
    }
}
