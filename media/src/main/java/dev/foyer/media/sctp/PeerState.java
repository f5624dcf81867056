package dev.foyer.media.sctp;

/** What the handshake tells about the peer; {@code window} in bytes. */
record PeerState(int tag, long window, int initialTsn, int outStreams, int inStreams, boolean reconfig) {
    static PeerState of(InitChunk init) {
        return new PeerState(
                init.tag(),
                init.window(),
                init.initialTsn(),
                init.outStreams(),
                init.inStreams(),
                init.supportsReconfig());
    }
}
