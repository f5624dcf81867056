package dev.foyer.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.workspace.KeyRing;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProofsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-05T09:00:00Z"));
    private final KeyRing keys = KeyRing.generate(new SecureRandom());
    private final Proofs proofs = new Proofs(keys, now::get, Guessing.BITS);

    private String solution(String block, String code) {
        Proofs.Challenge challenge = proofs.challenge(block);
        return Guessing.solve(challenge.bits(), challenge.salt(), code);
    }

    @Test
    void a_proof_is_good_for_its_code_and_its_block_for_five_minutes() {
        String proof = solution("a", "abc-defg-hij");
        assertThat(proofs.solved("a", "abc-defg-hij", proof)).isTrue();
        assertThat(new Proofs(keys, now::get, Guessing.BITS).solved("a", "abc-defg-hij", proof))
                .isTrue();
        assertThat(proofs.solved("b", "abc-defg-hij", proof)).isFalse();
        Proofs others = new Proofs(KeyRing.generate(new SecureRandom()), now::get, Guessing.BITS);
        assertThat(others.solved("a", "abc-defg-hij", proof)).isFalse();
        long elsewhere = 0;
        for (int i = 0; i < 200; i++) {
            elsewhere += proofs.solved("a", "abc-defg-h" + i, proof) ? 1 : 0;
        }
        assertThat(elsewhere).isLessThan(20);
        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(6)));
        assertThat(proofs.solved("a", "abc-defg-hij", proof)).isFalse();
    }

    @Test
    void a_challenge_that_was_changed_is_not_ours() {
        Proofs.Challenge challenge = proofs.challenge("a");
        String cheaper = challenge.salt().replaceFirst("\\." + challenge.bits() + "\\.", ".0.");
        assertThat(cheaper).isNotEqualTo(challenge.salt());
        for (String proof : new String[] {
            cheaper + ":1", "", ":", "1.6.1." + "0".repeat(64) + ":1", challenge.salt() + ":-1", challenge.salt()
        }) {
            assertThat(proofs.solved("a", "abc", proof)).isFalse();
        }
    }

    @Test
    void paid_guesses_get_dearer_for_their_block_and_a_little_for_others_and_that_is_forgotten() {
        String early = solution("a", "abc");
        for (int i = 0; i < 200; i++) {
            proofs.wrong("a");
        }
        assertThat(proofs.challenge("a").bits()).isEqualTo(Guessing.BITS + 5);
        assertThat(proofs.challenge("b").bits()).isBetween(Guessing.BITS + 1, Guessing.BITS + 3);
        assertThat(proofs.solved("a", "abc", early)).isFalse();
        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(5)));
        assertThat(proofs.challenge("b").bits()).isEqualTo(Guessing.BITS);
        now.updateAndGet(instant -> instant.plus(Duration.ofHours(2)));
        assertThat(proofs.challenge("a").bits()).isEqualTo(Guessing.BITS);
    }

    /** The same numbers stand in the test of the page's solver. */
    @Test
    void the_page_and_the_server_hash_alike() {
        assertThat(Proofs.zeroBits("salt", "abc-defg-hij", 51_199)).isGreaterThanOrEqualTo(16);
        assertThat(Proofs.zeroBits("salt", "abc-defg-hij", 51_198)).isLessThan(16);
    }
}
