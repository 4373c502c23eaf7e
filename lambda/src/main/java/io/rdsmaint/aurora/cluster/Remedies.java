package io.rdsmaint.aurora.cluster;

import io.rdsmaint.engine.Target;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Paste-ready commands that change something: for sentences that say what they do, such as a residue or what an answer
 * presupposes. None of them stands among the commands of a question, which are there to look closer.
 */
public final class Remedies {

    private Remedies() {}

    public static String changeStorage(Target t, String to) {
        return Commands.aws(
                t,
                "modify-db-cluster --db-cluster-identifier " + t.name() + " --storage-type " + to
                        + " --apply-immediately");
    }

    public static String changeClass(Target t, String id, String to) {
        return Commands.aws(
                t,
                "modify-db-instance --db-instance-identifier " + id + " --db-instance-class " + to
                        + " --apply-immediately");
    }

    public static String tier(Target t, String id, int tier) {
        return Commands.aws(
                t,
                "modify-db-instance --db-instance-identifier " + id + " --promotion-tier " + tier
                        + " --apply-immediately");
    }

    /** Deletes an instance, which must not be the writer; its data is the cluster's, and one that failed has no snapshot. */
    public static String deleteInstance(Target t, String id) {
        return Commands.aws(t, "delete-db-instance --skip-final-snapshot --db-instance-identifier " + id);
    }

    public static String resumeScaling(Target t) {
        return "aws application-autoscaling register-scalable-target --region " + t.region()
                + " --service-namespace rds --scalable-dimension rds:cluster:ReadReplicaCount --resource-id cluster:"
                + t.name()
                + " --suspended-state DynamicScalingInSuspended=false,DynamicScalingOutSuspended=false,"
                + "ScheduledScalingSuspended=false";
    }

    /** Deletes a deployment and leaves both its sides. */
    public static String deleteDeployment(Target t, String deployment) {
        return Commands.aws(t, "delete-blue-green-deployment --blue-green-deployment-identifier " + deployment);
    }

    /** Deletes a deployment with its green side. */
    public static String deleteWithGreen(Target t, String deployment) {
        return deleteDeployment(t, deployment) + " --delete-target";
    }

    /** Lifts the deletion protection of a cluster. */
    public static String unprotect(Target t, String cluster) {
        return Commands.aws(t, "modify-db-cluster --db-cluster-identifier " + cluster + " --no-deletion-protection");
    }

    /** Deletes a cluster, after a final snapshot. */
    public static String deleteCluster(Target t, String id) {
        return Commands.aws(
                t,
                "delete-db-cluster --db-cluster-identifier " + id + " --final-db-snapshot-identifier " + id + "-final");
    }

    /**
     * Deletes a cluster, after a final snapshot, with its instances.
     *
     * @param guarded its protection from deletion is lifted first
     */
    public static String deleteAll(Target t, String cluster, List<String> instances, boolean guarded) {
        return Stream.of(
                        guarded ? Stream.of(unprotect(t, cluster)) : Stream.<String>of(),
                        instances.stream().map(id -> deleteInstance(t, id)),
                        Stream.of(deleteCluster(t, cluster)))
                .flatMap(Function.identity())
                .collect(Collectors.joining(" && "));
    }

    /** Deletes a cluster snapshot. */
    public static String deleteSnapshot(Target t, String id) {
        return Commands.aws(t, "delete-db-cluster-snapshot --db-cluster-snapshot-identifier " + id);
    }

    /** Takes an operation's mark off a cluster. */
    public static String removeMark(Target t, String arn) {
        return Commands.aws(t, "remove-tags-from-resource --resource-name " + arn + " --tag-keys " + Mark.TAG);
    }
}
