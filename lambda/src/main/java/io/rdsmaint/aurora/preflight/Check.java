package io.rdsmaint.aurora.preflight;

import io.rdsmaint.engine.Finding;
import java.util.List;

/**
 * Looks for one kind of trouble; pure.
 *
 * @param code stable name, carried by its findings
 */
public record Check(String code, Finder finder) {

    /** The looking itself. */
    @FunctionalInterface
    interface Finder {
        void look(Look look, Found found);
    }

    /** What it finds; empty when all is well. */
    public List<Finding> find(Look look) {
        Found found = new Found(code);
        finder.look(look, found);
        return found.all();
    }
}
