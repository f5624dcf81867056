package dev.foyer.media.sdp;

import static dev.foyer.media.sdp.SdpFixtures.local;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.stream.Codec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Long random histories of one subscribe connection, answered as a browser would. */
class SubscribeHistoryTest {
    private final Random random = new Random(42);
    private final SubscribeNegotiator negotiator = new SubscribeNegotiator(random, local("srv1"));
    /** What the browser believes of each section: the msid it announced, or empty while inactive. */
    private final Map<String, String> announced = new HashMap<>();

    private List<String> mids = List.of();

    @Test
    void every_history_converges_without_reordering_or_silent_replacement() throws SdpException {
        for (int round = 0; round < 400; round++) {
            List<SendTrack> wanted = randomTracks();
            negotiator.want(wanted);
            if (random.nextInt(10) == 0) {
                negotiator.restartIce(local("gen" + round));
            }
            settle(new HashSet<>(wanted));
        }
        assertThat(mids).as("sections are reused").hasSizeLessThan(60);
    }

    private void settle(Set<SendTrack> wanted) throws SdpException {
        Set<SendTrack> active = new HashSet<>();
        int offers = 0;
        String offer = negotiator.pollOffer();
        boolean any = offer != null;
        while (offer != null) {
            assertThat(++offers).as("offers until quiet").isLessThanOrEqualTo(2);
            browserTakes(offer);
            if (random.nextInt(8) == 0) {
                // The answer is lost with the socket: the next offer must be acceptable all the same.
                negotiator.abandonOffer();
                offer = negotiator.pollOffer();
                assertThat(offer).isNotNull();
                browserTakes(offer);
            }
            active.clear();
            for (SendSection section : negotiator.answer(mirror(offer)).sections()) {
                active.add(new SendTrack(
                        section.trackId(),
                        section.streamId(),
                        section.kind(),
                        section.format().codec()));
            }
            offer = negotiator.pollOffer();
        }
        if (any) {
            assertThat(active).isEqualTo(wanted);
        }
    }

    private void browserTakes(String offer) throws SdpException {
        SdpDescription sdp = SdpParser.parse(offer);
        assertThat(sdp.mids().subList(0, mids.size())).isEqualTo(mids);
        mids = sdp.mids();
        for (int i = 1; i < mids.size(); i++) {
            SdpSection section = sdp.media().get(i);
            String msid = section.first("msid");
            String now = msid == null ? "" : msid;
            String before = announced.getOrDefault(mids.get(i), "");
            assertThat(now.isEmpty() || before.isEmpty() || now.equals(before))
                    .as("section %s goes from %s to %s in one step", mids.get(i), before, now)
                    .isTrue();
            announced.put(mids.get(i), now);
        }
    }

    private static String mirror(String offer) {
        return offer.replace("a=sendonly", "a=recvonly").replace("setup:actpass", "setup:active");
    }

    private List<SendTrack> randomTracks() {
        List<SendTrack> tracks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            if (random.nextInt(3) == 0) {
                boolean audio = i % 2 == 0;
                tracks.add(new SendTrack(
                        "track" + i, "stream" + i / 2, audio ? "audio" : "video", audio ? Codec.OPUS : Codec.VP8));
            }
        }
        return tracks;
    }
}
