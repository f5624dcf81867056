package dev.foyer.media.sctp;

import dev.foyer.media.netem.NetworkEmulator;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** Two associations joined by two emulated paths in virtual time. */
final class Twin {
    static final long MS = 1_000_000L;
    static final long SECOND = 1000 * MS;

    final SctpAssociation server;
    final SctpAssociation client;
    final NetworkEmulator toClient;
    final NetworkEmulator toServer;
    final List<ChannelEvent> serverEvents = new ArrayList<>();
    final List<ChannelEvent> clientEvents = new ArrayList<>();
    boolean serverReads = true;
    long now = 1_000_000_000L;

    Twin(long seed, NetworkEmulator.Profile profile) {
        SplittableRandom random = new SplittableRandom(seed);
        server = new SctpAssociation(random, true);
        client = new SctpAssociation(random, false);
        toClient = new NetworkEmulator(random.nextLong(), profile);
        toServer = new NetworkEmulator(random.nextLong(), profile);
    }

    static Twin clean() {
        return new Twin(1, NetworkEmulator.Profile.delay(10 * MS));
    }

    /** Connects both sides at the same time, as in production. */
    Twin connected() {
        server.connect(now);
        client.connect(now);
        runUntil(() -> server.established() && client.established(), 60 * SECOND);
        return this;
    }

    /** Runs until the condition holds; false when it does not within the time. */
    boolean runUntil(BooleanSupplier done, long limitNanos) {
        long end = now + limitNanos;
        pump();
        while (!done.getAsBoolean()) {
            long next = Math.min(
                    Math.min(server.nextTimeoutNanos(), client.nextTimeoutNanos()),
                    Math.min(toServer.nextTimeoutNanos(), toClient.nextTimeoutNanos()));
            if (next > end) {
                now = end;
                return false;
            }
            now = Math.max(now, next);
            step();
        }
        return true;
    }

    void run(long nanos) {
        runUntil(() -> false, nanos);
    }

    private void step() {
        for (byte[] packet = toServer.poll(now); packet != null; packet = toServer.poll(now)) {
            server.handle(now, packet);
            pump();
        }
        for (byte[] packet = toClient.poll(now); packet != null; packet = toClient.poll(now)) {
            client.handle(now, packet);
            pump();
        }
        if (server.nextTimeoutNanos() <= now) {
            server.handleTimeout(now);
        }
        if (client.nextTimeoutNanos() <= now) {
            client.handleTimeout(now);
        }
        pump();
    }

    void pump() {
        if (serverReads) {
            events(server, serverEvents);
        }
        events(client, clientEvents);
        for (byte[] packet = server.poll(now); packet != null; packet = server.poll(now)) {
            check(packet);
            toClient.send(now, packet);
        }
        for (byte[] packet = client.poll(now); packet != null; packet = client.poll(now)) {
            check(packet);
            toServer.send(now, packet);
        }
    }

    private static void check(byte[] packet) {
        if (packet.length > 1150) {
            throw new AssertionError("packet of " + packet.length + " bytes");
        }
    }

    private static void events(SctpAssociation from, List<ChannelEvent> into) {
        for (ChannelEvent event = from.pollEvent(); event != null; event = from.pollEvent()) {
            into.add(event);
        }
    }

    static List<String> texts(List<ChannelEvent> events, int stream) {
        return events.stream()
                .filter(event -> event instanceof ChannelEvent.Text text && text.stream() == stream)
                .map(event -> ((ChannelEvent.Text) event).text())
                .toList();
    }
}
