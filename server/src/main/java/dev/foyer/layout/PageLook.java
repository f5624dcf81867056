package dev.foyer.layout;

import dev.foyer.http.Shape;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the page behind a link presents itself before anybody is in: to programs that show a link's preview, and to pages that
 * want to frame it.
 *
 * @param title of the preview; empty for the usual one
 * @param description of the preview; empty for the usual one
 * @param image absolute https address; empty for none
 * @param embedOrigins origins that may frame the page; empty for any
 */
public record PageLook(String title, String description, String image, List<String> embedOrigins) {
    /** As every template's is at first. */
    public static final PageLook USUAL = new PageLook("", "", "", List.of());

    static final Shape PREVIEW = Shape.object()
            .with("title", line(100))
            .with("description", line(300))
            .with(
                    "image",
                    Shape.text()
                            .atMost(2048)
                            .matching("https://[^\\s\"'<>\\\\]+")
                            .example("https://example.org/preview.png"))
            .about("What programs show in place of a link to one of the template's rooms.");

    static final Shape ORIGINS = Shape.list(Shape.text()
                    .atMost(300)
                    .matching("https?://(?:\\*\\.)?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?")
                    .example("https://customer.example"))
            .atMost(20)
            .about("Origins that may frame the meeting page under the template's subdomain; any when empty.");

    public PageLook {
        embedOrigins = List.copyOf(embedOrigins);
    }

    /** Of a template's design. */
    static PageLook of(ObjectNode look) {
        JsonNode preview = look.path("link_preview");
        return new PageLook(
                preview.path("title").asString(""),
                preview.path("description").asString(""),
                preview.path("image").asString(""),
                look.path("embed_origins").valueStream().map(JsonNode::asString).toList());
    }

    private static Shape line(int most) {
        return Shape.text().atMost(most).matching("[^\\p{Cc}]*");
    }
}
