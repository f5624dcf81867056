package dev.foyer;

import dev.foyer.config.Config;
import dev.foyer.roomcode.CodeLinks;
import dev.foyer.roomcode.RoomCode;
import dev.foyer.template.Template;

/** Links as {@link Banner} prints them: under the public address, or under the template's name on this machine. */
final class MeetingLinks implements CodeLinks {
    private final Config config;
    private volatile int port;

    MeetingLinks(Config config) {
        this.config = config;
        this.port = config.port();
    }

    /** The port that was opened, which differs from the configured one when that was 0. */
    void opened(int openPort) {
        port = openPort;
    }

    @Override
    public String to(Template template, RoomCode code) {
        String url = config.publicUrl();
        String base = url != null
                ? url
                : (config.tls() ? "https://" : "http://") + template.subdomain() + ".localhost:" + port;
        return base + "/meeting/" + code.code().value();
    }
}
