package io.rdsmaint.cli;

import java.util.Iterator;
import java.util.List;

/** The operation types that are offered for completion; the function knows for sure. */
public final class OperationTypes implements Iterable<String> {
    /** Their names; a test of the whole system holds them to what the function knows. */
    public static final List<String> NAMES =
            List.of("engine_upgrade", "instance_cycle", "instance_type_change", "storage_type_change");

    @Override
    public Iterator<String> iterator() {
        return NAMES.iterator();
    }
}
