package dev.foyer.mediaplane;

import dev.foyer.media.ice.StunMessage;
import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.TransportAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the connection of a datagram: connectivity checks by our user fragment in them, everything else by the remote
 * address, which is learnt from checks that proved knowledge of our password.
 */
final class Demux {
    private static final int UFRAGS = 2;

    private final AddressTable<Link> byAddress;
    private final Map<String, Link> byUfrag = new HashMap<>();
    private long strangers;

    Demux(long seed) {
        byAddress = new AddressTable<>(seed);
    }

    AddressTable.@Nullable Entry<Link> find(long high, long low, int port) {
        return byAddress.get(high, low, port);
    }

    /** Whose check this is. Keep-alive indications name nobody and go by address. */
    @Nullable
    Link stun(PacketBuffer datagram, AddressTable.@Nullable Entry<Link> known) {
        StunMessage message = StunMessage.parse(datagram);
        String ufrag = message == null ? null : message.localFragment();
        Link link = ufrag != null ? byUfrag.get(ufrag) : known != null ? known.value() : null;
        if (link == null) {
            strangers++;
        }
        return link;
    }

    /** Whether a datagram is STUN by its first byte (RFC 7983 §7). */
    static boolean isStun(PacketBuffer datagram) {
        return datagram.length() > 0 && datagram.u8(0) <= 3;
    }

    void stranger() {
        strangers++;
    }

    void learn(Link link, TransportAddress from) {
        AddressTable.Entry<Link> known = byAddress.get(from.high(), from.low(), from.port());
        if (known != null && known.value() == link) {
            return;
        }
        if (known != null) {
            known.value().addresses.remove(from);
        }
        byAddress.put(from, link);
        link.addresses.add(from);
        if (link.addresses.size() > Link.MAX_ADDRESSES) {
            evict(link);
        }
    }

    private void evict(Link link) {
        TransportAddress oldest = link.addresses.remove();
        if (oldest.equals(link.transport().selected())) {
            link.addresses.add(oldest);
            oldest = link.addresses.remove();
        }
        byAddress.remove(oldest, link);
    }

    /** The one before stays valid until its successor has worked, which the transport decides. */
    void addUfrag(Link link, String ufrag) {
        byUfrag.put(ufrag, link);
        link.ufrags.add(ufrag);
        if (link.ufrags.size() > UFRAGS) {
            byUfrag.remove(link.ufrags.remove(), link);
        }
    }

    void forget(Link link) {
        link.addresses.forEach(address -> byAddress.remove(address, link));
        link.ufrags.forEach(ufrag -> byUfrag.remove(ufrag, link));
        link.addresses.clear();
        link.ufrags.clear();
    }

    int addresses() {
        return byAddress.size();
    }

    long strangers() {
        return strangers;
    }
}
