package io.rdsmaint.aurora.cluster;

import io.rdsmaint.engine.Change;
import io.rdsmaint.gateway.rds.Cluster;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The tag by which a deployment tells that one of its operations works on a cluster. */
public final class Mark {
    /** The tag's key; its value is {@code <deployment>/<operation id>}. */
    public static final String TAG = "rds-maint-operation";

    private Mark() {}

    /** The change that marks a cluster. */
    public static Change on(Cluster cluster, String mark, Gateways gateways, BooleanSupplier stillRight) {
        return Change.repeatable(
                "AddTagsToResource " + cluster.arn() + " " + TAG + "=" + mark,
                cluster.arn(),
                stillRight,
                intent -> gateways.rds().addTags(intent, cluster.arn(), Map.of(TAG, mark)));
    }
}
