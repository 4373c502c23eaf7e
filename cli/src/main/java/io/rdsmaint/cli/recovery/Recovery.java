package io.rdsmaint.cli.recovery;

import io.rdsmaint.cli.Family;
import java.util.List;

/** Operations that launch servers elsewhere, by a recovery plan. */
public final class Recovery {
    /** The family. Stored plans are told by the function to whoever names none. */
    public static final Family FAMILY = new Family("plan_id", List.of("drs_recovery", "drs_termination"));

    private Recovery() {}
}
