package dev.foyer.workspace;

import java.util.Locale;
import java.util.Optional;

/** What a person may do in a workspace. Each role may do what the one before may, and more. */
public enum MemberRole {
    READ_ONLY(MemberRight.VIEW),
    MEMBER(MemberRight.TEMPLATES),
    ADMIN(MemberRight.WORKSPACE),
    OWNER(MemberRight.ORGANISATION);

    private final MemberRight highest;

    MemberRole(MemberRight highest) {
        this.highest = highest;
    }

    /** Rights are ordered: who has one has those before it. */
    public boolean may(MemberRight right) {
        return right.compareTo(highest) <= 0;
    }

    /** Whether a person of this role may give or take {@code other}: nobody makes somebody mightier than oneself. */
    public boolean mayAppoint(MemberRole other) {
        return may(MemberRight.WORKSPACE) && compareTo(other) >= 0;
    }

    /** As on the wire: {@code read-only}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role of a text as on the wire. */
    public static Optional<MemberRole> of(String text) {
        for (MemberRole role : values()) {
            if (role.text().equals(text)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
