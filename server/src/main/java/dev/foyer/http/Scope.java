package dev.foyer.http;

/** Who may call a route. */
public enum Scope {
    /** Anybody; an {@code Authorization} header is ignored. */
    PUBLIC,
    /** The workspace's own server, with a management token. */
    MANAGEMENT,
    /** A person with an auth token of one room and role. */
    AUTH
}
