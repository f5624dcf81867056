package dev.foyer.roomcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CodeGeneratorTest {
    private static final int CODES = 1_000_000;
    /** Chi-square of 25 degrees of freedom at p = 0.001. */
    private static final double CRITICAL = 52.62;

    @Test
    void every_position_is_uniform_over_the_alphabet_and_repeats_are_rare() throws NoSuchAlgorithmException {
        // Seeded: of ten positions that are uniform, one in a hundred runs would miss p > 0.001 by chance.
        SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
        random.setSeed(1);
        CodeGenerator generator = new CodeGenerator(random);
        int[][] counts = new int[10][26];
        Set<String> seen = HashSet.newHashSet(CODES);
        for (int i = 0; i < CODES; i++) {
            String code = generator.next();
            seen.add(code);
            String letters = code.replace("-", "");
            for (int position = 0; position < 10; position++) {
                counts[position][letters.charAt(position) - 'a']++;
            }
        }
        // Among 26^10 codes a million has 0.0035 expected repeats.
        assertThat(seen).hasSizeGreaterThanOrEqualTo(CODES - 1);
        assertThat(seen.iterator().next()).matches("[a-z]{3}-[a-z]{4}-[a-z]{3}");
        double expected = CODES / 26.0;
        for (int[] position : counts) {
            double chiSquare = 0;
            for (int count : position) {
                chiSquare += (count - expected) * (count - expected) / expected;
            }
            assertThat(chiSquare).isLessThan(CRITICAL);
        }
    }
}
