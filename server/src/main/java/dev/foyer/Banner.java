package dev.foyer;

import dev.foyer.config.Config;
import dev.foyer.roomcode.RoomCode;
import dev.foyer.template.Template;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines printed after the start: links to join, and what a customer's own server needs. */
public final class Banner {
    private final Config config;
    private final int port;
    private final FirstStart.Ready ready;
    private final Path credentials;

    Banner(Config config, int port, FirstStart.Ready ready, Path credentials) {
        this.config = config;
        this.port = port;
        this.ready = ready;
        this.credentials = credentials;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Foyer is running on " + base("localhost"));
        for (RoomCode code : ready.codes()) {
            lines.add("");
            lines.add("Join as " + code.role() + ":");
            lines.add("  " + base("localhost") + "/meeting/" + code.code().value());
            if (config.publicUrl() == null && ready.template().isPresent()) {
                Template template = ready.template().get();
                lines.add("  " + base(template.subdomain() + ".localhost") + "/meeting/"
                        + code.code().value());
            }
        }
        lines.add("");
        lines.add("Access key:  " + ready.workspace().accessKey());
        lines.add("App secret:  in " + credentials.toAbsolutePath().normalize());
        return lines;
    }

    private String base(String host) {
        String url = config.publicUrl();
        return url != null ? url : (config.tls() ? "https://" : "http://") + host + ":" + port;
    }
}
