package dev.foyer.mediaplane.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.TransportAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What both implementations promise, over loopback. */
@Timeout(30)
abstract class DatagramBatchContract {
    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    DatagramBatch batch;
    DatagramSocket client;

    abstract DatagramBatch open(InetAddress bind, int port) throws IOException;

    @BeforeEach
    void openBoth() throws IOException {
        batch = open(LOOPBACK, 0);
        client = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
        client.setReceiveBufferSize(2 << 20);
        client.setSoTimeout(5000);
    }

    @AfterEach
    void closeBoth() {
        batch.close();
        client.close();
    }

    @Test
    void datagrams_arrive_with_their_content_and_sender() throws IOException {
        for (int i = 0; i < 100; i++) {
            send(batch.port(), new byte[] {(byte) i, 2, 3});
        }
        List<byte[]> got = new ArrayList<>();
        while (got.size() < 100) {
            int count = batch.receive(1000);
            assertThat(count).isBetween(1, DatagramBatch.RECEIVE_SLOTS);
            for (int i = 0; i < count; i++) {
                got.add(batch.received(i).toBytes());
                assertThat(batch.source(i)).isEqualTo(clientAddress());
                assertThat(batch.sourceLow(i)).isEqualTo(clientAddress().low());
            }
        }
        for (int i = 0; i < 100; i++) {
            assertThat(got.get(i)).containsExactly(i, 2, 3);
        }
        assertThat(batch.counters().received()).isEqualTo(100);
    }

    @Test
    void queued_datagrams_leave_with_one_flush_and_in_order() throws IOException {
        for (int i = 0; i < 300; i++) {
            queue(clientAddress(), i, 100 + i % 7);
        }
        batch.flush();
        for (int i = 0; i < 300; i++) {
            byte[] bytes = receive();
            assertThat(bytes).hasSize(100 + i % 7);
            assertThat((bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF)).isEqualTo(i);
        }
        assertThat(batch.counters().sent()).isEqualTo(300);
        assertThat(batch.counters().sendDropped()).isZero();
    }

    @Test
    void equal_datagrams_to_several_receivers_reach_each_of_them() throws IOException {
        try (DatagramSocket second = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            second.setSoTimeout(5000);
            TransportAddress other = TransportAddress.of((InetSocketAddress) second.getLocalSocketAddress());
            for (int i = 0; i < 20; i++) {
                queue(clientAddress(), i, 1100);
                queue(other, 1000 + i, 1100);
            }
            batch.flush();
            for (int i = 0; i < 20; i++) {
                assertThat(receive(client)[1]).isEqualTo((byte) i);
                assertThat(receive(second)[1]).isEqualTo((byte) (1000 + i));
            }
        }
    }

    @Test
    void a_datagram_longer_than_a_slot_is_dropped_and_counted() throws IOException {
        send(batch.port(), new byte[PacketBuffer.CAPACITY + 1]);
        send(batch.port(), new byte[PacketBuffer.CAPACITY]);
        assertThat(receiveOne()).hasSize(PacketBuffer.CAPACITY);
        assertThat(batch.counters().oversize()).isEqualTo(1);
        assertThat(batch.counters().received()).isEqualTo(1);
    }

    @Test
    void an_empty_datagram_is_a_datagram() throws IOException {
        send(batch.port(), new byte[0]);
        assertThat(receiveOne()).isEmpty();
    }

    @Test
    void a_wake_up_ends_a_wait_from_another_thread() throws InterruptedException {
        CountDownLatch woken = new CountDownLatch(1);
        Thread waiter = Thread.ofPlatform().start(() -> {
            assertThat(batch.receive(20_000)).isZero();
            woken.countDown();
        });
        batch.wake();
        assertThat(woken.await(5, TimeUnit.SECONDS)).isTrue();
        waiter.join();
    }

    @Test
    void a_wake_up_before_the_wait_is_remembered_once() {
        batch.wake();
        batch.wake();
        assertThat(batch.receive(20_000)).isZero();
        long start = System.nanoTime();
        assertThat(batch.receive(30)).isZero();
        assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(25));
        batch.wake();
        assertThat(batch.receive(20_000)).isZero();
    }

    @Test
    void a_wake_up_after_the_end_and_a_second_end_are_harmless() {
        batch.close();
        batch.wake();
        batch.close();
        assertThat(batch.counters().received()).isZero();
    }

    @Test
    void a_port_in_use_is_named_in_the_refusal() {
        assertThatThrownBy(() -> open(LOOPBACK, batch.port()))
                .isInstanceOf(BindException.class)
                .hasMessage("cannot listen on UDP " + LOOPBACK.getHostAddress() + " port " + batch.port()
                        + ": the port is already in use");
    }

    @Test
    void a_wildcard_socket_hears_ipv4_and_keeps_its_address_form() throws IOException {
        try (DatagramBatch wide = open(InetAddress.getByName("0.0.0.0"), 0)) {
            send(wide.port(), new byte[] {7});
            assertThat(wide.receive(5000)).isEqualTo(1);
            assertThat(wide.source(0)).isEqualTo(clientAddress());
            wide.slot().set(new byte[] {8}, 0, 1);
            wide.queue(wide.source(0));
            wide.flush();
            assertThat(receive()).containsExactly(8);
        }
    }

    @Test
    void a_datagram_that_cannot_be_sent_is_counted_and_the_next_one_leaves() throws IOException {
        queue(new TransportAddress(0x2001_0DB8_0000_0000L, 1, 9), 1, 10);
        queue(clientAddress(), 2, 10);
        batch.flush();
        assertThat(receive()[1]).isEqualTo((byte) 2);
        assertThat(batch.counters().sent() + batch.counters().sendDropped()).isEqualTo(2);
    }

    void queue(TransportAddress to, int number, int size) {
        PacketBuffer slot = batch.slot();
        slot.length(size);
        slot.u16(0, number);
        batch.queue(to);
    }

    TransportAddress clientAddress() {
        return TransportAddress.of((InetSocketAddress) client.getLocalSocketAddress());
    }

    byte[] receive() throws IOException {
        return receive(client);
    }

    private void send(int port, byte[] bytes) throws IOException {
        client.send(new DatagramPacket(bytes, bytes.length, LOOPBACK, port));
    }

    private byte[] receiveOne() {
        int count = batch.receive(5000);
        while (count == 0) {
            count = batch.receive(5000);
        }
        assertThat(count).isEqualTo(1);
        return batch.received(0).toBytes();
    }

    static byte[] receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }
}
