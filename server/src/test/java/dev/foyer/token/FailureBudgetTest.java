package dev.foyer.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.token.Guessing.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class FailureBudgetTest {
    private static final String SCHOOL = "203.0.113.7";

    /** Five guesses a second for an hour; in between a school comes in from the same address. */
    @Test
    void one_address_has_sixty_guesses_an_hour_while_two_hundred_right_joins_succeed() {
        try (Guessing guessing = new Guessing()) {
            List<String> classes = guessing.codes(104);
            String known = classes.removeLast();
            assertThat(guessing.ask(known, SCHOOL)).isEqualTo(Outcome.IN);
            int looked = 0;
            int in = 0;
            for (int second = 0; second < 3600; second++) {
                for (int i = 0; i < 5; i++) {
                    looked += guessing.ask(guessing.guess(), SCHOOL) == Outcome.WRONG ? 1 : 0;
                }
                if (second >= 1800 && second < 1860) {
                    // Our page with codes that this address never used, and official clients with one that it did.
                    for (int i = 0; i < 2 && !classes.isEmpty(); i++) {
                        in += guessing.askAndPay(classes.removeLast(), SCHOOL) == Outcome.IN ? 1 : 0;
                        in += guessing.ask(known, SCHOOL) == Outcome.IN ? 1 : 0;
                    }
                }
                guessing.parts.pass(Duration.ofSeconds(1));
            }
            assertThat(classes).isEmpty();
            assertThat(in).isEqualTo(206);
            assertThat(looked).isBetween(50, 60);
        }
    }

    @Test
    void ten_thousand_addresses_have_one_guess_a_second_and_right_joins_succeed() {
        try (Guessing guessing = new Guessing()) {
            List<String> codes = guessing.codes(121);
            String running = codes.removeLast();
            int first = 0;
            int later = 0;
            int in = 0;
            for (int second = 0; second < 120; second++) {
                for (int i = 0; i < 300; i++) {
                    int bot = (second * 300 + i) % 10_000;
                    boolean looked =
                            guessing.ask(guessing.guess(), "10." + bot / 250 + "." + bot % 250 + ".1") == Outcome.WRONG;
                    first += looked && second < 60 ? 1 : 0;
                    later += looked && second >= 60 ? 1 : 0;
                }
                String home = "198.51." + second + ".9";
                in += guessing.askAndPay(codes.removeLast(), home) == Outcome.IN ? 1 : 0;
                // An official client, to a meeting that our page opens every few minutes.
                in += (second == 0 ? guessing.askAndPay(running, home) : guessing.ask(running, home)) == Outcome.IN
                        ? 1
                        : 0;
                guessing.parts.pass(Duration.ofSeconds(1));
            }
            assertThat(first).isBetween(300, 361);
            assertThat(later).isBetween(50, 61);
            assertThat(in).isEqualTo(240);
        }
    }

    @Test
    void over_budget_right_and_wrong_codes_are_answered_alike_and_neither_is_looked_at() {
        try (Guessing guessing = new Guessing()) {
            String right = guessing.codes(1).getFirst();
            for (int i = 0; i < 40; i++) {
                guessing.ask(guessing.guess(), SCHOOL);
            }
            Refusal forRight = refusal(guessing, right, SCHOOL);
            Refusal forWrong = refusal(guessing, guessing.guess(), SCHOOL);
            assertThat(forRight.status()).isEqualTo(429);
            assertThat(forRight.text()).isEqualTo(forWrong.text());
            assertThat(forRight.details()).isEqualTo(forWrong.details());
            // Neighbours outside of the block are untouched, and a code is familiar once it was right.
            assertThat(guessing.ask(right, "203.0.114.7")).isEqualTo(Outcome.IN);
            assertThat(guessing.ask(right, SCHOOL)).isEqualTo(Outcome.IN);
        }
    }

    @Test
    void a_code_is_familiar_for_its_user_elsewhere_and_for_everybody_only_for_a_while() {
        try (Guessing guessing = new Guessing()) {
            String code = guessing.codes(1).getFirst();
            var body = Json.object().put("code", code).put("user_id", "alice");
            assertThat(guessing.ask(body, "198.51.100.1")).isEqualTo(Outcome.IN);
            for (int i = 0; i < 40; i++) {
                guessing.ask(guessing.guess(), SCHOOL);
            }
            assertThat(guessing.ask(code, SCHOOL)).isEqualTo(Outcome.IN);
            for (int i = 0; i < 40; i++) {
                guessing.ask(guessing.guess(), "192.0.2.1");
            }
            guessing.parts.pass(Duration.ofMinutes(16));
            for (int i = 0; i < 40; i++) {
                guessing.ask(guessing.guess(), "192.0.2.1");
            }
            assertThat(guessing.ask(code, "192.0.2.1")).isEqualTo(Outcome.NOT_LOOKED_AT);
            assertThat(guessing.ask(body, "192.0.2.1")).isEqualTo(Outcome.IN);
            var other = Json.object().put("code", code).put("user_id", "bob");
            assertThat(guessing.ask(other, "192.0.2.200")).isEqualTo(Outcome.IN);
        }
    }

    @Test
    void guesses_at_the_same_time_cannot_slip_past_and_right_codes_wait_for_each_other() throws Exception {
        try (Guessing guessing = new Guessing();
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Outcome>> right = new ArrayList<>();
            guessing.codes(100).forEach(code -> right.add(() -> guessing.ask(code, SCHOOL)));
            assertThat(outcomes(executor, right)).containsOnly(Outcome.IN);
            List<Callable<Outcome>> wrong = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                String guess = guessing.guess();
                wrong.add(() -> guessing.ask(guess, SCHOOL));
            }
            assertThat(Collections.frequency(outcomes(executor, wrong), Outcome.WRONG))
                    .isEqualTo(30);
        }
    }

    @Test
    void ipv6_is_counted_by_its_first_half() {
        assertThat(AddressBlock.of("2001:db8:1:2:3:4:5:6")).isEqualTo(AddressBlock.of("[2001:db8:1:2::9]"));
        assertThat(AddressBlock.of("2001:db8:1:2::9")).isNotEqualTo(AddressBlock.of("2001:db8:1:3::9"));
        assertThat(AddressBlock.of("evil.example.org")).isEqualTo("other");
    }

    @Test
    void one_subdomain_has_its_own_budget() {
        Allowances allowances = new Allowances(() -> java.time.Instant.EPOCH);
        int looked = 0;
        for (int i = 0; i < 300; i++) {
            var leave = allowances.take("10.0." + i % 250 + ".1", "acme");
            looked += leave.isPresent() ? 1 : 0;
            leave.ifPresent(Allowances.Leave::wrong);
        }
        assertThat(looked).isEqualTo(150);
        assertThat(allowances.take("10.0.1.1", "other")).isPresent();
    }

    private static List<Outcome> outcomes(ExecutorService executor, List<Callable<Outcome>> calls) throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> future : executor.invokeAll(calls)) {
            outcomes.add(future.get());
        }
        return outcomes;
    }

    private static Refusal refusal(Guessing guessing, String code, String address) {
        return catchThrowableOfType(
                Refusal.class, () -> guessing.exchange.exchange(Json.object().put("code", code), address));
    }
}
