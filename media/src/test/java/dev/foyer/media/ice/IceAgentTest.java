package dev.foyer.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.TransportAddress;
import org.junit.jupiter.api.Test;

class IceAgentTest {
    private static final long SECOND = 1_000_000_000L;
    private static final TransportAddress HOME = TransportAddress.ipv4(0x0A000001, 5000);
    private static final TransportAddress AWAY = TransportAddress.ipv4(0x0A000002, 6000);
    private static final byte[] ID = new byte[12];

    private final IceCredentials old = new IceCredentials("oldFragment", "the-old-password-of-24-chars");
    private final IceCredentials fresh = new IceCredentials("newFragment", "the-new-password-of-24-chars");
    private final IceAgent agent = new IceAgent(old);

    @Test
    void a_check_is_answered_with_the_address_it_came_from() {
        StunMessage answer = ask(0, HOME, old, false);

        assertThat(answer.kind()).isEqualTo(StunMessage.Kind.SUCCESS);
        assertThat(answer.mapped()).isEqualTo(HOME);
        assertThat(answer.verify(old.pwd())).isTrue();
        assertThat(answer.fingerprinted()).isTrue();
    }

    @Test
    void the_first_valid_pair_carries_media_until_another_is_nominated() {
        ask(0, HOME, old, false);
        ask(0, AWAY, old, false);
        assertThat(agent.selected()).isEqualTo(HOME);
        assertThat(agent.state(0)).isEqualTo(IceAgent.State.CHECKING);

        ask(0, AWAY, old, true);
        assertThat(agent.selected()).isEqualTo(AWAY);
        assertThat(agent.state(0)).isEqualTo(IceAgent.State.CONNECTED);
    }

    @Test
    void a_later_nomination_moves_the_pair() {
        ask(0, HOME, old, true);
        ask(SECOND, AWAY, old, false);
        assertThat(agent.selected()).isEqualTo(HOME);

        ask(2 * SECOND, AWAY, old, true);
        assertThat(agent.selected()).isEqualTo(AWAY);
    }

    @Test
    void silence_disconnects_after_five_seconds_and_fails_after_thirty() {
        ask(0, HOME, old, true);
        assertThat(agent.nextTimeoutNanos(0)).isEqualTo(5 * SECOND);
        assertThat(agent.state(5 * SECOND - 1)).isEqualTo(IceAgent.State.CONNECTED);
        assertThat(agent.state(5 * SECOND)).isEqualTo(IceAgent.State.DISCONNECTED);
        assertThat(agent.nextTimeoutNanos(5 * SECOND)).isEqualTo(30 * SECOND);

        ask(6 * SECOND, HOME, old, false);
        assertThat(agent.state(6 * SECOND)).isEqualTo(IceAgent.State.CONNECTED);
        assertThat(agent.state(36 * SECOND)).isEqualTo(IceAgent.State.FAILED);
        assertThat(agent.selected()).isNull();
    }

    @Test
    void without_any_check_the_agent_fails_thirty_seconds_after_its_start() {
        agent.start(SECOND);
        assertThat(agent.state(2 * SECOND)).isEqualTo(IceAgent.State.NEW);
        assertThat(agent.nextTimeoutNanos(2 * SECOND)).isEqualTo(31 * SECOND);
        assertThat(agent.state(31 * SECOND)).isEqualTo(IceAgent.State.FAILED);
    }

    @Test
    void lost_consent_comes_back_only_by_a_restart() {
        ask(0, HOME, old, true);
        agent.handleTimeout(30 * SECOND);

        assertThat(agent.handle(31 * SECOND, request(old, true), HOME)).isFalse();
        assertThat(agent.poll()).isNull();
        agent.restart(fresh);
        ask(32 * SECOND, HOME, fresh, true);
        assertThat(agent.state(32 * SECOND)).isEqualTo(IceAgent.State.CONNECTED);
    }

    @Test
    void a_restart_answers_old_and_new_credentials_until_the_new_ones_succeed() {
        ask(0, HOME, old, true);
        agent.restart(fresh);

        assertThat(ask(SECOND, HOME, old, false).kind()).isEqualTo(StunMessage.Kind.SUCCESS);
        assertThat(agent.state(SECOND)).isEqualTo(IceAgent.State.CONNECTED);
        assertThat(ask(2 * SECOND, AWAY, fresh, true).verify(fresh.pwd())).isTrue();
        assertThat(agent.selected()).isEqualTo(AWAY);
        assertThat(ask(3 * SECOND, HOME, old, true).errorCode()).isEqualTo(401);
        assertThat(agent.selected()).isEqualTo(AWAY);
    }

    @Test
    void a_wrong_password_is_answered_401_and_selects_nothing() {
        StunMessage answer = ask(0, HOME, new IceCredentials(old.ufrag(), "not-the-password"), true);

        assertThat(answer.errorCode()).isEqualTo(401);
        assertThat(agent.selected()).isNull();
        assertThat(agent.isValidated(HOME)).isFalse();
    }

    @Test
    void a_check_without_credentials_is_answered_400() {
        byte[] bare = new StunBuilder(StunMessage.Kind.REQUEST, ID).build(null);

        assertThat(agent.handle(0, PacketBuffer.of(bare), HOME)).isFalse();
        assertThat(answer().errorCode()).isEqualTo(400);
    }

    @Test
    void a_peer_that_wants_to_be_controlled_is_answered_487() {
        byte[] check = new StunBuilder(StunMessage.Kind.REQUEST, ID)
                .username(old.ufrag() + ":peer")
                .controlled(1)
                .build(old.pwd());

        assertThat(agent.handle(0, PacketBuffer.of(check), HOME)).isFalse();
        assertThat(answer().errorCode()).isEqualTo(487);
    }

    @Test
    void an_unknown_required_attribute_is_answered_420() {
        byte[] check = new StunBuilder(StunMessage.Kind.REQUEST, ID)
                .username(old.ufrag() + ":peer")
                .attribute(0x7ABC, new byte[3])
                .build(old.pwd());

        assertThat(agent.handle(0, PacketBuffer.of(check), HOME)).isFalse();
        assertThat(answer().errorCode()).isEqualTo(420);
    }

    @Test
    void unread_answers_do_not_pile_up() {
        for (int i = 0; i < 1000; i++) {
            agent.handle(0, request(old, false), HOME);
        }
        int count = 0;
        while (agent.poll() != null) {
            count++;
        }
        assertThat(count).isLessThan(100);
        assertThat(agent.dropped()).isEqualTo(1000 - count);
    }

    @Test
    void random_credentials_differ_and_are_long_enough() {
        java.util.Random random = new java.util.Random(1);
        IceCredentials one = IceCredentials.random(random);
        IceCredentials two = IceCredentials.random(random);

        assertThat(one).isNotEqualTo(two);
        assertThat(one.ufrag()).hasSizeGreaterThanOrEqualTo(8).matches("[A-Za-z0-9+/]+");
        assertThat(one.pwd()).hasSizeGreaterThanOrEqualTo(24).matches("[A-Za-z0-9+/]+");
        assertThat(one.toString()).doesNotContain(one.pwd());
    }

    private StunMessage ask(long now, TransportAddress from, IceCredentials with, boolean nominate) {
        agent.handle(now, request(with, nominate), from);
        return answer();
    }

    private StunMessage answer() {
        IceAgent.Answer answer = agent.poll();
        assertThat(answer).isNotNull();
        PacketBuffer bytes = PacketBuffer.onHeap();
        answer.writeTo(bytes);
        StunMessage message = StunMessage.parse(bytes);
        assertThat(message).isNotNull();
        return message;
    }

    private static PacketBuffer request(IceCredentials with, boolean nominate) {
        StunBuilder check = new StunBuilder(StunMessage.Kind.REQUEST, ID)
                .username(with.ufrag() + ":peer")
                .priority(1000)
                .controlling(77);
        if (nominate) {
            check.useCandidate();
        }
        return PacketBuffer.of(check.build(with.pwd()));
    }
}
