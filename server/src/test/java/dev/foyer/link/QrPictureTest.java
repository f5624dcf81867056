package dev.foyer.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrPictureTest {
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

    @Test
    void a_reader_gets_the_link_back() throws Exception {
        String link = "https://acme-1f3k.video.example.org:8443/meeting/abc-defg-hij";
        String svg = QrPicture.of(link);
        assertThat(new Decoder().decode(modules(svg)).getText()).isEqualTo(link);
    }

    @Test
    void nothing_is_drawn_in_the_quiet_zone() {
        String svg = QrPicture.of("https://example.org");
        int size = size(svg);
        Matcher runs = RUN.matcher(svg);
        int count = 0;
        while (runs.find()) {
            count++;
            assertThat(Integer.parseInt(runs.group(1))).isBetween(4, size - 5);
            assertThat(Integer.parseInt(runs.group(2))).isBetween(4, size - 5);
            assertThat(Integer.parseInt(runs.group(1)) + Integer.parseInt(runs.group(3)))
                    .isLessThanOrEqualTo(size - 4);
        }
        assertThat(count).isPositive();
    }

    private static BitMatrix modules(String svg) {
        int size = size(svg) - 8;
        BitMatrix modules = new BitMatrix(size);
        Matcher runs = RUN.matcher(svg);
        while (runs.find()) {
            int x = Integer.parseInt(runs.group(1)) - 4;
            int y = Integer.parseInt(runs.group(2)) - 4;
            modules.setRegion(x, y, Integer.parseInt(runs.group(3)), 1);
        }
        return modules;
    }

    private static int size(String svg) {
        Matcher size = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
        assertThat(size.find()).isTrue();
        return Integer.parseInt(size.group(1));
    }
}
