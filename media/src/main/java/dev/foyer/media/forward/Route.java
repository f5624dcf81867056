package dev.foyer.media.forward;

/** What packets with one SSRC of a publish connection are. */
record Route(Source source, Kind kind) {
    enum Kind {
        PRIMARY,
        RTX,
        /** Another encoding of the track: a layer that could be chosen instead. */
        ALTERNATIVE
    }
}
