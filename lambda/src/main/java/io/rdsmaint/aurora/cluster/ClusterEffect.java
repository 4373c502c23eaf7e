package io.rdsmaint.aurora.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.Step;

/** What the steps of a kind do to the cluster that is expected, told from what is stored of them. */
public interface ClusterEffect {
    /** Of kinds that change nothing that is expected of the cluster. */
    ClusterEffect NONE = new ClusterEffect() {};

    /** Of a step of the plan, whether it has begun or not. */
    default void planned(Step step, ExpectedCluster expected) {}

    /** Of a step that may have made its change, or may still be making it. */
    default void underWay(Step step, ExpectedCluster expected) {}

    /** Of a completed step, whose instance, if it is about one, is there. */
    default void done(Step step, JsonNode result, ExpectedCluster expected) {}

    /** Of a completed step that found its instance {@link ExpectedCluster#GONE}. */
    default void gone(Step step, ExpectedCluster expected) {}
}
