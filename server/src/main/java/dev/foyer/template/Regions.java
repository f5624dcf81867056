package dev.foyer.template;

import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import java.util.Set;

/** The four regions of the API; labels here, stored and echoed. */
public final class Regions {
    private static final Set<String> KNOWN = Set.of("in", "us", "eu", "auto");

    private Regions() {}

    /** The region itself, or a refusal. */
    public static String checked(String region) {
        if (!KNOWN.contains(region)) {
            throw Refusal.of(RefusalCode.REGION_UNKNOWN);
        }
        return region;
    }
}
