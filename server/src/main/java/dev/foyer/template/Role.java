package dev.foyer.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a peer of this role may do. Complete: every default is filled in. The component names are the JSON names of the REST
 * API and of the policy that clients receive.
 *
 * @param priority 1 (highest) to 10
 * @param maxPeerCount 0 unlimited, -1 nobody may join
 */
public record Role(
        String name,
        PublishParams publishParams,
        SubscribeParams subscribeParams,
        Permissions permissions,
        int priority,
        int maxPeerCount) {

    /** May a peer publish this source: {@code audio}, {@code video}, {@code screen}. */
    public boolean mayPublish(String source) {
        return publishParams.allowed().contains(source);
    }

    /** Does a peer of this role receive the tracks of peers of that role. */
    public boolean subscribesTo(String role) {
        return subscribeParams.subscribeToRoles().contains(role);
    }

    public Role named(String newName) {
        return new Role(newName, publishParams, subscribeParams, permissions, priority, maxPeerCount);
    }

    /** The same role with other subscriptions. */
    public Role subscribing(SubscribeParams params) {
        return new Role(name, publishParams, params, permissions, priority, maxPeerCount);
    }

    /** What may be sent, and how. */
    public record PublishParams(List<String> allowed, Audio audio, Video video, Video screen, Simulcast simulcast) {
        public PublishParams {
            allowed = List.copyOf(allowed);
        }
    }

    /** Microphone; {@code bitRate} in kbit/s. */
    public record Audio(int bitRate, String codec) {}

    /** Camera or screen; {@code bitRate} in kbit/s, null for no cap. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Video(@Nullable Integer bitRate, String codec, int frameRate, int width, int height) {}

    /** Layers per source; no layers print as the empty object. */
    public record Simulcast(Layers video, Layers screen) {}

    /** Highest first, at most three. */
    public record Layers(
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Layer> layers) {
        public Layers {
            // Stored as the empty object when there are none.
            layers = List.copyOf(Objects.requireNonNullElse(layers, List.of()));
        }
    }

    /** One encoding; {@code maxBitrate} in kbit/s, {@code rid} {@code f}, {@code h} or {@code q}. */
    public record Layer(String rid, double scaleResolutionDownBy, int maxBitrate, int maxFramerate) {}

    /** What is received. */
    public record SubscribeParams(List<String> subscribeToRoles, int maxSubsBitRate, Degradation subscribeDegradation) {
        public SubscribeParams {
            subscribeToRoles = List.copyOf(subscribeToRoles);
        }
    }

    /**
     * When to drop video on a bad network; no values print as the empty object and mean off.
     *
     * @param videoAlwaysEnabled stored for clients that set it; changes nothing here
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Degradation(
            @Nullable Integer packetLossThreshold,
            @Nullable Integer degradeGracePeriodSeconds,
            @Nullable Integer recoverGracePeriodSeconds,
            @Nullable Boolean videoAlwaysEnabled) {}

    /** Calls and commands allowed to the role. */
    public record Permissions(
            boolean endRoom,
            boolean removeOthers,
            boolean mute,
            boolean unmute,
            boolean changeRole,
            boolean sendRoomState,
            boolean pollRead,
            boolean pollWrite,
            boolean browserRecording,
            boolean rtmpStreaming,
            boolean hlsStreaming) {}
}
