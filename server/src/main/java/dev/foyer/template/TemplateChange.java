package dev.foyer.template;

import java.util.Map;
import java.util.Set;

/**
 * What a write did to a template.
 *
 * @param template as it is now
 * @param removed names of roles that are gone; a renamed role is not among them
 * @param renamed new names of roles by their old ones
 */
public record TemplateChange(Template template, Set<String> removed, Map<String, String> renamed) {
    public TemplateChange {
        removed = Set.copyOf(removed);
        renamed = Map.copyOf(renamed);
    }
}
