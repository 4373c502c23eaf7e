package io.rdsmaint.restore;

import io.rdsmaint.aurora.AuroraFamily;
import io.rdsmaint.aurora.cluster.Remedies;
import io.rdsmaint.engine.Leftover;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.rds.RestorableSnapshot;
import io.rdsmaint.restore.plan.Names;
import io.rdsmaint.restore.step.DeleteExpiredCopies;
import io.rdsmaint.restore.world.RestoreWorlds;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Copies of snapshots that nobody removes: of operations that have ended, and kept beyond their days. */
record CopiesLeft(RestoreWorlds worlds) {

    List<Leftover> in(String region, Function<String, Optional<Operation>> operations) {
        return worlds.at(AwsScope.own(region)).restores().manual().stream()
                .filter(Names::copied)
                .filter(copy -> !kept(copy))
                .map(copy -> left(region, copy, operations.apply(id(copy))))
                .flatMap(Optional::stream)
                .toList();
    }

    private boolean kept(RestorableSnapshot copy) {
        return copy.tags().containsKey(Names.KEEP_UNTIL)
                && !DeleteExpiredCopies.expired(copy, worlds.clock().instant());
    }

    private static String id(RestorableSnapshot copy) {
        return copy.tags().getOrDefault(Names.TAG, "");
    }

    private static Optional<Leftover> left(String region, RestorableSnapshot copy, Optional<Operation> operation) {
        if (operation.filter(o -> !o.state().ended()).isPresent()) {
            return Optional.empty();
        }
        Target here = new Target(AuroraFamily.CLUSTER.kind(), "", region, copy.id(), null, null, null);
        return Optional.of(new Leftover(
                region,
                "snapshot",
                copy.id(),
                AuroraFamily.CLUSTER.kind(),
                copy.tags().getOrDefault(Names.COPY_FOR, ""),
                copy.status(),
                id(copy),
                operation.map(Operation::state).orElse((OperationState) null),
                "a restore that has ended made it of production's snapshot, and it holds rows as they are there; once nobody needs it: "
                        + Remedies.deleteSnapshot(here, copy.id())));
    }
}
