package dev.foyer.media.sdp;

import static dev.foyer.media.sdp.SdpFixtures.announced;
import static dev.foyer.media.sdp.SdpFixtures.local;
import static dev.foyer.media.sdp.SdpFixtures.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.foyer.media.stream.Codec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged descriptions: whatever comes, the outcome is a well-formed description or an {@link SdpException}. */
class SdpFuzzTest {
    private static final int ROUNDS = 150;

    @Test
    void damaged_offers_are_answered_soundly_or_refused() {
        Map<String, TrackRequest> allowed = new HashMap<>();
        SdpFixtures.OFFERS.forEach(name -> allowed.putAll(announced(read(name))));
        int answered = 0;
        for (String name : SdpFixtures.OFFERS) {
            Random random = new Random(name.hashCode());
            PublishNegotiator negotiator = new PublishNegotiator();
            String whole = read(name);
            for (int round = 0; round < ROUNDS; round++) {
                String offer = damage(whole, random);
                try {
                    PublishResult result = negotiator.answer(offer, allowed, local("srv1"));
                    assertMirrors(offer, result);
                    answered++;
                } catch (SdpException e) {
                    assertThat(e).hasMessageMatching(".{10,}");
                } catch (RuntimeException e) {
                    fail("seed " + name + " round " + round, e);
                }
            }
        }
        assertThat(answered).as("damage must not always hit").isGreaterThan(ROUNDS);
    }

    private static void assertMirrors(String offer, PublishResult result) throws SdpException {
        SdpDescription asked = SdpParser.parse(offer);
        SdpDescription given = SdpParser.parse(result.sdp());
        assertThat(given.mids()).isEqualTo(asked.mids());
        assertThat(given.media())
                .extracting(section -> section.kind)
                .isEqualTo(asked.media().stream().map(section -> section.kind).toList());
        for (ReceiveSection section : result.sections()) {
            if (section.active()) {
                int index = given.mids().indexOf(section.mid());
                assertThat(given.bundle()).contains(section.mid());
                assertThat(given.direction(given.media().get(index))).isEqualTo("recvonly");
                assertThat(section.format().payloadType()).isBetween(0, 127);
            }
        }
    }

    @Test
    void damaged_answers_are_taken_soundly_or_refused() {
        List<SendTrack> tracks =
                List.of(new SendTrack("t1", "s1", "audio", Codec.OPUS), new SendTrack("t2", "s1", "video", Codec.VP8));
        Random random = new Random(11);
        int taken = 0;
        String whole = read("answer-av");
        for (int round = 0; round < 4 * ROUNDS; round++) {
            SubscribeNegotiator negotiator = new SubscribeNegotiator(random, local("srv1"));
            negotiator.want(tracks);
            Objects.requireNonNull(negotiator.pollOffer());
            try {
                SubscribeResult result = negotiator.answer(damage(whole, random));
                assertThat(result.sections()).hasSizeLessThanOrEqualTo(2);
                taken++;
            } catch (SdpException e) {
                assertThat(negotiator.outstanding()).isTrue();
            } catch (RuntimeException e) {
                fail("round " + round, e);
            }
        }
        assertThat(taken).isPositive();
    }

    /** One to four lines dropped, doubled, swapped, cut, or with characters and words changed. */
    private static String damage(String sdp, Random random) {
        List<String> lines = new ArrayList<>(List.of(sdp.split("\r?\n")));
        for (int i = random.nextInt(1, 5); i > 0 && !lines.isEmpty(); i--) {
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            switch (random.nextInt(7)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(random.nextInt(lines.size() + 1), line);
                case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
                case 3 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
                case 4 -> lines.set(at, line.replaceFirst("\\d+", Long.toString(random.nextLong())));
                case 5 -> lines.set(at, line.replace(':', ' ').replaceFirst(" ", ":"));
                default -> lines.set(at, mutate(line, random));
            }
        }
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String mutate(String line, Random random) {
        StringBuilder out = new StringBuilder(line);
        if (!out.isEmpty()) {
            out.setCharAt(random.nextInt(out.length()), (char) random.nextInt(0x20, 0x180));
        }
        return out.toString();
    }
}
