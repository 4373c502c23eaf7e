package io.rdsmaint.aurora.precondition;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.aurora.cluster.Values;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.kit.Precondition;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.kit.Violation.NeedsApproval;
import io.rdsmaint.kit.Violation.Retry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The conditions on a cluster whose own setting is about to be changed. */
final class ModificationPreconditions {
    /** Seconds between looks: only the operation waits. */
    private static final long LATER = 30;

    private ModificationPreconditions() {}

    static List<Precondition<ChangeContext>> all() {
        return List.of(
                Precondition.of("nothingElsePendingOnCluster", ModificationPreconditions::nothingElsePending),
                new Precondition<>("membersServe", ModificationPreconditions::membersServe));
    }

    /** H23: ApplyImmediately applies whatever else is pending on the cluster, too; an engine version restarts it. */
    private static Optional<Violation> nothingElsePending(ChangeContext context) {
        if (!(context.proposed() instanceof ProposedChange.ModifyCluster change)) {
            return Optional.empty();
        }
        Map<String, String> pending = new TreeMap<>(context.seen().cluster().pending());
        pending.remove(change.setting());
        return pending.isEmpty()
                ? Optional.empty()
                : Optional.of(new NeedsApproval(
                                ClusterQuestion.PENDING_VALUES,
                                Subjects.CLUSTER_PENDING,
                                Choices.ACCEPT,
                                "Other changes wait on the cluster and would be applied with this one.",
                                Values.words(pending),
                                List.of(Commands.storage(context.target())),
                                Subjects.pendingOnCluster(pending))
                        .formerly(pending.toString()));
    }

    /** H27: what is broken or changing is not to be blamed on this change, or caught in it. */
    private static List<Violation> membersServe(ChangeContext context) {
        if (!(context.proposed() instanceof ProposedChange.ModifyCluster)
                || context.proposed().disturbs()) {
            return List.of();
        }
        return context.seen().instances().values().stream()
                .filter(i -> !i.leaves())
                .sorted(java.util.Comparator.comparing(Instance::id))
                .flatMap(i -> notServing(context, i).stream())
                .toList();
    }

    private static Optional<Violation> notServing(ChangeContext context, Instance instance) {
        return ClusterPreconditions.down(context, instance)
                .or(() -> context.seen().whyNotServing(instance.id()).map(lacks -> new Retry(lacks, LATER)));
    }
}
