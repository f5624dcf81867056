package dev.foyer;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.foyer.kernel.Json;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A thousand room codes go through the server in every place where a client can put one: right, disabled and wrong ones. None
 * of them may be found in the log, in an error, in a page, in a header, or in the bytes of the database.
 */
class RoomCodeLeakTest {
    private static final int CODES = 1000;
    private static final int PLACES_STEP = 9;

    private static final Set<String> needles = new HashSet<>();
    private static final List<String> right = new ArrayList<>();
    private static final List<String> disabled = new ArrayList<>();
    private static final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private static final StringBuilder answers = new StringBuilder();
    private static final HttpClient http = HttpClient.newHttpClient();
    private static OutputStreamAppender<ILoggingEvent> appender;
    private static RunningApp server;
    private static String management;
    private static int refusals;

    @BeforeAll
    static void run_everything() throws Exception {
        listenToTheLog();
        server = RunningApp.fresh();
        management = server.sign(server.claims("management"));
        seed();
        int turn = 0;
        for (String code : Stream.concat(right.stream(), disabled.stream()).toList()) {
            // One letter changed is a code that nobody has, as long as it is in none of the rooms.
            String wrong = (code.charAt(0) == 'q' ? 'w' : 'q') + code.substring(1);
            exchange(code, turn < right.size() ? 200 : 403);
            if (turn > right.size() / 2 && turn % 2 == 0 && !needles.contains(wrong)) {
                exchange(wrong, 404);
                addNeedle(wrong);
            }
            inSomePlaces(code, turn++);
        }
        sockets();
    }

    @AfterAll
    static void stop() {
        root().detachAppender(appender);
        logger("dev.foyer").setLevel(Level.INFO);
        server.close();
    }

    @Test
    void the_log_holds_none() {
        String text = log.toString(StandardCharsets.UTF_8);
        assertThat(text).contains("room opened", "media started");
        assertThat(found(text)).isEmpty();
    }

    @Test
    void no_page_no_error_and_no_header_holds_one() {
        assertThat(refusals).isGreaterThan(3 * CODES / 2);
        assertThat(answers.toString()).contains("room code not found").contains("content-security-policy");
        assertThat(found(answers)).isEmpty();
    }

    @Test
    void the_files_of_the_data_folder_hold_none() throws Exception {
        int files = 0;
        try (Stream<Path> all = Files.walk(server.data)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files++;
                assertThat(found(Files.readString(file, StandardCharsets.ISO_8859_1)))
                        .as(file.getFileName().toString())
                        .isEmpty();
            }
        }
        // Main file, write-ahead log and its index, keys, credentials: the log was not folded into the main file yet.
        assertThat(files).isGreaterThanOrEqualTo(5);
        assertThat(server.data.resolve("foyer.db-wal")).isNotEmptyFile();
    }

    @Test
    void pages_tell_browsers_to_keep_the_address_to_themselves() throws Exception {
        HttpResponse<String> page = send(to("/meeting/" + right.getFirst()), "");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("X-Robots-Tag")).contains("noindex, nofollow");
    }

    @Test
    void the_search_finds_a_code_where_there_is_one() {
        String code = right.getFirst();
        for (String text :
                List.of(code, "x" + code.toUpperCase(Locale.ROOT) + "y", "/" + code.replace("-", "") + "?")) {
            assertThat(found(text)).isNotEmpty();
        }
    }

    private static void seed() throws Exception {
        while (right.size() + disabled.size() < CODES) {
            String room = Json.readObject(
                            send(post("/v2/rooms", "{}"), management).body())
                    .path("id")
                    .asString();
            String made =
                    send(post("/v2/room-codes/room/" + room, "{}"), management).body();
            for (JsonNode entry : Json.readObject(made).path("data")) {
                String code = entry.path("code").asString();
                addNeedle(code);
                boolean off = needles.size() % 3 == 0;
                (off ? disabled : right).add(code);
                if (off) {
                    String body = "{\"code\":\"" + code + "\",\"enabled\":false}";
                    assertThat(send(post("/v2/room-codes/code", body), management)
                                    .statusCode())
                            .isEqualTo(200);
                }
            }
        }
        assertThat(right).hasSizeGreaterThan(CODES / 2);
        assertThat(disabled).hasSizeGreaterThan(CODES / 4);
    }

    private static void exchange(String code, int expected) throws Exception {
        HttpResponse<String> answer = hear(post("/v2/token", "{\"code\":\"" + code + "\"}"), "");
        // Once the budget of wrong codes is spent, a proof of work is asked for before any code is looked at.
        assertThat(answer.statusCode()).isIn(expected, 429);
    }

    /** Two places or three for each code, so that each place sees more than a hundred codes. */
    private static void inSomePlaces(String code, int turn) throws Exception {
        List<HttpRequest.Builder> places = places(code);
        for (int i = turn % PLACES_STEP; i < places.size(); i += PLACES_STEP) {
            hear(places.get(i), "");
        }
    }

    private static List<HttpRequest.Builder> places(String code) {
        return List.of(
                to("/meeting/" + code),
                to("/preview/" + code),
                to("/streaming/meeting/" + code),
                to("/" + code),
                to("//meeting/" + code),
                to("/meeting/" + code + "/"),
                bearer(to("/v2/rooms/" + code), management),
                bearer(to("/v2/rooms?limit=" + code), management),
                bearer(to("/v2/room-codes/room/" + code), management),
                bearer(to("/init?room_code=" + code + "&token=" + code), code),
                bearer(to("/v2/layouts/ui?code=" + code), code),
                to("/assets/meet/" + code + "?c=" + code),
                post("/v2/token", "{\"code\":\"" + code + "\",\"user_id\":7}"),
                post("/v2/token", "{\"code\":\"" + code + "\""),
                post("/v2/token", "[\"" + code + "\"]"),
                post("/v2/token?code=" + code, "{\"" + code + "\":{}}"),
                bearer(post("/v2/room-codes/code", "{\"code\":\"" + code + "\",\"enabled\":\"x\"}"), management),
                bearer(post("/v2/room-codes/room/" + code + "/role/" + code, ""), management),
                to("/healthz")
                        .header("Referer", "http://localhost/meeting/" + code)
                        .header("X-Code", code));
    }

    /** As a token, as a peer's id, and as a name in a frame that is not understood. */
    private static void sockets() throws Exception {
        for (int i = 0; i < 20; i++) {
            String code = right.get(i);
            Heard refused = connect("p", code);
            answers.append(refused.text.get(60, TimeUnit.SECONDS));
            String token = Json.readObject(send(post("/v2/token", "{\"code\":\"" + code + "\"}"), "")
                            .body())
                    .path("token")
                    .asString();
            Heard open = connect("peer-" + i, token);
            answers.append(open.text.get(60, TimeUnit.SECONDS));
            open.socket
                    .sendText("{\"method\":\"" + code + "\",\"id\":\"1\",\"params\":\"" + code + "\"}", true)
                    .join();
            open.socket.sendText("not json " + code, true).join();
            open.socket.abort();
        }
    }

    private static Heard connect(String peer, String token) throws Exception {
        Heard heard = new Heard();
        String query = "?peer=" + peer + "&token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        heard.socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://localhost:" + server.app.port() + "/v2/ws" + query), heard)
                .get(60, TimeUnit.SECONDS);
        return heard;
    }

    private static final class Heard implements WebSocket.Listener {
        final CompletableFuture<String> text = new CompletableFuture<>();
        WebSocket socket;

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.complete(data.toString());
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Sends and keeps what came back. */
    private static HttpResponse<String> hear(HttpRequest.Builder request, String token) throws Exception {
        HttpResponse<String> answer = send(request, token);
        answer.headers()
                .map()
                .forEach((name, values) ->
                        answers.append(name).append(": ").append(values).append('\n'));
        answers.append(answer.body().length() > 2000 ? answer.body().substring(0, 2000) : answer.body())
                .append('\n');
        refusals += answer.statusCode() >= 400 ? 1 : 0;
        // 503 is the page of an app that is not built, as it may be where only Java is tested.
        assertThat(answer.statusCode()).isNotIn(500, 501, 502);
        return answer;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String token) throws Exception {
        return http.send(
                (token.isEmpty() ? request : bearer(request, token)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder bearer(HttpRequest.Builder request, String token) {
        return request.header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.app.port() + path));
    }

    private static HttpRequest.Builder post(String path, String body) {
        return to(path).POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static void addNeedle(String code) {
        needles.add(code);
        needles.add(code.replace("-", ""));
    }

    /** The codes in a text, with and without dashes, in any case. */
    private static Set<String> found(CharSequence where) {
        String text = where.toString().toLowerCase(Locale.ROOT);
        Set<String> found = new TreeSet<>();
        for (int length : new int[] {10, 12}) {
            for (int i = 0; i + length <= text.length(); i++) {
                char first = text.charAt(i);
                if (first >= 'a' && first <= 'z' && needles.contains(text.substring(i, i + length))) {
                    found.add(text.substring(i, i + length));
                }
            }
        }
        return found;
    }

    /** Everything that the server would print and its own lines of every level, in the format of its log. */
    private static void listenToTheLog() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d %-5level %logger [%thread]: %msg %kvp %mdc%n%ex{full}");
        encoder.start();
        appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(log);
        appender.start();
        root().addAppender(appender);
        logger("dev.foyer").setLevel(Level.TRACE);
    }

    private static Logger root() {
        return logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
