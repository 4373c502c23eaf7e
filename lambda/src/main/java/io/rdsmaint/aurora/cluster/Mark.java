package io.rdsmaint.aurora.cluster;

import io.rdsmaint.engine.Change;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.RdsGateway;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The tag by which a deployment tells that one of its operations works on a cluster. */
public final class Mark {
    /** The tag's key. */
    public static final String TAG = "rds-maint-operation";

    private static final String SEPARATOR = "/";

    private Mark() {}

    /** The tag's value. */
    public static String of(String deployment, String operationId) {
        return deployment + SEPARATOR + operationId;
    }

    /** True for the value that an operation set, whatever its deployment is called. */
    public static boolean isOfOperation(String mark, String operationId) {
        return mark.endsWith(SEPARATOR + operationId);
    }

    /** True for a value that an operation of the deployment set. */
    public static boolean isOfDeployment(String mark, String deployment) {
        return mark.startsWith(deployment + SEPARATOR);
    }

    /** The deployment that a value names. */
    public static String deployment(String mark) {
        return mark.split(SEPARATOR, 2)[0];
    }

    /** The change that marks a cluster. */
    public static Change on(Cluster cluster, String mark, RdsGateway rds, BooleanSupplier stillRight) {
        return Change.repeatable(
                        "AddTagsToResource " + cluster.arn() + " " + TAG + "=" + mark,
                        cluster.arn(),
                        stillRight,
                        intent -> rds.addTags(intent, cluster.arn(), Map.of(TAG, mark)))
                .showingAtOnce();
    }
}
