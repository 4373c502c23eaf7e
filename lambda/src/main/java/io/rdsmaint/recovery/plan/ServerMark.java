package io.rdsmaint.recovery.plan;

import io.rdsmaint.gateway.drs.SourceServer;

/** The tag by which a deployment tells that one of its operations works on a source server, and the tags of its jobs. */
public final class ServerMark {
    /** The tag's key, on servers; its value names deployment and operation. */
    public static final String TAG = "rds-maint-operation";

    /** On jobs: wave, attempt and portion. */
    public static final String PART = "rds-maint-part";

    private static final String SEPARATOR = "/";

    private ServerMark() {}

    /** The tag's value. */
    public static String of(String deployment, String operationId) {
        return deployment + SEPARATOR + operationId;
    }

    /** The mark that a server bears; empty for none. */
    public static String on(SourceServer server) {
        return server.tags().getOrDefault(TAG, "");
    }

    /** True for the value that an operation set, whatever its deployment is called. */
    public static boolean isOfOperation(String mark, String operationId) {
        return mark.endsWith(SEPARATOR + operationId);
    }

    /** True for a value that an operation of the deployment set. */
    public static boolean isOfDeployment(String mark, String deployment) {
        return mark.startsWith(deployment + SEPARATOR);
    }
}
