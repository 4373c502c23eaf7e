package io.rdsmaint.aurora.preflight;

import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.ParameterStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Parameter groups whose values an instance does not run with.
 *
 * @param what the groups and their statuses, in words
 * @param review commands that show what was set in them
 * @param keys what is accepted with it: only what no waiting changes
 */
public record UnappliedParameters(String what, String review, List<String> keys) {

    public UnappliedParameters {
        keys = List.copyOf(keys);
    }

    /** Those that no waiting changes; empty when there are none. */
    public static Optional<UnappliedParameters> staying(Inspection seen, Instance instance) {
        return of(seen, instance, ParameterStatus::stays);
    }

    /** Those whose status counts; empty when none does. */
    static Optional<UnappliedParameters> of(Inspection seen, Instance instance, Predicate<ParameterStatus> counts) {
        String ofCluster = seen.cluster().parameterGroup();
        List<String> behind = new ArrayList<>();
        List<String> review = new ArrayList<>();
        for (Instance.AppliedGroup group : instance.parameterGroups()) {
            if (counts.test(ParameterStatus.of(group.status()))) {
                behind.add("instance group " + group.name() + " is " + group.status());
                review.add(seen.rds("describe-db-parameters --source user --db-parameter-group-name " + group.name()));
            }
        }
        String status = seen.cluster()
                .member(instance.id())
                .map(Cluster.Member::parameterStatus)
                .orElse("in-sync");
        if (counts.test(ParameterStatus.of(status))) {
            behind.add("cluster group " + ofCluster + " is " + status);
            review.add(seen.rds(
                    "describe-db-cluster-parameters --source user --db-cluster-parameter-group-name " + ofCluster));
        }
        return behind.isEmpty()
                ? Optional.empty()
                : Optional.of(new UnappliedParameters(
                        String.join(", ", behind),
                        String.join("; ", review),
                        Subjects.parameters(seen.cluster(), instance)));
    }
}
