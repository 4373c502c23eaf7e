package io.rdsmaint.aurora.storage;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.Troubles;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.engine.Times;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.RdsEvent;
import io.rdsmaint.gateway.rds.StorageType;
import io.rdsmaint.kit.StepQuestion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Words what went wrong with a change of the storage type as questions that say what to do. */
final class StorageTroubles {

    private StorageTroubles() {}

    /** A change took effect and ended where it began. */
    static Outcome cameBack(StepRun run, Cluster cluster, Optional<RdsEvent> event) {
        String pending = cluster.pending().getOrDefault(StorageType.SETTING, "");
        return StepQuestion.ask(
                run,
                ClusterQuestion.CHANGE_FAILED,
                "the change did not succeed: cluster " + cluster.id() + " is available again with storage type "
                        + cluster.features().storageType() + "."
                        + event.map(e -> " AWS says: " + e.message()).orElse(""),
                cluster.id() + " has " + cluster.features().storageType()
                        + (pending.isEmpty() ? ", no other pending" : ", pending " + pending),
                "try the change again",
                looks(run));
    }

    /** AWS would refuse the switch now. */
    static Optional<Outcome> tooEarly(StepRun run, Cluster cluster, String to) {
        Instant allowed = cluster.features().ioOptimizedNextAllowed();
        return to.equals(StorageType.IO_OPTIMIZED.word())
                        && allowed != null
                        && run.now().isBefore(allowed)
                ? Optional.of(StepQuestion.ask(
                        run,
                        ClusterQuestion.STORAGE_COOLDOWN,
                        "AWS does not allow the switch to " + to + " yet: it is possible once in 30 days.",
                        cluster.id() + " may switch again from " + Times.words(allowed) + " on; now it has "
                                + cluster.features().storageType(),
                        "look again (from " + Times.words(allowed) + " on)",
                        looks(run)))
                : Optional.empty();
    }

    /** Makes the change; a refusal becomes a question with the way out. */
    static Outcome explained(StepRun run, Supplier<Outcome> change) {
        Outcome outcome =
                Troubles.explained(run, ClusterQuestion.CHANGE_REFUSED, "The change", StorageTroubles::wayOut, change);
        return outcome instanceof Outcome.Asking asking
                ? new Outcome.Asking(asking.question().withCommands(looks(run)))
                : outcome;
    }

    private static Optional<String> wayOut(String code) {
        return Optional.ofNullable(
                switch (code) {
                    case "StorageTypeNotAvailableFault", "StorageTypeNotAvailable" ->
                        "AWS allows a switch to aurora-iopt1 once in 30 days; "
                                + "IOOptimizedNextAllowedModificationTime says when the next one is possible. Continue "
                                + "from then on, or stop. If an earlier call without answer took effect after all, "
                                + "continue finds it done.";
                    case "StorageTypeNotSupported", "StorageTypeNotSupportedFault" ->
                        "The engine version, or the class of a member, does not go with that storage type. Change the "
                                + "class or upgrade, then continue; or stop.";
                    case "KMSKeyNotAccessibleFault" ->
                        "A KMS key can't be used: it is disabled, or the function may not make grants for it"
                                + " (kms:CreateGrant and kms:DescribeKey, by scripts/deploy --kms-key with its ARN, and by the"
                                + " key's own policy). Enable the key or allow that, then continue.";
                    case "InvalidParameterCombination", "InvalidParameterValue" ->
                        "The storage type does not go with this cluster. See what AWS says, then continue or stop.";
                    default -> null;
                });
    }

    private static List<String> looks(StepRun run) {
        Target target = run.operation().target();
        return List.of(Commands.storage(target), Commands.clusterEvents(target));
    }
}
