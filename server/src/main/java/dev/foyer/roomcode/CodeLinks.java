package dev.foyer.roomcode;

import dev.foyer.template.Template;

/** Makes the address that opens a code in the browser. */
@FunctionalInterface
public interface CodeLinks {
    String to(Template template, RoomCode code);
}
