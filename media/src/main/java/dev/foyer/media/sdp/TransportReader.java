package dev.foyer.media.sdp;

import dev.foyer.media.ice.IceCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the one transport that all sections of a description share. */
final class TransportReader {
    private static final Pattern UFRAG = Pattern.compile("[A-Za-z0-9+/=_-]{4,256}");
    private static final Pattern PWD = Pattern.compile("[A-Za-z0-9+/=_-]{22,256}");
    private static final Pattern SHA256 = Pattern.compile("[0-9A-F]{2}(:[0-9A-F]{2}){31}");

    private TransportReader() {}

    static RemoteTransport read(SdpDescription description) throws SdpException {
        String setup = find(description, "setup");
        return new RemoteTransport(ice(description), fingerprint(description), setup == null ? "" : setup);
    }

    static IceCredentials ice(SdpDescription description) throws SdpException {
        String ufrag = find(description, "ice-ufrag");
        String pwd = find(description, "ice-pwd");
        if (ufrag == null || !UFRAG.matcher(ufrag).matches()) {
            throw new SdpException("the description has no usable ice-ufrag");
        }
        if (pwd == null || !PWD.matcher(pwd).matches()) {
            throw new SdpException("the description has no usable ice-pwd");
        }
        return new IceCredentials(ufrag, pwd);
    }

    private static String fingerprint(SdpDescription description) throws SdpException {
        for (SdpSection section : order(description)) {
            for (String value : section.all("fingerprint")) {
                String[] words = value.split(" +");
                if (words.length == 2 && words[0].equalsIgnoreCase("sha-256")) {
                    String hex = words[1].toUpperCase(Locale.ROOT);
                    if (SHA256.matcher(hex).matches()) {
                        return hex;
                    }
                }
            }
        }
        throw new SdpException("the description has no usable sha-256 fingerprint");
    }

    private static @Nullable String find(SdpDescription description, String name) {
        for (SdpSection section : order(description)) {
            String value = section.first(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** The tagged section of the bundle first, then the session, which Firefox uses, then whatever else is alive. */
    private static List<SdpSection> order(SdpDescription description) {
        List<SdpSection> order = new ArrayList<>();
        for (String mid : description.bundle()) {
            int index = description.mids().indexOf(mid);
            if (index >= 0 && !description.media().get(index).rejected()) {
                order.add(description.media().get(index));
                break;
            }
        }
        order.add(description.session());
        for (SdpSection section : description.media()) {
            if (!section.rejected()) {
                order.add(section);
            }
        }
        return order;
    }
}
