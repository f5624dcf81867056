package dev.foyer.media.peer;

import dev.foyer.media.dtls.DtlsEndpoint;
import dev.foyer.media.sctp.ChannelEvent;
import dev.foyer.media.sctp.SctpAssociation;
import java.util.ArrayDeque;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The data channels of a transport: one SCTP association whose packets are DTLS application data (RFC 8261). */
final class DataChannels {
    private static final int NONE = -1;
    private static final int MAX_WAITING = 256;
    private static final int MAX_TEXTS = 1024;

    private final SctpAssociation sctp;
    private final DtlsEndpoint dtls;
    private final ArrayDeque<String> waiting = new ArrayDeque<>();
    private final ArrayDeque<String> texts = new ArrayDeque<>();
    private int stream = NONE;
    private boolean wanted;
    private boolean connecting;
    private boolean open;
    private long dropped;

    DataChannels(RandomGenerator random, DtlsEndpoint dtls) {
        this.sctp = new SctpAssociation(random);
        this.dtls = dtls;
    }

    void open(String label) {
        if (stream == NONE) {
            stream = sctp.openChannel(label, "");
            wanted = true;
            flushWaiting();
        }
    }

    boolean isOpen() {
        return open;
    }

    void send(String text) {
        if (stream == NONE && waiting.size() < MAX_WAITING) {
            waiting.add(text);
        } else if (stream == NONE || !sctp.send(stream, text)) {
            dropped++;
        }
    }

    @Nullable
    String pollText() {
        return texts.poll();
    }

    /** Moves packets and events as far as they go now. */
    void pump(long nowNanos) {
        if (dtls.state() != DtlsEndpoint.State.CONNECTED) {
            return;
        }
        if (wanted && !connecting) {
            // A connection without a channel of ours leaves the first word to the peer, which may not speak SCTP at
            // all.
            connecting = true;
            sctp.connect(nowNanos);
        }
        for (byte[] packet = dtls.pollData(); packet != null; packet = dtls.pollData()) {
            sctp.handle(nowNanos, packet);
        }
        takeEvents();
        flush(nowNanos);
    }

    private void flush(long nowNanos) {
        while (dtls.writable()) {
            byte[] packet = sctp.poll(nowNanos);
            if (packet == null) {
                return;
            }
            dtls.send(packet);
        }
    }

    private void takeEvents() {
        // Unread texts stay in the association, whose receive window then closes on the sender.
        while (texts.size() < MAX_TEXTS) {
            ChannelEvent event = sctp.pollEvent();
            if (event == null) {
                return;
            }
            switch (event) {
                case ChannelEvent.Opened opened -> opened(opened.stream());
                case ChannelEvent.Text text -> texts.add(text.text());
                case ChannelEvent.Binary _ -> dropped++;
                case ChannelEvent.Closed closed -> closed(closed.stream());
                case ChannelEvent.AssociationClosed _ -> open = false;
            }
        }
    }

    private void opened(int id) {
        if (stream == NONE) {
            stream = id;
            flushWaiting();
        }
        open |= id == stream;
    }

    private void closed(int id) {
        if (id == stream) {
            stream = NONE;
            open = false;
        }
    }

    private void flushWaiting() {
        for (String text = waiting.poll(); text != null; text = waiting.poll()) {
            send(text);
        }
    }

    long nextTimeoutNanos() {
        return sctp.nextTimeoutNanos();
    }

    void handleTimeout(long nowNanos) {
        sctp.handleTimeout(nowNanos);
    }

    /** Tells the peer at once that the association is over. */
    void abort(long nowNanos) {
        if (dtls.state() == DtlsEndpoint.State.CONNECTED && sctp.established()) {
            sctp.abort();
            flush(nowNanos);
        }
    }

    long dropped() {
        return dropped + sctp.dropped();
    }
}
