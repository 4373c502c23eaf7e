package io.rdsmaint.operations.preflight;

import io.rdsmaint.engine.Finding;
import java.util.List;

/** Looks for one kind of trouble in what was seen; pure. */
@FunctionalInterface
public interface Check {

    /** What it found; empty when all is well. */
    List<Finding> find(Inspection seen, ChangeScope scope, Scoping scoping);
}
