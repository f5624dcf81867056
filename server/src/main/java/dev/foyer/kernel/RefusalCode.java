package dev.foyer.kernel;

/** Why something was refused: stable names, the HTTP status, the text that clients match on. */
public enum RefusalCode {
    INVALID_BODY(400, "Invalid body param"),
    INVALID_QUERY(400, "Invalid query param"),
    INVALID_ID(400, "Invalid id"),
    MALFORMED_JSON(400, "Request body is not a JSON object"),
    BUCKET_MISSING(400, "Bucket location is missing"),
    UPLOAD_INVALID(400, "Invalid upload configuration"),
    REGION_UNKNOWN(400, "Error: region not supported"),
    TEMPLATE_UNKNOWN(400, "Error: template not found"),
    NAME_TAKEN(400, "overwrite error"),
    TOO_MANY_CODES(400, "Room code limit reached"),
    AUTHENTICATION_MISSING(401, "Authentication error"),
    TOKEN_INVALID(401, "Token validation error"),
    FORBIDDEN(403, "insufficient permissions"),
    ROOM_DISABLED(403, "Room is disabled"),
    LINKS_OFF(403, "room links are switched off"),
    CODE_DISABLED(403, "room code is disabled"),
    CODE_NOT_ENABLEABLE(403, "Code cannot be enabled: its role or room no longer exists"),
    CODE_EARLY(403, "code is not valid yet"),
    CODE_EXPIRED(403, "code has expired"),
    CODE_USED_UP(403, "code is used up"),
    CODE_CROWDED(403, "too many people are in with this code"),
    PIN_REQUIRED(403, "pin required"),
    PIN_WRONG(403, "pin is wrong"),
    LOBBY_WAITING(403, "waiting for approval"),
    LOBBY_DENIED(403, "entry was denied"),
    ROLE_NOT_ALLOWED(403, "role not allowed"),
    ROLE_FULL(403, "role limit reached"),
    NOT_FOUND(404, "Not found"),
    ROOM_NOT_FOUND(404, "Room not found"),
    TEMPLATE_NOT_FOUND(404, "Template not found"),
    ROLE_NOT_FOUND(404, "Role not found"),
    CODE_NOT_FOUND(404, "Code not found"),
    POLL_NOT_FOUND(404, "Poll not found"),
    SESSION_NOT_FOUND(404, "session not found"),
    PEER_NOT_FOUND(404, "peer not found"),
    ROOM_CODE_UNKNOWN(404, "room code not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    BODY_TOO_LARGE(413, "Request body too large"),
    PROOF_WANTED(429, "too many wrong room codes"),
    RATE_LIMITED(429, "rate limit exceeded"),
    NOT_AVAILABLE(501, "not available on this server yet"),
    DATABASE_BUSY(503, "the server is busy, please try again"),
    ROOM_BUSY(503, "the room did not answer in time, please try again");

    private final int status;
    private final String text;

    RefusalCode(int status, String text) {
        this.status = status;
        this.text = text;
    }

    /** HTTP status, also the {@code code} of the error body. */
    public int status() {
        return status;
    }

    /** The message when none more exact was given. */
    public String text() {
        return text;
    }
}
