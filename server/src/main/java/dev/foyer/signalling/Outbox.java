package dev.foyer.signalling;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent on one socket. A client that does not read loses its socket when too much has piled up; it comes
 * back and is brought up to date by the lists that a new socket begins with. Safe for use by any thread.
 */
final class Outbox {
    static final int MAX_FRAMES = 2_048;
    static final int MAX_CHARS = 8 * 1024 * 1024;

    private final SocketSink sink;
    private final Deque<String> waiting = new ArrayDeque<>();
    private int chars;
    private boolean sending;
    private boolean ended;
    private int closeCode;
    private @Nullable String closeReason;

    Outbox(SocketSink sink) {
        this.sink = sink;
    }

    /** False when the frame was not taken because the socket is or has just been given up. */
    boolean send(String text) {
        boolean overflow = false;
        synchronized (this) {
            if (ended || closeReason != null) {
                return false;
            }
            if (waiting.size() >= MAX_FRAMES || chars + text.length() > MAX_CHARS) {
                ended = true;
                waiting.clear();
                overflow = true;
            } else {
                waiting.add(text);
                chars += text.length();
            }
        }
        if (overflow) {
            sink.close(1008, "too slow");
            return false;
        }
        pump();
        return true;
    }

    /** Closes once everything before has been written. */
    void close(int code, String reason) {
        synchronized (this) {
            if (ended || closeReason != null) {
                return;
            }
            closeCode = code;
            closeReason = reason;
        }
        pump();
    }

    private void pump() {
        String next;
        String reason = null;
        synchronized (this) {
            if (sending || ended) {
                return;
            }
            next = waiting.poll();
            if (next != null) {
                sending = true;
                chars -= next.length();
            } else if (closeReason != null) {
                ended = true;
                reason = closeReason;
            }
        }
        if (next != null) {
            sink.send(next, this::sent);
        } else if (reason != null) {
            sink.close(closeCode, reason);
        }
    }

    private void sent(boolean written) {
        synchronized (this) {
            sending = false;
            if (!written) {
                ended = true;
                waiting.clear();
            }
        }
        pump();
    }
}
