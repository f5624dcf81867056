package dev.foyer.media.sdp;

/** A session description that cannot be used; the message says which part and why, fit for the sender's eyes. */
public final class SdpException extends Exception {
    public SdpException(String message) {
        super(message);
    }
}
