package io.rdsmaint.cli;

import java.util.Iterator;
import java.util.List;

/** The actions that are offered for completion; which of them a question takes, it says. */
final class Actions implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return List.of("continue", "rollback", "abort", "mark_complete").iterator();
    }
}
