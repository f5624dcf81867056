package dev.foyer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.http.Client;
import dev.foyer.kernel.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Links under their hosts, over the wire: browsers choose the Host header, so the tests write it themselves. */
class LinkFlowTest {
    private static final String UNKNOWN = "zzz-zzzz-zzz";
    private static RunningApp server;
    private static Client client;
    private static String room;
    private static String subdomain;
    private static String templateId;
    private String code = "";

    @BeforeAll
    static void start() {
        server = RunningApp.fresh();
        client = server.client();
        JsonNode made = client.post("/v2/rooms", "{'name':'links'}").json();
        room = made.path("id").asString();
        templateId = made.path("template_id").asString();
        subdomain = client.get("/v2/templates/" + templateId)
                .json()
                .path("subdomain")
                .asString();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void makeCode() {
        code = client.post("/v2/room-codes/room/" + room + "/role/guest", "{}")
                .json()
                .path("code")
                .asString();
        client.post("/v2/workspace/settings", "{'legacy_links':false,'uniform_answers':false}");
    }

    private record Wire(int status, String head, String body) {
        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private static Wire get(String host, String path) {
        return send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    private static Wire token(String host, String body, String... more) {
        return send("POST /v2/token HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nContent-Length: "
                + body.length() + "\r\n" + String.join("", more) + "\r\n" + body);
    }

    private static Wire send(String request) {
        try (Socket socket = new Socket("localhost", server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            return new Wire(
                    Integer.parseInt(answer.substring(9, 12)), answer.substring(0, end), answer.substring(end + 4));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Wire exchange(String host) {
        return token(host, "{\"code\":\"" + code + "\"}");
    }

    @Test
    void a_code_opens_under_its_templates_name_and_no_other() {
        client.post("/v2/workspace/domains", "{'host':'meet.mine.example'}");
        server.clientOf(server.newWorkspace("Rival")).post("/v2/workspace/domains", "{'host':'meet.rival.example'}");
        for (String host : List.of(
                "localhost",
                "127.0.0.1:8080",
                "[::1]",
                "unclaimed.example",
                "meet.mine.example",
                "MEET.mine.example.:443",
                subdomain + ".localhost:8080",
                subdomain.toUpperCase(Locale.ROOT) + ".localhost.")) {
            assertThat(exchange(host).status()).as(host).isEqualTo(200);
        }
        for (boolean uniform : new boolean[] {false, true}) {
            client.post("/v2/workspace/settings", "{'uniform_answers':" + uniform + "}");
            Wire unknown = token("localhost", "{\"code\":\"" + UNKNOWN + "\"}");
            for (String host : List.of("other.localhost", "meet.rival.example", "a." + subdomain + ".localhost")) {
                assertThat(exchange(host).status()).as(host).isEqualTo(404);
                assertThat(exchange(host).body()).as(host).isEqualTo(unknown.body());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a@b", "a/../b", "<script>", "\u00e9.localhost", "a\u0000b"})
    void a_hostile_host_is_no_failure_and_comes_back_nowhere(String host) {
        for (Wire answer :
                List.of(exchange(host), get(host, "/meeting/" + code), get(host, "/meeting/abc-defg-hij/invite.ics"))) {
            assertThat(answer.status()).isBetween(200, 431);
            assertThat(answer.body()).doesNotContain(host);
        }
    }

    @Test
    void a_forwarded_host_is_nobodys_word_without_a_trusted_proxy() {
        String body = "{\"code\":\"" + code + "\"}";
        assertThat(token("other.localhost", body, "X-Forwarded-Host: localhost\r\n")
                        .status())
                .isEqualTo(404);
        assertThat(token("localhost", body, "X-Forwarded-Host: other.localhost\r\n")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void links_by_room_and_role_work_only_where_they_are_switched_on() {
        String body = "{\"room_id\":\"" + room + "\",\"role\":\"guest\",\"user_id\":\"u\"}";
        Wire off = token("localhost", body);
        assertThat(off.status()).isEqualTo(404);
        assertThat(off.body())
                .isEqualTo(token("localhost", "{\"code\":\"" + UNKNOWN + "\"}").body());
        assertThat(client.post("/v2/workspace/settings", "{'legacy_links':true}")
                        .json()
                        .path("legacy_links")
                        .asBoolean())
                .isTrue();
        assertThat(token("localhost", body).status()).isEqualTo(200);
        assertThat(token("other.localhost", body).status()).isEqualTo(404);
        assertThat(token("localhost", body.replace("guest", "nobody")).status()).isEqualTo(404);
        assertThat(token("localhost", body.replace(room, "0".repeat(24))).status())
                .isEqualTo(404);
        assertThat(token("localhost", "{\"room_id\":\"" + room + "\"}").status())
                .isEqualTo(400);
        assertThat(token("localhost", body.replace(room, "a\\u0000b")).status()).isEqualTo(400);
        client.post("/v2/room-codes/code", "{'code':'" + code + "','enabled':false}");
        assertThat(token("localhost", body).status())
                .as("no enabled code for the role")
                .isEqualTo(404);
    }

    @Test
    void a_token_by_room_and_role_is_bound_to_the_roles_code() {
        client.post("/v2/workspace/settings", "{'legacy_links':true}");
        String token = Json.readObject(token("localhost", "{\"room_id\":\"" + room + "\",\"role\":\"guest\"}")
                        .body())
                .path("token")
                .asString();
        assertThat(client.with(token).get("/init?peer_id=p").status()).isEqualTo(200);
        client.post("/v2/switches", "{'scope':'code','id':'" + code + "','off':true}");
        assertThat(client.with(token).get("/init?peer_id=p").status()).isEqualTo(403);
        client.post("/v2/switches", "{'scope':'code','id':'" + code + "','off':false}");
    }

    @Test
    void every_form_of_every_link_is_the_same_document() {
        String plain = get("localhost", "/meeting/" + UNKNOWN).body();
        for (String path : List.of(
                "/" + code,
                "/" + UNKNOWN,
                "/meeting/" + code,
                "/preview/" + code,
                "/streaming/meeting/" + code,
                "/streaming/preview/" + code,
                "/meeting/" + room + "/guest",
                "/preview/" + room + "/guest",
                "/" + room + "/guest",
                "/streaming/meeting/" + room + "/guest")) {
            Wire answer = get("localhost", path);
            assertThat(answer.body()).as(path).isEqualTo(plain);
            assertThat(answer.header("Referrer-Policy")).as(path).isEqualTo("no-referrer");
            assertThat(answer.header("Cache-Control")).as(path).isEqualTo("no-store");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v2", "/favicon.ico", "/admin", "/robots.txt", "/x/y", "/.git/config", "/a_b", "/ab", "/a%00b-c"
            })
    void what_looks_like_no_link_is_not_there(String path) {
        assertThat(get("localhost", path).status()).as(path).isIn(400, 404);
    }

    @Test
    void pages_tell_browsers_what_they_may_do() {
        Wire meeting = get("localhost", "/meeting/" + code);
        assertThat(meeting.header("Content-Security-Policy"))
                .contains("default-src 'none'", "object-src 'none'")
                .doesNotContain("unsafe", "frame-ancestors");
        assertThat(meeting.header("Permissions-Policy"))
                .contains("camera=(self)", "microphone=(self)", "display-capture=(self)");
        assertThat(meeting.header("X-Frame-Options")).isEmpty();
        assertThat(meeting.header("Cross-Origin-Opener-Policy")).isEmpty();
        assertThat(meeting.header("Strict-Transport-Security"))
                .as("not without TLS")
                .isEmpty();
        Wire docs = get("localhost", "/docs");
        assertThat(docs.header("Content-Security-Policy"))
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(docs.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(docs.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    }

    @Test
    void a_template_says_under_its_own_host_who_frames_it() {
        String origins = "['https://customer.example','http://localhost:3000']";
        ObjectNode design = client.post("/v2/templates/" + templateId + "/layout", "{'embed_origins':" + origins + "}")
                .json();
        assertThat(design.path("embed_origins")).hasSize(2);
        client.post("/v2/workspace/domains", "{'host':'frames.mine.example'}");
        for (String host : List.of(subdomain + ".localhost", "frames.mine.example")) {
            for (String any : List.of(code, UNKNOWN)) {
                assertThat(get(host, "/meeting/" + any).header("Content-Security-Policy"))
                        .as(host)
                        .endsWith("; frame-ancestors 'self' https://customer.example http://localhost:3000");
            }
        }
        assertThat(get("localhost", "/meeting/" + code).header("Content-Security-Policy"))
                .doesNotContain("frame-ancestors");
        for (String bad :
                List.of("*", "https://*", "'self'", "https://a; script-src *", "javascript:x", "https://a/b")) {
            String body =
                    Json.write(Json.object().set("embed_origins", Json.array().add(bad)));
            assertThat(client.post("/v2/templates/" + templateId + "/layout", body)
                            .status())
                    .as(bad)
                    .isEqualTo(400);
        }
        client.post("/v2/templates/" + templateId + "/layout", "{}");
    }

    @Test
    void a_link_preview_is_told_by_the_host_and_never_by_the_code() {
        String body = "{'link_preview':{'title':'Acme & <Friends>','description':'Talk \\'now','image':"
                + "'https://acme.example/p.png'}}";
        client.post("/v2/templates/" + templateId + "/layout", body.replace("\\'", "’"));
        String branded = get(subdomain + ".localhost", "/meeting/" + code).body();
        assertThat(get(subdomain + ".localhost", "/meeting/" + UNKNOWN).body()).isEqualTo(branded);
        assertThat(get("localhost", "/meeting/" + code).body())
                .isEqualTo(get("unclaimed.example", "/meeting/" + UNKNOWN).body())
                .doesNotContain("Acme");
        // Without a built app there is no document to write into.
        if (branded.contains("</head>")) {
            assertThat(branded)
                    .contains("content=\"Acme &amp; &lt;Friends&gt;\"", "https://acme.example/p.png")
                    .doesNotContain("<Friends>");
        }
        client.post("/v2/templates/" + templateId + "/layout", "{}");
    }

    @Test
    void what_is_made_of_a_link_tells_nothing_about_its_code() {
        for (String name : List.of("qr.svg", "invite.ics?start=2027-01-05T09:00:00Z")) {
            Wire known = get(subdomain + ".localhost:8080", "/meeting/" + code + "/" + name);
            Wire unknown = get("other.localhost:8080", "/meeting/" + UNKNOWN + "/" + name);
            assertThat(known.status()).isEqualTo(200);
            assertThat(unknown.status()).isEqualTo(200);
            for (String header :
                    List.of("Cache-Control", "Referrer-Policy", "X-Robots-Tag", "Content-Security-Policy")) {
                assertThat(known.header(header)).isNotEmpty().isEqualTo(unknown.header(header));
            }
        }
        String event = get(subdomain + ".localhost:8080", "/meeting/" + code + "/invite.ics?title=A%2CB&duration=5")
                .body();
        assertThat(event.replace("\r\n ", ""))
                .contains("URL:http://" + subdomain + ".localhost:8080/meeting/" + code, "SUMMARY:A\\,B");
        for (String bad : List.of(
                "a%00b/qr.svg",
                "a%20b/qr.svg",
                "-/qr.svg",
                "a--b/invite.ics",
                "x".repeat(65) + "/qr.svg",
                code + "/invite.ics?duration=0",
                code + "/invite.ics?duration=1441",
                code + "/invite.ics?start=soon",
                code + "/invite.ics?title=a%0Ab",
                code + "/invite.ics?title=" + "x".repeat(201))) {
            assertThat(get("localhost", "/meeting/" + bad).status()).as(bad).isIn(400, 404);
        }
    }

    @Test
    void domains_are_listed_changed_and_recorded() {
        JsonNode made = client.post("/v2/workspace/domains", "{'host':'Bücher.Example','for_links':true}")
                .json();
        assertThat(made.path("host").asString()).isEqualTo("xn--bcher-kva.example");
        assertThat(client.get("/v2/workspace/domains").json().path("data")).contains(made);
        Client other = server.clientOf(server.newWorkspace("Other"));
        assertThat(other.get("/v2/workspace/domains").json().path("data")).isEmpty();
        assertThat(other.delete("/v2/workspace/domains/xn--bcher-kva.example").status())
                .isEqualTo(404);
        assertThat(other.post("/v2/workspace/domains", "{'host':'bücher.example'}")
                        .status())
                .isEqualTo(400);
        String links = client.post("/v2/room-codes/room/" + room + "/bulk", "{'role':'guest','people':[{'name':'A'}]}")
                .response()
                .body();
        assertThat(links).contains("http://xn--bcher-kva.example:" + server.port() + "/meeting/");
        assertThat(client.delete("/v2/workspace/domains/xn--bcher-kva.example").status())
                .isEqualTo(200);
        assertThat(client.get("/v2/audit?limit=20").response().body()).contains("domain.removed", "domain.changed");
    }
}
