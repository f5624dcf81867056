package dev.foyer.link;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What helps to pass a link on: its QR code, and a calendar entry. Both are made of the address alone and look up nothing, so
 * they tell nothing about the code.
 */
public final class InviteRoutes {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)*");
    private static final int MAX_CODE = 64;
    private static final int MAX_TITLE = 200;
    private static final int MAX_MINUTES = 1440;

    private final MeetingLinks links;
    private final InstantSource clock;

    public InviteRoutes(MeetingLinks links, InstantSource clock) {
        this.links = links;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/meeting/{code}/qr.svg", "QR code of a meeting link, as SVG", Scope.PUBLIC, this::qr)
                        .giving(Shape.text().about("image/svg+xml"))
                        .ours(),
                Route.get("/meeting/{code}/invite.ics", "Calendar entry of a meeting link", Scope.PUBLIC, this::invite)
                        .asking("start", Shape.time().about("When the call begins; the next full hour when missing."))
                        .asking(
                                "duration",
                                Shape.integer().atLeast(1).atMost(MAX_MINUTES).about("Minutes, 60 if missing."))
                        .asking("title", Shape.text().atMost(MAX_TITLE).example("Weekly call"))
                        .giving(Shape.text().about("text/calendar"))
                        .ours());
    }

    private Reply qr(Request request) {
        return Reply.text("image/svg+xml", QrPicture.of(link(request)));
    }

    private Reply invite(Request request) {
        String link = link(request);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant asked = request.queryTime("start");
        Instant start = asked == null ? now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS) : asked;
        // Four digits for the year: others cannot be written.
        if (start.isBefore(Instant.EPOCH) || start.isAfter(Instant.parse("9000-01-01T00:00:00Z"))) {
            throw invalid("start");
        }
        String title = request.query("title");
        if (title != null && (title.length() > MAX_TITLE || title.chars().anyMatch(Character::isISOControl))) {
            throw invalid("title");
        }
        Duration duration = Duration.ofMinutes(minutes(request));
        return Reply.text(
                "text/calendar; charset=utf-8",
                Calendar.event(link, title == null ? "Call" : title, start, duration, now));
    }

    private static int minutes(Request request) {
        String given = request.query("duration");
        if (given == null) {
            return 60;
        }
        if (!given.matches("[0-9]{1,4}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > MAX_MINUTES) {
            throw invalid("duration");
        }
        return Integer.parseInt(given);
    }

    private static Refusal invalid(String name) {
        return Refusal.of(RefusalCode.INVALID_QUERY, "Invalid query param: " + name);
    }

    private String link(Request request) {
        String code = request.path("code");
        if (code.length() > MAX_CODE || !CODE.matcher(code).matches()) {
            throw Refusal.of(RefusalCode.NOT_FOUND);
        }
        return links.originOf(request.host()) + "/meeting/" + code;
    }
}
