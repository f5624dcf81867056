package dev.foyer.workspace;

/** A kind of thing that members do, from the most harmless up. */
public enum MemberRight {
    /** See templates, rooms, sessions. Codes and links are part of rooms and need {@link #ROOMS}. */
    VIEW,
    /** Make and change rooms, codes and links; act in live rooms. */
    ROOMS,
    TEMPLATES,
    /** Keys, webhooks, the ledger. */
    DEVELOPER,
    /** Settings and members of the workspace. */
    WORKSPACE,
    /** What concerns all workspaces. */
    ORGANISATION
}
