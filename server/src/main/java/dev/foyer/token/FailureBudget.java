package dev.foyer.token;

import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.workspace.KeyRing;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the table of codes and decides whether a code is looked at. It is when the caller paid with a proof of work,
 * when the code is familiar, or when the budgets of wrong codes ({@link Allowances}) are not spent. Otherwise the caller is
 * told what to pay, and learns nothing about the code.
 */
public final class FailureBudget {
    private static final int MAX_PROOF = 256;

    private final Allowances allowances;
    private final Proofs proofs;
    private final FamiliarCodes familiar;

    /** Challenges are signed with keys that no other process knows. */
    public FailureBudget(InstantSource clock) {
        this(KeyRing.generate(new SecureRandom()), clock);
    }

    public FailureBudget(KeyRing keys, InstantSource clock) {
        this(keys, clock, Proofs.BASE_BITS);
    }

    FailureBudget(KeyRing keys, InstantSource clock, int baseBits) {
        this.allowances = new Allowances(clock);
        this.proofs = new Proofs(keys, clock, baseBits);
        this.familiar = new FamiliarCodes(clock);
    }

    /**
     * Somebody wants a code to be looked at.
     *
     * @param subdomain of the link, empty when unknown
     * @param userId as the caller gave it, else empty
     * @param proof {@code salt:n} as {@link Proofs} wants it; null when none was given
     */
    record Guess(
            String address,
            String subdomain,
            String userId,
            String letters,
            @Nullable String proof) {
        String block() {
            return AddressBlock.of(address);
        }

        String code() {
            return letters.strip().toLowerCase(Locale.ROOT);
        }
    }

    /** A code may be looked at. One of the methods must be called afterwards. */
    interface Look {
        /** It was right. */
        void right();

        /** It was wrong. */
        void wrong();

        /** Neither: what came out tells a guesser nothing. */
        void spare();
    }

    /**
     * Leave to look at one code.
     *
     * @throws Refusal 429 with the challenge as details {@code ["proof", bits, salt]}
     */
    Look look(Guess guess) {
        String proof = guess.proof();
        if (proof != null && proof.length() <= MAX_PROOF && proofs.solved(guess.block(), guess.code(), proof)) {
            return looking(guess, () -> {}, () -> proofs.wrong(guess.block()));
        }
        if (familiar.knows(guess.block(), guess.userId(), guess.code())) {
            return looking(guess, () -> {}, () -> {});
        }
        Allowances.Leave leave =
                allowances.take(guess.address(), guess.subdomain()).orElse(null);
        if (leave != null) {
            return looking(guess, leave::right, leave::wrong);
        }
        Proofs.Challenge challenge = proofs.challenge(guess.block());
        throw Refusal.of(RefusalCode.PROOF_WANTED, "proof", Integer.toString(challenge.bits()), challenge.salt());
    }

    /** Spends one of this address's on something else that is given away sparingly; false when none is left. */
    public boolean spend(String address) {
        Allowances.Leave leave = allowances.take(address, "").orElse(null);
        if (leave != null) {
            leave.wrong();
        }
        return leave != null;
    }

    private Look looking(Guess guess, Runnable spare, Runnable wrong) {
        return new Look() {
            @Override
            public void right() {
                spare.run();
                familiar.used(guess.block(), guess.userId(), guess.code());
            }

            @Override
            public void wrong() {
                wrong.run();
            }

            @Override
            public void spare() {
                spare.run();
            }
        };
    }
}
