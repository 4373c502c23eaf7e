package io.rdsmaint.cli.aurora;

import io.rdsmaint.cli.Family;
import java.util.List;

/** Operations that maintain Aurora clusters. */
public final class Aurora {
    /** The family. */
    public static final Family FAMILY = new Family(
            "cluster_id",
            List.of("engine_upgrade", "instance_cycle", "instance_type_change", "storage_type_change"),
            new AuroraChoices());

    private Aurora() {}
}
