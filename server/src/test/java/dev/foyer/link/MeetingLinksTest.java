package dev.foyer.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.TestParts;
import dev.foyer.config.Config;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Ids;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.roomcode.RoomCode;
import dev.foyer.workspace.Workspaces;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeetingLinksTest {
    private static Config config(String... more) {
        return Config.parse(
                Stream.concat(Stream.of("--port", "8080"), Arrays.stream(more)).toList(), Map.of());
    }

    private static Domains domains(TestParts parts, Config config) {
        return new Domains(new JdbiDomainStore(parts.database.jdbi()), MeetingLinks.base(config), parts);
    }

    private static WorkspaceId another(TestParts parts) {
        return new Workspaces(parts.workspaces, new Ids(parts, new SecureRandom()), new SecureRandom(), parts)
                .create()
                .id();
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_domain_is_one_workspaces_alone(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            Domains domains = domains(parts, config("--public-url", "https://video.example.org"));
            WorkspaceId mine = parts.workspace.id();
            WorkspaceId other = another(parts);
            LinkDomain made = domains.put(mine, "Bücher.Example.", false);
            assertThat(made.host()).isEqualTo("xn--bcher-kva.example");
            assertThatThrownBy(() -> domains.put(other, "bücher.example", true)).isInstanceOf(Refusal.class);
            parts.pass(Duration.ofMinutes(5));
            LinkDomain changed = domains.put(mine, "bücher.example", true);
            assertThat(changed).isEqualTo(new LinkDomain(made.host(), mine, true, made.createdAt()));
            assertThat(domains.list(mine)).containsExactly(changed);
            assertThat(domains.list(other)).isEmpty();
            assertThatThrownBy(() -> domains.remove(other, made.host())).isInstanceOf(Refusal.class);
            domains.remove(mine, made.host());
            assertThat(domains.find(made.host())).isEmpty();
            assertThatThrownBy(() -> domains.remove(mine, made.host())).isInstanceOf(Refusal.class);
            assertThat(domains.put(other, "bücher.example", true).workspace()).isEqualTo(other);
        }
    }

    @Test
    void our_own_addresses_are_nobodys() {
        try (TestParts parts = new TestParts(Engine.SQLITE)) {
            Domains domains = domains(parts, config("--public-url", "https://video.example.org"));
            for (String host :
                    List.of("video.example.org", "a.video.example.org", "a.localhost", "VIDEO.example.org.")) {
                assertThatThrownBy(() -> domains.put(parts.workspace.id(), host, true))
                        .as(host)
                        .isInstanceOf(Refusal.class);
            }
            assertThat(domains.put(parts.workspace.id(), "example.org", true).host())
                    .isEqualTo("example.org");
        }
    }

    @Test
    void a_workspace_has_fifty_domains_at_most() {
        try (TestParts parts = new TestParts(Engine.SQLITE)) {
            Domains domains = domains(parts, config());
            for (int i = 0; i < 50; i++) {
                domains.put(parts.workspace.id(), "meet" + i + ".example.com", false);
            }
            assertThatThrownBy(() -> domains.put(parts.workspace.id(), "more.example.com", false))
                    .isInstanceOf(Refusal.class);
            assertThat(domains.put(parts.workspace.id(), "meet7.example.com", true)
                            .forLinks())
                    .isTrue();
        }
    }

    private static List<String> right(String base, String label) {
        return List.of(
                base,
                base + ":8443",
                base.toUpperCase(Locale.ROOT),
                "localhost",
                "LOCALHOST:8080",
                "localhost.",
                "127.0.0.1:8080",
                "[::1]:8080",
                "192.0.2.77",
                "some-machine",
                "unclaimed.example",
                "",
                "bad host",
                "a\r\nb",
                label + ".localhost:8080",
                label.toUpperCase(Locale.ROOT) + ".LocalHost.:8080",
                "meet.customer.example",
                "Meet.Customer.Example.:443");
    }

    private static List<String> wrong(String label) {
        return List.of(
                "other.localhost",
                "x." + label + ".localhost:8080",
                label + "x.localhost",
                "meet.rival.example",
                "MEET.rival.example.:443");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://video.example.org", "https://video.example.org:8443", "https://192.0.2.5"})
    void links_of_a_template_open_under_its_name_and_under_nobodys(String publicUrl) {
        try (TestParts parts = new TestParts(Engine.SQLITE)) {
            Config config = publicUrl.isEmpty() ? config() : config("--public-url", publicUrl);
            Domains domains = domains(parts, config);
            MeetingLinks links = new MeetingLinks(config, domains);
            String base = MeetingLinks.base(config);
            String label = parts.template.subdomain();
            domains.put(parts.workspace.id(), "meet.customer.example", false);
            domains.put(another(parts), "meet.rival.example", false);
            for (String host : right(base, label)) {
                assertThat(links.host(host).leadsTo(parts.template)).as(host).isTrue();
            }
            for (String host : wrong(label)) {
                assertThat(links.host(host).leadsTo(parts.template)).as(host).isFalse();
            }
            if (publicUrl.contains("video")) {
                assertThat(links.host(label + ".video.example.org:8443").leadsTo(parts.template))
                        .isTrue();
                assertThat(links.host("other.video.example.org").leadsTo(parts.template))
                        .isFalse();
            }
        }
    }

    @Test
    void a_link_is_made_under_the_best_address_there_is() {
        try (TestParts parts = new TestParts(Engine.SQLITE)) {
            String label = parts.template.subdomain();
            RoomCode code = code(parts);
            String path = "/meeting/" + code.code().value();
            Config plain = config("--public-url", "https://video.example.org:8443");
            Config wild = config("--public-url", "https://video.example.org:8443", "--wildcard-dns", "true");
            Domains domains = domains(parts, plain);
            MeetingLinks trial = new MeetingLinks(config(), domains);
            trial.opened(4711);
            assertThat(trial.to(parts.template, code)).isEqualTo("http://" + label + ".localhost:4711" + path);
            assertThat(trial.home()).isEqualTo("http://localhost:4711");
            assertThat(new MeetingLinks(plain, domains).to(parts.template, code))
                    .isEqualTo("https://video.example.org:8443" + path);
            assertThat(new MeetingLinks(wild, domains).to(parts.template, code))
                    .isEqualTo("https://" + label + ".video.example.org:8443" + path);
            domains.put(parts.workspace.id(), "a.customer.example", false);
            domains.put(parts.workspace.id(), "b.customer.example", true);
            assertThat(new MeetingLinks(wild, domains).to(parts.template, code))
                    .isEqualTo("https://b.customer.example:8443" + path);
        }
    }

    @Test
    void what_is_shared_has_the_address_of_the_page_but_never_a_made_up_one() {
        try (TestParts parts = new TestParts(Engine.SQLITE)) {
            Config config = config("--public-url", "https://video.example.org");
            Domains domains = domains(parts, config);
            domains.put(parts.workspace.id(), "meet.customer.example", false);
            MeetingLinks links = new MeetingLinks(config, domains);
            assertThat(links.originOf("acme.video.example.org")).isEqualTo("https://acme.video.example.org");
            assertThat(links.originOf("meet.customer.example:443")).isEqualTo("https://meet.customer.example");
            for (String host : List.of("video.example.org", "evil.example", "10.0.0.1", "", "a\"b", "acme.localhost")) {
                assertThat(links.originOf(host)).as(host).isEqualTo("https://video.example.org");
            }
            MeetingLinks trial = new MeetingLinks(config(), domains);
            assertThat(trial.originOf("acme.localhost:9000")).isEqualTo("http://acme.localhost:9000");
            assertThat(trial.originOf("[::1]:9000")).isEqualTo("http://[::1]:9000");
            assertThat(trial.originOf("evil.example:9000")).isEqualTo("http://localhost:8080");
        }
    }

    private static RoomCode code(TestParts parts) {
        var room = parts.rooms.createOrUpdate(parts.workspace.id(), Json.object());
        return parts.codes.createForRole(parts.workspace.id(), room.id(), "guest", false);
    }
}
