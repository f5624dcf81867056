package dev.foyer.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StartingTest {
    private final Room room = new Room();

    @BeforeEach
    void publish() {
        room.publishVideo();
    }

    /** A key frame of two packets and two frames that lean on it: numbers 0 to 3. */
    private void keyFrameAndTwoMore() {
        room.receive(room.vp8(0, 0, true, true, 0));
        room.receive(room.vp8(1, 0, false, true, 0));
        room.receive(room.vp8(2, 3000, true, false, 1));
        room.receive(room.vp8(3, 6000, true, false, 2));
    }

    @Test
    void somebody_new_begins_with_the_key_frame_of_a_moment_ago() {
        keyFrameAndTwoMore();
        room.advance(200);
        room.subscribeVideo(Room.VIEWER, true);
        room.advance(0);

        int first = room.to(Room.VIEWER).getFirst().sequence();
        assertThat(room.to(Room.VIEWER))
                .extracting(Room.Sent::sequence)
                .containsExactlyElementsOf(
                        IntStream.range(first, first + 4).boxed().toList());
        assertThat(room.plis()).isZero();

        room.receive(room.vp8(4, 9000, true, false, 3));
        assertThat(room.to(Room.VIEWER).getLast().sequence()).isEqualTo(first + 4);
    }

    @Test
    void an_old_key_frame_is_not_shown_again_but_a_new_one_asked_for_at_once() {
        keyFrameAndTwoMore();
        room.advance(600);
        room.subscribeVideo(Room.VIEWER, true);
        room.advance(0);

        assertThat(room.to(Room.VIEWER)).isEmpty();
        assertThat(room.plis()).isEqualTo(1);
    }

    @Test
    void a_key_frame_with_a_hole_is_not_shown_again() {
        room.receive(room.vp8(0, 0, true, true, 0));
        room.receive(room.vp8(2, 3000, true, false, 1));
        room.subscribeVideo(Room.VIEWER, true);
        room.advance(0);

        assertThat(room.to(Room.VIEWER)).isEmpty();
        assertThat(room.plis()).isEqualTo(1);
    }

    @Test
    void no_key_frame_is_spent_on_somebody_who_cannot_receive_yet() {
        room.viewerReady = false;
        room.subscribeVideo(Room.VIEWER, true);
        room.advance(0);
        assertThat(room.plis()).as("asked for while connecting").isEqualTo(1);
        keyFrameAndTwoMore();
        room.advance(250);
        assertThat(room.to(Room.VIEWER)).isEmpty();

        room.viewerReady = true;
        room.router.connected(Room.VIEWER);
        room.advance(0);

        assertThat(room.to(Room.VIEWER)).hasSize(4);
        assertThat(room.plis()).isEqualTo(1);
    }

    @Test
    void a_key_frame_is_on_its_way_before_somebody_says_what_to_see() {
        room.subscribeVideo(Room.VIEWER, true, false);
        room.advance(0);
        assertThat(room.plis()).isEqualTo(1);
        keyFrameAndTwoMore();
        room.advance(200);
        assertThat(room.to(Room.VIEWER)).isEmpty();

        room.router.forward(Room.VIEWER, "cam", true);
        room.advance(0);

        assertThat(room.to(Room.VIEWER)).hasSize(4);
        assertThat(room.plis()).isEqualTo(1);
    }

    @Test
    void after_a_short_pause_a_new_key_frame_is_asked_for() {
        room.subscribeVideo(Room.VIEWER, true);
        keyFrameAndTwoMore();
        room.router.forward(Room.VIEWER, "cam", false);
        room.advance(50);
        room.router.forward(Room.VIEWER, "cam", true);
        room.advance(400);
        assertThat(room.plis()).isEqualTo(1);

        room.receive(room.vp8(4, 9000, true, false, 3));
        assertThat(room.to(Room.VIEWER)).hasSize(4);
        room.receive(room.vp8(5, 12_000, true, true, 4));
        assertThat(room.to(Room.VIEWER)).hasSize(5);
    }

    @Test
    void a_large_room_is_not_asked_for_key_frames_that_nobody_wants_to_see() {
        for (int i = 0; i < 12; i++) {
            room.subscribeAudio(Room.VIEWER, "mic" + i);
        }
        room.subscribeVideo(Room.VIEWER, true, false);
        room.advance(0);
        assertThat(room.plis()).isZero();
    }
}
