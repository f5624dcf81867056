package dev.foyer.template;

/** Hears of a template after it was written. */
@FunctionalInterface
public interface TemplateListener {
    void changed(TemplateChange change);
}
