package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.EngineVersion;
import java.util.Map;
import java.util.Optional;

/**
 * What a blue/green deployment is asked to make.
 *
 * @param name of the deployment
 * @param version of the green cluster's engine
 * @param clusterGroup parameter group of the green cluster
 * @param instanceGroup parameter group of all green instances; empty to keep each blue instance's own where its family
 *     fits, else the default
 * @param tags of the deployment itself
 * @param flaw why RDS will find that it cannot be made, once it has begun
 */
public record GreenPlan(
        String name,
        EngineVersion version,
        String clusterGroup,
        Optional<String> instanceGroup,
        Map<String, String> tags,
        Optional<String> flaw) {

    public GreenPlan {
        tags = Map.copyOf(tags);
    }
}
