package dev.foyer.mediaplane;

import dev.foyer.media.peer.TestClient;
import dev.foyer.media.sdp.PublishNegotiator;
import dev.foyer.media.sdp.SdpException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One browser connection over a real socket, driven step by step by the test's thread. */
final class LoopbackConnection implements AutoCloseable {
    private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final Pattern FINGERPRINT = Pattern.compile("a=fingerprint:sha-256 ([0-9A-F:]+)");

    final TestClient client = new TestClient(() -> {});
    private final DatagramSocket socket;
    private final InetSocketAddress server;
    private boolean started;
    private long nextCheckNanos;

    LoopbackConnection(int serverPort) throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.setSoTimeout(1);
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
    }

    /** Starts towards the server's end as its description says. */
    void connect(String sdp) throws SdpException {
        Matcher matcher = FINGERPRINT.matcher(sdp);
        if (!matcher.find()) {
            throw new AssertionError("no fingerprint in " + sdp);
        }
        if (!started) {
            client.server(PublishNegotiator.peekIce(sdp), matcher.group(1));
            started = true;
        }
    }

    /** Sends what is due, takes what has come. */
    void step() throws IOException {
        long now = System.nanoTime();
        if (started && now >= nextCheckNanos) {
            nextCheckNanos = now + CHECK_NANOS;
            client.check(true);
        }
        client.handleTimeout(now);
        for (byte[] out = client.poll(now); out != null; out = client.poll(now)) {
            send(out);
        }
        DatagramPacket in = new DatagramPacket(new byte[2048], 2048);
        try {
            while (true) {
                socket.receive(in);
                if (in.getLength() > 0) {
                    client.handle(System.nanoTime(), Arrays.copyOf(in.getData(), in.getLength()));
                }
                in.setLength(2048);
            }
        } catch (SocketTimeoutException e) {
            // Nothing more for now.
        }
    }

    /** Seals and sends one RTP packet. */
    void sendRtp(byte[] plain) throws IOException {
        byte[] sealed = client.sealRtp(plain);
        if (sealed == null) {
            throw new AssertionError("not connected");
        }
        send(sealed);
    }

    void send(byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, server));
    }

    @Override
    public void close() {
        client.close();
        socket.close();
    }
}
