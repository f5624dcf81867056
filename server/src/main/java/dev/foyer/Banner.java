package dev.foyer;

import dev.foyer.link.MeetingLinks;
import dev.foyer.roomcode.RoomCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines printed after the start: links to join, and what a customer's own server needs. */
public final class Banner {
    private final MeetingLinks links;
    private final FirstStart.Ready ready;
    private final Path credentials;

    Banner(MeetingLinks links, FirstStart.Ready ready, Path credentials) {
        this.links = links;
        this.ready = ready;
        this.credentials = credentials;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Foyer is running on " + links.home());
        for (RoomCode code : ready.codes()) {
            lines.add("");
            lines.add("Join as " + code.role() + ":");
            String plain = links.home() + "/meeting/" + code.code().value();
            lines.add("  " + plain);
            ready.template()
                    .map(template -> links.to(template, code))
                    .filter(link -> !link.equals(plain))
                    .ifPresent(link -> lines.add("  " + link));
        }
        lines.add("");
        lines.add("Access key:  " + ready.workspace().accessKey());
        lines.add("App secret:  in " + credentials.toAbsolutePath().normalize());
        return lines;
    }
}
