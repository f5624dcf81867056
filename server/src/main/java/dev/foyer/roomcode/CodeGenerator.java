package dev.foyer.roomcode;

import java.security.SecureRandom;

/** Makes codes of ten letters, {@code xxx-xxxx-xxx}: each letter uniform over a to z and independent of the others. */
public final class CodeGenerator {
    private static final int LETTERS = 10;
    private static final int ALPHABET = 26;
    /** The largest multiple of 26 that fits a byte: bytes from here on would favour the first letters, so they are thrown away. */
    private static final int LIMIT = 234;

    private final SecureRandom random;

    public CodeGenerator(SecureRandom random) {
        this.random = random;
    }

    /** A new code. */
    public String next() {
        StringBuilder code = new StringBuilder(LETTERS + 2);
        byte[] bytes = new byte[LETTERS + 6];
        int letters = 0;
        while (true) {
            random.nextBytes(bytes);
            for (byte b : bytes) {
                int value = b & 0xFF;
                if (value >= LIMIT) {
                    continue;
                }
                code.append((char) ('a' + value % ALPHABET));
                letters++;
                if (letters == LETTERS) {
                    return code.toString();
                }
                if (letters == 3 || letters == 7) {
                    code.append('-');
                }
            }
        }
    }
}
