package io.rdsmaint.aurora.rolling;

/**
 * An instance of the cluster, as far as the order of changes depends on it.
 *
 * @param tier promotion tier, 0 (first) to 15
 * @param autoscaled made by Application Auto Scaling: never changed, never promoted
 * @param excluded the operator wants it left alone
 * @param temporary this operation's own temporary instance
 */
public record Member(
        String id,
        String instanceClass,
        boolean writer,
        String zone,
        int tier,
        boolean autoscaled,
        boolean excluded,
        boolean temporary) {

    /** The class of instances whose capacity the cluster's scaling configuration sets. */
    public static final String SERVERLESS = "db.serverless";

    /** Serverless readers of tiers 0 and 1 do (Aurora guide, Aurora Serverless v2). */
    private static final int LAST_TIER_THAT_SCALES_WITH_WRITER = 1;

    /** True when the operation may work on it. */
    public boolean ours() {
        return !autoscaled && !excluded && !temporary;
    }

    /** True when it may be the writer at the end; auto scaling may take its own instances away at any time. */
    public boolean canStay() {
        return !autoscaled && !temporary;
    }

    /**
     * True when it can take the writer's load as that class: a serverless reader scales with the writer only in
     * tier 0 and 1.
     */
    public boolean canWriteAs(String writerClass) {
        return ours() && (!writerClass.equals(SERVERLESS) || tier <= LAST_TIER_THAT_SCALES_WITH_WRITER);
    }
}
