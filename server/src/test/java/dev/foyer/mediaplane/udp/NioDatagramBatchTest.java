package dev.foyer.mediaplane.udp;

import java.io.IOException;
import java.net.InetAddress;

class NioDatagramBatchTest extends DatagramBatchContract {
    @Override
    DatagramBatch open(InetAddress bind, int port) throws IOException {
        return NioDatagramBatch.open(bind, port);
    }
}
