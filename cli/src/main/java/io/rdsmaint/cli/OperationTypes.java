package io.rdsmaint.cli;

import java.util.Iterator;
import java.util.List;

/** The operation types that are offered for completion; the function knows for sure. */
final class OperationTypes implements Iterable<String> {
    static final List<String> NAMES =
            List.of("engine_upgrade", "instance_cycle", "instance_type_change", "storage_type_change");

    @Override
    public Iterator<String> iterator() {
        return NAMES.iterator();
    }
}
