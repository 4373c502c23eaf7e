package io.rdsmaint.gateway.rds;

import java.util.Map;

/**
 * An instance to be created in a cluster. Storage, port, engine version and deletion protection come from the cluster
 * and are not sent.
 *
 * @param availabilityZone where; empty lets AWS choose
 * @param parameterGroup instance parameter group; the engine's default would be used when it isn't sent
 */
public record NewInstance(
        String id,
        String clusterId,
        String engine,
        String instanceClass,
        String availabilityZone,
        int promotionTier,
        String parameterGroup,
        Instance.Settings settings,
        Map<String, String> tags) {

    public NewInstance {
        tags = Map.copyOf(tags);
    }
}
