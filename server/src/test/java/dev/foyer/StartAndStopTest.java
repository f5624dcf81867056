package dev.foyer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.kernel.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real program as a process: it comes up, serves over TLS, and ends in order. */
class StartAndStopTest {
    private static final Pattern LINK = Pattern.compile("(https?://localhost:[0-9]+)/meeting/([a-z-]{12})\n");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void with_a_certificate_pages_and_sockets_are_encrypted_and_a_signal_ends_it_in_order(String algorithm)
            throws Exception {
        TestCertificate certificate = TestCertificate.make(algorithm);
        try (MainProcess server = begin(
                        "--tls-cert",
                        certificate.certificateFile.toString(),
                        "--tls-key",
                        certificate.keyFile.toString());
                HttpClient client =
                        HttpClient.newBuilder().sslContext(certificate.trust()).build()) {
            assertThat(server.base()).isEqualTo("https://localhost");
            Matcher link = LINK.matcher(server.out());
            assertThat(link.find()).isTrue();
            String base = link.group(1);

            HttpResponse<String> page = get(client, link.group().strip(), "");
            assertThat(page.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
            String token = exchange(client, base, link.group(2));
            HttpResponse<String> init = get(client, base + "/init?peer_id=p", token);
            String endpoint = Json.readObject(init.body()).path("endpoint").asString();
            assertThat(endpoint).isEqualTo("wss" + base.substring("https".length()) + "/v2/ws");
            Socket socket = Socket.open(client, endpoint, token);
            assertThat(socket.first.get(60, TimeUnit.SECONDS)).contains("on-policy-change");

            server.terminate();
            assertThat(socket.closed.get(60, TimeUnit.SECONDS)).isEqualTo(1001);
            assertThat(server.exitCode()).isEqualTo(Main.STOPPED);
            assertEvents(server.err());
        }
    }

    @Test
    void plain_http_is_kept_off_a_port_with_a_certificate() throws Exception {
        TestCertificate certificate = TestCertificate.make("Ed25519");
        try (MainProcess server = begin(
                        "--tls-cert",
                        certificate.certificateFile.toString(),
                        "--tls-key",
                        certificate.keyFile.toString());
                var socket = new java.net.Socket("localhost", server.port())) {
            socket.getOutputStream()
                    .write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("200", "status");
            server.terminate();
            assertThat(server.exitCode()).isEqualTo(Main.STOPPED);
        }
    }

    private static void assertEvents(String log) {
        assertThat(log.lines()).allMatch(line -> line.matches("[0-9-]{10}T[0-9:.]{12}\\S+ INFO .*"));
        assertThat(log)
                .containsSubsequence(": started ", ": room opened ", ": stopping", ": room closed ", ": stopped");
    }

    private static String exchange(HttpClient client, String base, String code) throws Exception {
        String body = Json.write(Json.object().put("code", code));
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(base + "/v2/token"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.readObject(answer.body()).path("token").asString();
    }

    private MainProcess begin(String... more) {
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "--port",
                "0",
                "--media-port",
                "0",
                "--data",
                folder.resolve("data").toString()));
        arguments.addAll(List.of(more));
        return MainProcess.begin(arguments.toArray(String[]::new));
    }

    private static HttpResponse<String> get(HttpClient client, String url, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static final class Socket implements WebSocket.Listener {
        final CompletableFuture<String> first = new CompletableFuture<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();

        static Socket open(HttpClient client, String endpoint, String token) throws Exception {
            Socket socket = new Socket();
            String query = "?peer=p&token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
            client.newWebSocketBuilder()
                    .buildAsync(URI.create(endpoint + query), socket)
                    .get(60, TimeUnit.SECONDS);
            return socket;
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                first.complete(text.toString());
            }
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(statusCode);
            return CompletableFuture.completedFuture(null);
        }
    }
}
