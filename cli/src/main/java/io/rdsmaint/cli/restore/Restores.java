package io.rdsmaint.cli.restore;

import io.rdsmaint.cli.Family;
import java.util.List;

/** Operations that make an Aurora cluster anew of a snapshot. */
public final class Restores {
    /** The family. What there is to choose is known to who knows the source. */
    public static final Family FAMILY = new Family("cluster_id", List.of("aurora_restore"));

    private Restores() {}
}
