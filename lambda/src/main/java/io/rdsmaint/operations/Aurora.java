package io.rdsmaint.operations;

import io.rdsmaint.engine.Family;
import io.rdsmaint.engine.Family.TargetKind;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.Target;
import java.util.List;
import java.util.regex.Pattern;

/** The family of operations that maintain Aurora clusters. */
public final class Aurora {
    /** A cluster, by its identifier; RDS Developer Guide, <i>CreateDBCluster</i>, constraints of {@code DBClusterIdentifier}. */
    public static final TargetKind CLUSTER = new TargetKind(
            Target.UNNAMED_KIND,
            "cluster_id",
            "cluster",
            Pattern.compile("[a-zA-Z](-?[a-zA-Z0-9]){0,62}"),
            "a cluster identifier (1 to 63 letters, digits, hyphens; a letter first, no double or trailing hyphen)");

    private Aurora() {}

    /** The family of these types and kinds. */
    public static Family family(List<OperationType> types, List<StepKind> kinds) {
        return new Family("aurora", CLUSTER, types, kinds);
    }
}
