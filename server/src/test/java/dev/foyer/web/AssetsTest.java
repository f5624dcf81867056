package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetsTest {
    @TempDir
    Path folder;

    @Test
    void a_file_is_found_by_its_path_with_type_and_a_smaller_copy() throws Exception {
        String script = "let a = 1;\n".repeat(500);
        Files.createDirectories(folder.resolve("assets/meet"));
        Files.writeString(folder.resolve("assets/meet/app.js"), script);
        Asset asset = Objects.requireNonNull(Assets.read(folder).get("assets/meet/app.js"));
        assertThat(asset.type()).isEqualTo("text/javascript; charset=utf-8");
        assertThat(asset.gzipped().length).isLessThan(script.length() / 10);
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(asset.gzipped()))) {
            assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(script);
        }
    }

    @Test
    void nothing_outside_the_folder_exists() throws Exception {
        Path inside = Files.createDirectories(folder.resolve("dist"));
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.writeString(inside.resolve("index.html"), "<!doctype html>");
        Assets assets = Assets.read(inside);
        assertThat(assets.get("../secret.txt")).isNull();
        assertThat(assets.get("/etc/passwd")).isNull();
        assertThat(assets.get("index.html")).isNotNull();
    }

    @Test
    void a_folder_that_does_not_exist_has_no_files() {
        assertThat(Assets.read(folder.resolve("missing")).get("index.html")).isNull();
    }

    @Test
    void the_policy_names_no_foreign_host() {
        String policy = PageHeaders.of(null, false).getOrDefault("Content-Security-Policy", "");
        assertThat(policy)
                .contains("default-src 'none'")
                .contains("connect-src 'self';")
                .doesNotContain("http")
                .doesNotContain("unsafe");
        assertThat(PageHeaders.of("https://meet.example.org", false))
                .containsKey("Strict-Transport-Security")
                .extractingByKey("Content-Security-Policy")
                .asString()
                .contains("connect-src 'self' wss://meet.example.org;");
    }
}
