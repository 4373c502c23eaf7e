package io.rdsmaint.aurora.cluster;

import io.rdsmaint.gateway.rds.Instance;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a person can do about a status that does not pass by itself. Source of what each word means: {@link
 * io.rdsmaint.gateway.rds.Statuses}.
 */
public final class StatusAdvice {
    private static final String BROKEN_KEY = "Its KMS key can't be used";

    private StatusAdvice() {}

    /**
     * For a cluster.
     *
     * @param rds makes a command of the RDS API complete, with its region
     */
    public static String ofCluster(String word, String clusterId, UnaryOperator<String> rds) {
        String id = " --db-cluster-identifier " + clusterId;
        String start = rds.apply("start-db-cluster" + id);
        return switch (word.replace('_', '-')) {
            case "stopped" -> "Somebody stopped it: start it, " + start;
            case "stopping" -> "Somebody stops it: once it is stopped, start it, " + start;
            case "inaccessible-encryption-credentials-recoverable" ->
                BROKEN_KEY + ". First enable the key and its grants ("
                        + rds.apply("describe-db-clusters" + id + " --query 'DBClusters[0].KmsKeyId'")
                        + " names it), then start the cluster, which recovers it: " + start;
            case "inaccessible-encryption-credentials" ->
                BROKEN_KEY
                        + ", and AWS does not expect the cluster to recover: enable the key and its grants (a"
                        + " restore needs it, too), then restore the cluster from a snapshot or to a point in time.";
            case "cloning-failed", "migration-failed", "restore-failed" ->
                "It never came to be whole: make it anew from what it was to be a copy of.";
            case "upgrade-failed" ->
                "AWS could not upgrade it; a final snapshot whose name begins with rds-final has its data."
                        + " Ask AWS Support.";
            case "deleting" -> "Somebody deletes it.";
            default -> "See its events; ask AWS Support.";
        };
    }

    /**
     * For an instance of a cluster.
     *
     * @param rds makes a command of the RDS API complete, with its region
     */
    public static String ofInstance(Instance instance, String clusterId, UnaryOperator<String> rds) {
        String start = rds.apply("start-db-cluster --db-cluster-identifier " + clusterId);
        return switch (instance.status().replace('_', '-')) {
            case "incompatible-parameters" ->
                "Its parameter group " + groups(instance) + " holds values that don't fit the class. No answer mends"
                        + " that: correct them and reboot it. Until it is available AWS refuses to change it, so that a rollback"
                        + " would ask the same.";
            case "incompatible-network" ->
                "Its subnet has no free address or a security group is gone: mend that, then reboot it.";
            case "insufficient-capacity" ->
                "AWS has no capacity for the class in its zone now: try later, or roll back and choose another class.";
            case "storage-full" -> "Its storage is full: free space; until then AWS may refuse to change it.";
            case "stopped" -> "Somebody stopped the cluster: start it, " + start;
            case "stopping" -> "Somebody stops the cluster: once it is stopped, start it, " + start;
            case "inaccessible-encryption-credentials-recoverable" ->
                BROKEN_KEY + ": first enable the key and its grants, then start the cluster, " + start;
            case "inaccessible-encryption-credentials" ->
                BROKEN_KEY
                        + ", and AWS does not expect the instance to recover: enable the key and its grants, then"
                        + " delete the instance and make it anew; the data is the cluster's.";
            case "upgrade-failed", "modify-failed" ->
                "AWS could not change it. See its events; delete it and make it anew if it is a reader (the data is the"
                        + " cluster's), or ask AWS Support.";
            case "deleting", "delete-precheck" -> "Somebody deletes it.";
            default -> "Ask AWS Support, or roll back.";
        };
    }

    private static String groups(Instance instance) {
        return instance.parameterGroups().stream()
                .map(Instance.AppliedGroup::name)
                .collect(Collectors.joining(", "));
    }
}
