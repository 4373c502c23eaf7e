package io.rdsmaint.aurora.storagetypechange;

import io.rdsmaint.aurora.preflight.Found;
import io.rdsmaint.engine.Finding;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Looks for one kind of trouble that only a change of the storage type has; pure.
 *
 * @param code stable name, carried by its findings
 */
record StorageCheck(String code, BiConsumer<StorageLook, Found> finder) {

    /** What it finds; empty when all is well. */
    List<Finding> find(StorageLook look) {
        Found found = new Found(code);
        finder.accept(look, found);
        return found.all();
    }
}
