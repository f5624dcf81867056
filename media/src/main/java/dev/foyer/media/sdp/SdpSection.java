package dev.foyer.media.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One parsed part of a description: the session part or a media section. Mutable only while it is parsed. */
final class SdpSection {
    private static final List<String> DIRECTIONS = List.of("sendrecv", "sendonly", "recvonly", "inactive");

    /** Media type; empty for the session part. */
    final String kind;

    final int port;
    final String protocol;
    final List<String> formats;
    final List<Attribute> attributes = new ArrayList<>();

    SdpSection(String kind, int port, String protocol, List<String> formats) {
        this.kind = kind;
        this.port = port;
        this.protocol = protocol;
        this.formats = formats;
    }

    @Nullable
    String first(String name) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                return attribute.value();
            }
        }
        return null;
    }

    List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                values.add(attribute.value());
            }
        }
        return values;
    }

    boolean has(String name) {
        return first(name) != null;
    }

    /** Whether the section is refused or stopped (RFC 3264 §6); a bundle-only section has port 0 too (RFC 8843 §6). */
    boolean rejected() {
        return port == 0 && !has("bundle-only");
    }

    @Nullable
    String direction() {
        for (Attribute attribute : attributes) {
            if (DIRECTIONS.contains(attribute.name())) {
                return attribute.name();
            }
        }
        return null;
    }
}
