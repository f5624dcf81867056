package dev.foyer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.kernel.StartException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
    @Test
    void without_anything_there_are_defaults() {
        Config config = Config.parse(List.of(), Map.of());
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.mediaPort()).isEqualTo(7882);
        assertThat(config.dataDirectory()).hasToString("./data");
        assertThat(config.databaseUrl()).isNull();
        assertThat(config.tls()).isFalse();
    }

    @Test
    void a_flag_wins_over_the_environment() {
        Config config = Config.parse(
                List.of("--port", "81", "--advertise=192.0.2.1,2001:db8::1", "--advertise", "192.0.2.2"),
                Map.of("FOYER_PORT", "82", "FOYER_MEDIA_PORT", "7000", "FOYER_PUBLIC_URL", "https://v.example.org/"));
        assertThat(config.port()).isEqualTo(81);
        assertThat(config.mediaPort()).isEqualTo(7000);
        assertThat(config.publicUrl()).isEqualTo("https://v.example.org");
        assertThat(config.advertise()).containsExactly("192.0.2.1", "2001:db8::1", "192.0.2.2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--prot=1|did you mean --port?",
                "--databse-url=x|did you mean --database-url?",
                "port|did you mean --port?",
                "--port|--port needs a value",
                "--port=x|--port must be a number",
                "--port=70000|--port must be 0 to 65535",
                "--tls-cert=a.pem|belong together",
                "--database-url=mysql:x|must begin with jdbc:postgresql:",
                "--public-url=nowhere|must be a full address",
                "--advertise=host.example|needs IP addresses",
            })
    void mistakes_are_told_in_one_sentence(String argument, String words) {
        assertThatThrownBy(() -> Config.parse(List.of(argument), Map.of()))
                .isInstanceOfSatisfying(
                        StartException.class,
                        e -> assertThat(e.sentence())
                                .startsWith("Cannot start: ")
                                .contains(words)
                                .doesNotContain("\n"));
    }
}
