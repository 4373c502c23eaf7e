package io.rdsmaint.aurora.precondition;

import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.cluster.ExpectedCluster;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Instance;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything a precondition judges: what is about to be done, what is expected, and what is seen.
 *
 * @param gateways to mend what a person accepts to have mended
 */
public record ChangeContext(
        Operation operation,
        ProposedChange proposed,
        ExpectedCluster expected,
        ObservedCluster seen,
        Supplier<Gateways> gateways) {

    /** What a step is about to do, after a look. */
    public static ChangeContext of(
            ClusterReader reader, Operation operation, ProposedChange proposed, ObservedCluster seen) {
        return new ChangeContext(
                operation, proposed, reader.expected(operation), seen, () -> reader.world(operation.target()));
    }

    /** The same context after another look. */
    public ChangeContext with(ObservedCluster newSeen) {
        return new ChangeContext(operation, proposed, expected, newSeen, gateways);
    }

    /** The cluster that the operation is for. */
    public Target target() {
        return operation.target();
    }

    /** The instance that the change is about, as seen. */
    Optional<Instance> instance() {
        return seen.instance(proposed.instance());
    }

    /** True when the instance that the change is about is flagged as the writer, whoever else is. */
    boolean onWriter() {
        return seen.writes(proposed.instance());
    }
}
