package dev.foyer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who started the server and something was in the way: one sentence, exit code 2. */
class CannotStartTest {
    private static TestCertificate rsa;
    private static TestCertificate other;
    private static TestCertificate ec;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeCertificates() {
        rsa = TestCertificate.make("RSA");
        other = TestCertificate.make("RSA");
        ec = TestCertificate.make("EC");
    }

    @Test
    void a_certificate_or_key_that_is_missing_is_named() {
        assertThat(withTls(folder.resolve("no-cert.pem"), rsa.keyFile))
                .isEqualTo("Cannot start: --tls-cert " + folder.resolve("no-cert.pem") + " does not exist.");
        assertThat(withTls(rsa.certificateFile, folder.resolve("no-key.pem")))
                .isEqualTo("Cannot start: --tls-key " + folder.resolve("no-key.pem") + " does not exist.");
        assertThat(withTls(folder, rsa.keyFile)).endsWith("cannot be read.");
        assertThat(refused("--tls-key", rsa.keyFile.toString())).contains("belong together");
    }

    @Test
    void a_certificate_that_is_none_is_named() throws Exception {
        Path broken = folder.resolve("broken.pem");
        String whole = Files.readString(rsa.certificateFile);
        for (String text : List.of("", "hello", whole.substring(0, whole.length() / 2), whole.replace('M', '!'))) {
            Files.writeString(broken, text);
            assertThat(withTls(broken, rsa.keyFile))
                    .isEqualTo("Cannot start: " + broken + " holds no certificate in PEM form.");
        }
    }

    @Test
    void a_key_in_another_form_is_refused_with_the_command_that_converts_it() throws Exception {
        Path key = folder.resolve("old.key");
        String good = Files.readString(rsa.keyFile);
        for (String text : List.of(
                "",
                good.replace("PRIVATE", "RSA PRIVATE"),
                good.replace("PRIVATE", "ENCRYPTED PRIVATE"),
                good.substring(0, 400) + "\n-----END PRIVATE KEY-----\n",
                Files.readString(rsa.certificateFile))) {
            Files.writeString(key, text);
            assertThat(withTls(rsa.certificateFile, key))
                    .startsWith("Cannot start: " + key + " holds no unencrypted PKCS #8 key")
                    .contains("openssl pkcs8 -topk8 -nodes");
        }
    }

    @Test
    void a_key_of_another_certificate_is_refused() {
        for (TestCertificate wrong : List.of(other, ec)) {
            assertThat(withTls(rsa.certificateFile, wrong.keyFile)).contains("does not belong to the certificate");
            assertThat(withTls(wrong.certificateFile, rsa.keyFile)).contains("does not belong to the certificate");
        }
    }

    @Test
    void a_port_that_is_in_use_is_named_with_and_without_tls() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = String.valueOf(taken.getLocalPort());
            assertThat(refused("--port", port)).contains("port " + port + " is already in use", "--port");
            assertThat(refused(
                            "--port",
                            port,
                            "--tls-cert",
                            rsa.certificateFile.toString(),
                            "--tls-key",
                            rsa.keyFile.toString()))
                    .contains("port " + port + " is already in use");
        }
    }

    @Test
    void a_media_port_that_is_in_use_is_named() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(0))) {
            String port = String.valueOf(taken.getLocalPort());
            assertThat(refused("--media-port", port)).contains(port, "--media-port");
        }
    }

    @Test
    void a_data_folder_that_cannot_be_used_is_named() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(refused("--data", file.toString()))
                .isEqualTo("Cannot start: --data " + file + " is a file, not a folder.");
        Path below = file.resolve("data");
        assertThat(refused("--data", below.toString()))
                .isEqualTo("Cannot start: the data folder " + below + " cannot be created.");
    }

    @Test
    void a_database_or_key_file_that_is_damaged_is_told() throws Exception {
        Path data = Files.createDirectory(folder.resolve("damaged"));
        Files.writeString(
                data.resolve("foyer.db"), "this is not a database, and long enough to be read as one".repeat(50));
        assertThat(refused("--data", data.toString())).contains("the SQLite database");
        Path keys = Files.createDirectory(folder.resolve("keys"));
        Files.writeString(keys.resolve("keys.json"), "{}");
        assertThat(refused("--data", keys.toString())).contains("is not a keys file");
    }

    @Test
    void flags_that_are_wrong_are_told() {
        assertThat(refused("--prot", "80")).contains("did you mean --port?");
        assertThat(refused("--port", "eighty")).contains("--port must be a number");
        assertThat(refused("--public-url", "video")).contains("--public-url must be a full address");
    }

    @Test
    void the_process_ends_with_code_2_and_nothing_but_the_sentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = String.valueOf(taken.getLocalPort());
            Path data = folder.resolve("process");
            try (MainProcess process =
                    MainProcess.begin("--port", port, "--media-port", "0", "--data", data.toString())) {
                assertThat(process.exitCode()).isEqualTo(Main.CANNOT_START);
                assertThat(process.out()).isEmpty();
                assertThat(sentence(process.err()))
                        .isEqualTo("Cannot start: port " + port
                                + " is already in use or may not be opened; choose another with --port.");
            }
        }
    }

    private String withTls(Path certificate, Path key) {
        return refused("--tls-cert", certificate.toString(), "--tls-key", key.toString());
    }

    /** The sentence; everything that is not named is fine. */
    private String refused(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--port",
                "0",
                "--media-port",
                "0",
                "--data",
                folder.resolve("data").toString()));
        all.addAll(List.of(arguments));
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.run(all, Map.of(), StopSignal::new)).isEqualTo(Main.CANNOT_START);
        } finally {
            System.setErr(before);
        }
        return sentence(said.toString(StandardCharsets.UTF_8));
    }

    /** The only line besides events of the log; no stack trace, nothing twice. */
    private static String sentence(String stderr) {
        List<String> lines =
                stderr.lines().filter(line -> !line.contains(" INFO ")).toList();
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).startsWith("Cannot start: ").doesNotContain("Exception");
        return lines.getFirst();
    }
}
