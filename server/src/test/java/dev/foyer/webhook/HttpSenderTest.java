package dev.foyer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSenderTest {
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger elsewhere = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            switch (path) {
                case "/slow" -> {
                    try {
                        never.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                }
                case "/elsewhere" -> elsewhere.incrementAndGet();
                case "/redirect" -> {
                    exchange.getResponseHeaders().add("Location", "/elsewhere");
                    exchange.sendResponseHeaders(302, -1);
                }
                case "/endless" -> {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] part = "0123456789\u0000".repeat(1000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
                    while (never.getCount() > 0) {
                        exchange.getResponseBody().write(part);
                    }
                }
                default -> {
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                }
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        never.countDown();
        server.stop(0);
    }

    private String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private static Attempt send(Reach reach, String url) {
        try (HttpSender sender =
                new HttpSender(reach, InstantSource.system(), Duration.ofSeconds(3), Duration.ofSeconds(2))) {
            return sender.send(url, Map.of("x-secret", "v"), "{\"id\":\"1\"}");
        }
    }

    @Test
    void a_body_arrives_and_the_answer_comes_back() {
        Attempt attempt = send(Reach.LOOPBACK, url("/hook"));
        assertThat(attempt.status()).isEqualTo(200);
        assertThat(attempt.answer()).isEqualTo("{\"id\":\"1\"}");
        assertThat(attempt.error()).isEmpty();
        assertThat(attempt.reason()).isEmpty();
    }

    @Test
    void who_does_not_answer_in_time_is_left() {
        Attempt attempt = send(Reach.LOOPBACK, url("/slow"));
        assertThat(attempt.reason()).isEqualTo("timeout");
        assertThat(attempt.millis()).isBetween(1_900, 9_000);
    }

    @Test
    void redirects_are_not_followed() {
        Attempt attempt = send(Reach.LOOPBACK, url("/redirect"));
        assertThat(attempt.reason()).isEqualTo("status 302");
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void an_endless_answer_is_cut_off() {
        Attempt attempt = send(Reach.LOOPBACK, url("/endless"));
        assertThat(attempt.delivered()).isTrue();
        assertThat(attempt.answer()).startsWith("0123456789").doesNotContain("\u0000");
        assertThat(attempt.answer().length()).isLessThanOrEqualTo(1024);
    }

    @Test
    void a_reset_and_a_closed_port_are_failures() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var accepted = socket.accept()) {
                    accepted.setSoLinger(true, 0);
                } catch (IOException over) {
                    Thread.currentThread().interrupt();
                }
            });
            Attempt attempt = send(Reach.LOOPBACK, "http://localhost:" + socket.getLocalPort());
            assertThat(attempt.status()).isZero();
            assertThat(attempt.error()).isNotEmpty();
        }
        server.stop(0);
        assertThat(send(Reach.LOOPBACK, url("/hook")).reason()).isEqualTo("connection refused");
    }

    @Test
    void this_machine_is_not_called_by_a_service() {
        assertThat(send(Reach.PUBLIC, url("/hook")).reason()).isEqualTo("address not allowed");
        assertThat(send(Reach.PUBLIC, "http://[::ffff:127.0.0.1]:1/").reason()).isEqualTo("address not allowed");
        assertThat(send(Reach.LOOPBACK, "http://169.254.169.254/latest").reason())
                .isEqualTo("address not allowed");
        assertThat(send(Reach.LOOPBACK, "http://no-such-name.invalid/").reason())
                .isEqualTo("name not found");
    }
}
