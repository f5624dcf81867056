package dev.foyer.media.sctp;

/** What happened on the data channels of an association, in order. */
public sealed interface ChannelEvent {
    /** A channel is usable: the peer acknowledged ours, or opened its own (RFC 8832). */
    record Opened(int stream, String label, String protocol) implements ChannelEvent {}

    /** A text message (PPID 51, or 56 for the empty one). */
    record Text(int stream, String text) implements ChannelEvent {}

    /** A binary message (PPID 53, or 57 for the empty one). */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only carried
    record Binary(int stream, byte[] bytes) implements ChannelEvent {}

    /** The channel's streams were reset (RFC 8831 section 6.7); the id may be used again. */
    record Closed(int stream) implements ChannelEvent {}

    /** The association ended; nothing follows. The reason is one of the codes in {@link SctpAssociation}. */
    record AssociationClosed(String reason) implements ChannelEvent {}
}
