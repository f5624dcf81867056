import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The load for {@code ./foyer bench control}: trades room codes for tokens over connections that are kept, each with one call at
 * a time, and prints what came of it as one line of JSON. Arguments: port, file with a code a line, connections, seconds.
 */
public final class Exchange {
    private static final int MOST = 2_000_000;

    private Exchange() {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        List<String> codes = Files.readAllLines(Path.of(arguments[1]));
        int connections = Integer.parseInt(arguments[2]);
        long end = System.nanoTime() + Long.parseLong(arguments[3]) * 1_000_000_000L;
        byte[][] requests = codes.stream().map(Exchange::request).toArray(byte[][]::new);
        AtomicInteger next = new AtomicInteger();
        List<Callable<long[]>> loads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            loads.add(() -> run(port, requests, next, end));
        }
        var os = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = os.getProcessCpuTime();
        long began = System.nanoTime();
        List<long[]> all = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(connections)) {
            for (var result : pool.invokeAll(loads)) {
                all.add(result.get());
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        long[] micros = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.printf(
                "{\"count\":%d,\"seconds\":%.3f,\"p50\":%d,\"p90\":%d,\"p99\":%d,\"max\":%d,\"cpu\":%.3f}%n",
                micros.length,
                seconds,
                at(micros, 0.50),
                at(micros, 0.90),
                at(micros, 0.99),
                micros[micros.length - 1],
                (os.getProcessCpuTime() - cpu) / 1e9);
    }

    private static byte[] request(String code) {
        String body = "{\"code\":\"" + code + "\",\"user_id\":\"bench\"}";
        return ("POST /v2/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Latencies in microseconds. */
    private static long[] run(int port, byte[][] requests, AtomicInteger next, long end) throws IOException {
        long[] micros = new long[MOST / 16];
        int count = 0;
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 4096);
            OutputStream out = socket.getOutputStream();
            while (System.nanoTime() < end && count < micros.length) {
                long before = System.nanoTime();
                out.write(requests[Math.floorMod(next.getAndIncrement(), requests.length)]);
                read(in);
                micros[count++] = (System.nanoTime() - before) / 1000;
            }
        }
        return Arrays.copyOf(micros, count);
    }

    private static void read(InputStream in) throws IOException {
        int length = -1;
        String status = line(in);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("the server said " + status);
        }
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        in.skipNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static long at(long[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
