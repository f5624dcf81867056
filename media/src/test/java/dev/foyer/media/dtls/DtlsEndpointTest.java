package dev.foyer.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DtlsEndpointTest {
    private static final DtlsIdentity OURS = DtlsIdentity.generate(new SecureRandom());
    private static final DtlsIdentity THEIRS = DtlsIdentity.generate(new SecureRandom());

    private static final Set<Integer> LOST = Set.of(1, 4, 9);

    private final Semaphore signal = new Semaphore(0);
    private final DtlsEndpoint server = new DtlsEndpoint(OURS, Thread::startVirtualThread, signal::release);
    private TestDtlsClient client = client(THEIRS, 1, 7, 8);

    @AfterEach
    void endThreads() {
        server.close();
        client.close();
    }

    @Test
    void both_sides_export_the_same_keys() throws InterruptedException {
        connect();

        DtlsKeys ours = server.keys();
        DtlsKeys theirs = client.keys();
        assertThat(ours.profile()).isEqualTo(7);
        assertThat(theirs.profile()).isEqualTo(7);
        assertThat(ours.clientKey()).hasSize(16).isEqualTo(theirs.clientKey());
        assertThat(ours.serverKey()).isEqualTo(theirs.serverKey()).isNotEqualTo(ours.clientKey());
        assertThat(ours.clientSalt()).hasSize(12).isEqualTo(theirs.clientSalt());
        assertThat(ours.serverSalt()).isEqualTo(theirs.serverSalt());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "8,8", "2,0"})
    void the_profile_is_one_of_the_clients(int offered, int chosen) throws InterruptedException {
        client = client(THEIRS, offered);
        connect();

        assertThat(server.keys() == null ? 0 : server.keys().profile()).isEqualTo(chosen);
        assertThat(client.keys() == null ? 0 : client.keys().profile()).isEqualTo(chosen);
    }

    @Test
    void a_client_without_use_srtp_still_gets_its_data_through() throws InterruptedException {
        client = client(THEIRS);
        connect();

        client.send(new byte[] {1, 2, 3});
        assertThat(server.send(new byte[1150])).isTrue();
        byte[][] got = new byte[2][];
        exchangeUntil(() -> {
            got[0] = got[0] == null ? server.pollData() : got[0];
            got[1] = got[1] == null ? client.pollData() : got[1];
            return got[0] != null && got[1] != null;
        });
        assertThat(got[0]).containsExactly(1, 2, 3);
        assertThat(got[1]).hasSize(1150);
        assertThat(server.send(new byte[DtlsEndpoint.MAX_DATA + 1])).isFalse();
    }

    @Test
    void a_certificate_of_another_fingerprint_is_refused() throws InterruptedException {
        server.expect(OURS.fingerprint());
        client.start(OURS.fingerprint());
        exchangeUntil(() -> server.state() == DtlsEndpoint.State.FAILED && client.ended());

        assertThat(server.keys()).isNull();
        assertThat(server.handle(new byte[50])).isFalse();
    }

    @Test
    void a_client_without_certificate_is_refused() throws InterruptedException {
        client = client(null, 7);
        server.expect(THEIRS.fingerprint());
        client.start(OURS.fingerprint());
        exchangeUntil(() -> server.state() == DtlsEndpoint.State.FAILED);

        assertThat(server.keys()).isNull();
    }

    @Test
    void records_that_come_before_the_fingerprint_wait_for_it() throws InterruptedException {
        client.start(OURS.fingerprint());
        exchangeOnce();
        assertThat(server.state()).isEqualTo(DtlsEndpoint.State.NEW);

        server.expect(THEIRS.fingerprint().toLowerCase(Locale.ROOT));
        exchangeUntil(() -> server.state() == DtlsEndpoint.State.CONNECTED && client.connected());
        assertThat(server.keys()).isNotNull();
    }

    @Test
    void another_fingerprint_later_ends_the_endpoint() throws InterruptedException {
        connect();
        server.expect(THEIRS.fingerprint());
        assertThat(server.state()).isEqualTo(DtlsEndpoint.State.CONNECTED);

        server.expect(OURS.fingerprint());
        assertThat(server.state()).isEqualTo(DtlsEndpoint.State.FAILED);
    }

    @Test
    void close_notify_of_the_client_closes() throws InterruptedException {
        connect();
        client.close();
        exchangeUntil(() -> server.state() == DtlsEndpoint.State.CLOSED);

        assertThat(server.send(new byte[1])).isFalse();
    }

    @Test
    void closing_tells_the_client() throws InterruptedException {
        connect();
        server.close();
        exchangeUntil(client::ended);

        assertThat(server.state()).isEqualTo(DtlsEndpoint.State.CLOSED);
    }

    @Test
    void lost_datagrams_are_sent_again() throws InterruptedException {
        server.expect(THEIRS.fingerprint());
        client.start(OURS.fingerprint());
        int[] count = {0};
        exchangeUntil(
                () -> server.state() == DtlsEndpoint.State.CONNECTED && client.connected(),
                () -> LOST.contains(count[0]++));

        assertThat(server.keys().serverKey()).isEqualTo(client.keys().serverKey());
    }

    @Test
    void a_runner_that_refuses_is_asked_again_by_the_next_record() {
        int[] asked = {0};
        DtlsEndpoint busy = new DtlsEndpoint(
                OURS,
                task -> {
                    asked[0]++;
                    throw new RejectedExecutionException("busy");
                },
                () -> {});
        busy.expect(THEIRS.fingerprint());
        busy.handle(new byte[20]);
        busy.handle(new byte[20]);

        assertThat(asked[0]).isEqualTo(2);
        assertThat(busy.state()).isEqualTo(DtlsEndpoint.State.NEW);
    }

    @Test
    void records_do_not_pile_up_while_no_fingerprint_is_known() {
        int taken = 0;
        for (int i = 0; i < 10_000; i++) {
            taken += server.handle(new byte[100]) ? 1 : 0;
        }
        assertThat(taken).isLessThan(500);
        assertThat(server.dropped()).isEqualTo(10_000 - taken);
    }

    private TestDtlsClient client(DtlsIdentity identity, int... profiles) {
        return new TestDtlsClient(identity, profiles, signal::release);
    }

    private void connect() throws InterruptedException {
        server.expect(THEIRS.fingerprint());
        client.start(OURS.fingerprint());
        exchangeUntil(() -> server.state() == DtlsEndpoint.State.CONNECTED && client.connected());
    }

    private void exchangeOnce() throws InterruptedException {
        assertThat(signal.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        move(() -> false);
    }

    private void exchangeUntil(BooleanSupplier done) throws InterruptedException {
        exchangeUntil(done, () -> false);
    }

    private void exchangeUntil(BooleanSupplier done, BooleanSupplier lose) throws InterruptedException {
        while (true) {
            move(lose);
            if (done.getAsBoolean()) {
                return;
            }
            assertThat(signal.tryAcquire(10, TimeUnit.SECONDS))
                    .as("no progress")
                    .isTrue();
        }
    }

    private void move(BooleanSupplier lose) {
        for (byte[] out = server.poll(); out != null; out = server.poll()) {
            if (!lose.getAsBoolean()) {
                client.handle(out);
            }
        }
        for (byte[] out = client.poll(); out != null; out = client.poll()) {
            if (!lose.getAsBoolean()) {
                server.handle(out);
            }
        }
    }
}
