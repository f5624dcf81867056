package dev.foyer.media.sctp;

/** One reassembled user message. */
@SuppressWarnings("ArrayRecordComponent") // never compared, only carried
record Message(int stream, int ppid, byte[] data) {
    /** What one object that waits is taken to cost besides its payload, so that tiny ones are bounded too. */
    static final int OVERHEAD = 64;

    int cost() {
        return data.length + OVERHEAD;
    }
}
