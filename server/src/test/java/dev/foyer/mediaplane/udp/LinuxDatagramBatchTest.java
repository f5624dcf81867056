package dev.foyer.mediaplane.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LinuxDatagramBatchTest extends DatagramBatchContract {
    @Override
    DatagramBatch open(InetAddress bind, int port) throws IOException {
        return LinuxDatagramBatch.open(bind, port);
    }

    @Test
    void a_burst_of_equal_size_leaves_as_one_message_and_arrives_as_single_datagrams() throws IOException {
        for (int i = 0; i < 9; i++) {
            queue(clientAddress(), i, i == 8 ? 700 : 1200);
        }
        batch.flush();
        for (int i = 0; i < 9; i++) {
            byte[] bytes = receive();
            assertThat(bytes).hasSize(i == 8 ? 700 : 1200);
            assertThat(bytes[1]).isEqualTo((byte) i);
        }
        assertThat(batch.counters().segmented()).isEqualTo(((LinuxDatagramBatch) batch).offload() ? 9 : 0);
        assertThat(batch.counters().sent()).isEqualTo(9);
    }

    @Test
    void without_offload_everything_that_is_left_is_sent_singly() throws IOException {
        ((LinuxDatagramBatch) batch).sendWithoutOffload();
        for (int i = 0; i < 9; i++) {
            queue(clientAddress(), i, 1200);
        }
        batch.flush();
        for (int i = 0; i < 9; i++) {
            assertThat(receive()[1]).isEqualTo((byte) i);
        }
        assertThat(batch.counters().segmented()).isZero();
        assertThat(batch.counters().sent()).isEqualTo(9);
    }

    @Test
    void a_refused_message_is_taken_apart_in_the_same_flush() throws IOException {
        for (int i = 0; i < 5; i++) {
            queue(clientAddress(), i, 1200);
        }
        ((LinuxDatagramBatch) batch).sendWithoutOffload();
        batch.flush();
        for (int i = 0; i < 5; i++) {
            assertThat(receive()[1]).isEqualTo((byte) i);
        }
        assertThat(((LinuxDatagramBatch) batch).offload()).isFalse();
    }
}
