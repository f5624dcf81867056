package dev.foyer.web;

import dev.foyer.layout.PageLook;
import java.nio.charset.StandardCharsets;

/** Writes what programs show in place of a link into the document: Open Graph tags (ogp.me), the same for every code. */
final class LinkPreview {
    private static final String USUAL_TITLE = "Join the meeting";
    private static final String USUAL_DESCRIPTION = "Open the link to join the call in your browser.";

    private LinkPreview() {}

    /** @param html a document with a head */
    static byte[] into(byte[] html, PageLook look) {
        String text = new String(html, StandardCharsets.UTF_8);
        int head = text.indexOf("</head>");
        if (head < 0) {
            return html;
        }
        return (text.substring(0, head) + tags(look) + text.substring(head)).getBytes(StandardCharsets.UTF_8);
    }

    private static String tags(PageLook look) {
        String title = look.title().isEmpty() ? USUAL_TITLE : look.title();
        String description = look.description().isEmpty() ? USUAL_DESCRIPTION : look.description();
        String tags = tag("property", "og:type", "website")
                + tag("property", "og:title", title)
                + tag("property", "og:description", description)
                + tag("name", "description", description);
        return look.image().isEmpty() ? tags : tags + tag("property", "og:image", look.image());
    }

    private static String tag(String kind, String name, String content) {
        return "<meta " + kind + "=\"" + name + "\" content=\"" + escaped(content) + "\" />\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
