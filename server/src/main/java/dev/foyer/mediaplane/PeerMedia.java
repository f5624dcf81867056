package dev.foyer.mediaplane;

/** The two connections of one peer. */
record PeerMedia(PublishSide publish, SubscribeSide subscribe) {}
