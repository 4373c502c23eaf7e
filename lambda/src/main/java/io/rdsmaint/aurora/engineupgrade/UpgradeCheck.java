package io.rdsmaint.aurora.engineupgrade;

import io.rdsmaint.aurora.preflight.Found;
import io.rdsmaint.engine.Finding;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Looks for one kind of trouble that only upgrades have; pure.
 *
 * @param code stable name, carried by its findings
 */
record UpgradeCheck(String code, BiConsumer<UpgradeLook, Found> looking) {

    /** What it finds; empty when all is well. */
    List<Finding> find(UpgradeLook look) {
        Found found = new Found(code);
        looking.accept(look, found);
        return found.all();
    }
}
