package dev.foyer.mediaplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.session.MediaCommand;
import dev.foyer.session.MediaEvent;
import dev.foyer.session.MediaPlane.MediaRoom;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MediaNodeTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final String FIRST_OFFER = """
            v=0
            o=- 6096612866027507332 2 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0
            a=extmap-allow-mixed
            a=msid-semantic: WMS
            m=application 9 UDP/DTLS/SCTP webrtc-datachannel
            c=IN IP4 0.0.0.0
            a=ice-ufrag:%s
            a=ice-pwd:3oQ0Ust6zgzG7R+xWk44OL2B
            a=ice-options:trickle
            a=fingerprint:sha-256 %s
            a=setup:actpass
            a=mid:0
            a=sctp-port:5000
            a=max-message-size:262144
            """.replace("\n", "\r\n");
    private static final String FINGERPRINT = "5D:7B".concat(":00".repeat(30));

    private final Events events = new Events();
    private MediaNode node;
    private MediaRoom room;

    @BeforeEach
    void start() throws MediaStartException {
        node = MediaNode.start(new MediaConfig(LOOPBACK, 0, 2, List.of(), false));
        room = node.openRoom("room", events);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_port_in_use_is_named_at_start() {
        int port = node.ports().getFirst();
        assertThatThrownBy(() -> MediaNode.start(new MediaConfig(LOOPBACK, port, 1, List.of(), false)))
                .isInstanceOf(MediaStartException.class)
                .hasMessageContaining("port " + port + ": the port is already in use")
                .hasMessageContaining("--media-port");
    }

    @Test
    void an_advertised_name_is_refused_since_browsers_need_an_address() {
        MediaConfig config = new MediaConfig(LOOPBACK, 0, 1, List.of("media.example.org"), false);
        assertThatThrownBy(() -> MediaNode.start(config))
                .isInstanceOf(MediaStartException.class)
                .hasMessage("advertised address media.example.org is not an IP address");
    }

    @Test
    void advertised_addresses_are_offered_with_the_port_of_the_rooms_loop() throws MediaStartException {
        MediaConfig config = new MediaConfig(LOOPBACK, 0, 1, List.of("192.0.2.7", "2001:db8::7"), true);
        try (MediaNode other = MediaNode.start(config)) {
            other.openRoom("other", events).accept(new MediaCommand.OpenPeer("p"));
            String sdp =
                    events.await(MediaEvent.SubscribeOffer.class, e -> true).sdp();
            assertThat(sdp).contains(" 192.0.2.7 " + other.ports().getFirst() + " typ host");
            assertThat(sdp).contains("2001:db8:0:0:0:0:0:7 " + other.ports().getFirst() + " typ host");
            assertThat(other.stats().loops().getFirst().kind()).isEqualTo("nio");
        }
    }

    @Test
    void opening_a_peer_offers_the_data_channel() {
        room.accept(new MediaCommand.OpenPeer("p"));
        MediaEvent.SubscribeOffer offer = events.await(MediaEvent.SubscribeOffer.class, e -> true);
        assertThat(offer.peerId()).isEqualTo("p");
        assertThat(offer.sdp())
                .contains("m=application")
                .contains("a=setup:actpass")
                .contains("a=ice-lite");
        awaitStats(() -> node.stats().connections() == 2 && node.stats().rooms() == 1);
    }

    @Test
    void what_a_peer_is_to_receive_from_the_start_is_in_its_only_offer() {
        MediaCommand.SubscribedTrack camera =
                new MediaCommand.SubscribedTrack("q", "cam", "stream", "video", MediaCommand.Layer.NONE);
        room.accept(new MediaCommand.OpenPeer("p", List.of(camera)));
        MediaEvent.SubscribeOffer offer = events.await(MediaEvent.SubscribeOffer.class, e -> true);
        assertThat(offer.sdp()).contains("m=application", "m=video", "a=msid:stream cam");
        room.accept(new MediaCommand.Subscribe("p", List.of(camera)));
        publish("1", FIRST_OFFER.formatted("hFpm", FINGERPRINT));
        assertThat(events.passed(MediaEvent.SubscribeOffer.class)).isFalse();
    }

    @Test
    void a_publish_offer_is_answered_with_its_reference_and_restarts_ice_with_fresh_credentials() {
        room.accept(new MediaCommand.OpenPeer("p"));
        String first = publish("1", FIRST_OFFER.formatted("hFpm", FINGERPRINT));
        String again = publish("2", FIRST_OFFER.formatted("hFpm", FINGERPRINT));
        String restarted = publish("3", FIRST_OFFER.formatted("zzzz", FINGERPRINT));
        assertThat(first).contains("a=setup:passive");
        assertThat(ufrag(again)).isEqualTo(ufrag(first));
        assertThat(ufrag(restarted)).isNotEqualTo(ufrag(first));
    }

    @Test
    void an_offer_of_no_use_is_refused_with_a_code() {
        room.accept(new MediaCommand.OpenPeer("p"));
        room.accept(new MediaCommand.PublishOffer("p", "r", "not sdp", Map.of()));
        MediaEvent.PublishFailed failed = events.await(MediaEvent.PublishFailed.class, e -> true);
        assertThat(failed.reference()).isEqualTo("r");
        assertThat(failed.code()).isEqualTo(400);
    }

    @Test
    void an_offer_of_an_unknown_peer_is_refused() {
        room.accept(new MediaCommand.PublishOffer("nobody", "r", "v=0", Map.of()));
        assertThat(events.await(MediaEvent.PublishFailed.class, e -> true).code())
                .isEqualTo(404);
    }

    @Test
    void closing_peers_and_rooms_leaves_nothing_behind() {
        room.accept(new MediaCommand.OpenPeer("p"));
        room.accept(new MediaCommand.OpenPeer("q"));
        awaitStats(() -> node.stats().connections() == 4);
        room.accept(new MediaCommand.ClosePeer("p"));
        awaitStats(() -> node.stats().connections() == 2);
        room.close();
        awaitStats(() -> node.stats().connections() == 0 && node.stats().rooms() == 0);
        room.accept(new MediaCommand.OpenPeer("late"));
        room.close();
        assertThat(node.stats().connections()).isZero();
    }

    @Test
    void a_fault_while_serving_one_peer_costs_only_that_peer() {
        room.accept(new MediaCommand.OpenPeer("p"));
        room.accept(new MediaCommand.OpenPeer("q"));
        // No caller does this; it stands for any fault of ours in the middle of a peer's command.
        room.accept(new MediaCommand.PublishOffer("q", "r", FIRST_OFFER.formatted("hFpm", FINGERPRINT), null));
        for (int target = 0; target <= 1; target++) {
            int wanted = target;
            events.await(
                    MediaEvent.Connection.class,
                    e -> e.peerId().equals("q") && e.target() == wanted && e.state() == MediaEvent.State.FAILED);
        }
        assertThat(publish("1", FIRST_OFFER.formatted("hFpm", FINGERPRINT))).contains("m=application");
        awaitStats(() -> node.stats().connections() == 2
                && node.stats().loops().stream()
                                .mapToLong(LoopStats::peersFailed)
                                .sum()
                        == 1);
    }

    @Test
    void a_consumer_that_throws_does_not_stop_the_room() {
        MediaRoom deaf = node.openRoom("deaf", event -> {
            events.accept(event);
            throw new IllegalStateException("not listening");
        });
        deaf.accept(new MediaCommand.OpenPeer("x"));
        deaf.accept(new MediaCommand.OpenPeer("y"));
        events.await(MediaEvent.SubscribeOffer.class, e -> e.peerId().equals("y"));
        awaitStats(() -> node.stats().connections() == 4);
    }

    @Test
    void rooms_are_spread_over_the_loops() {
        node.openRoom("second", new Events()).accept(new MediaCommand.OpenPeer("x"));
        awaitStats(() -> node.stats().loops().stream().allMatch(loop -> loop.rooms() == 1));
    }

    @Test
    void a_restart_of_a_subscription_that_is_not_connected_offers_new_credentials_after_the_answer() {
        room.accept(new MediaCommand.OpenPeer("p"));
        String first = events.await(MediaEvent.SubscribeOffer.class, e -> true).sdp();
        room.accept(new MediaCommand.RestartSubscribeIce("p"));
        // However often it is asked, an offer that is not answered yet is never overtaken.
        room.accept(new MediaCommand.RestartSubscribeIce("p"));
        assertThat(publish("meanwhile", FIRST_OFFER.formatted("abcd", FINGERPRINT)))
                .isNotEmpty();
        assertThat(events.passed(MediaEvent.SubscribeOffer.class)).isFalse();
        room.accept(new MediaCommand.SubscribeAnswer("p", answer()));
        String second = events.await(MediaEvent.SubscribeOffer.class, e -> true).sdp();
        assertThat(ufrag(second)).isNotEqualTo(ufrag(first));
    }

    private static String answer() {
        return FIRST_OFFER.formatted("hFpm", FINGERPRINT).replace("actpass", "active");
    }

    private String publish(String reference, String sdp) {
        room.accept(new MediaCommand.PublishOffer("p", reference, sdp, Map.of()));
        return events.await(MediaEvent.PublishAnswer.class, e -> e.reference().equals(reference))
                .sdp();
    }

    private static String ufrag(String sdp) {
        int at = sdp.indexOf("a=ice-ufrag:");
        return sdp.substring(at, sdp.indexOf("\r\n", at));
    }

    /** The loops report by themselves; the test only has to look until they have. */
    private static void awaitStats(BooleanSupplier reached) {
        while (!reached.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
