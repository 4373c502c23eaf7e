package io.rdsmaint.gateway.rds;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A blue/green deployment to be created.
 *
 * @param name unique in the account; at most 60 letters, digits and single hyphens, a letter first
 * @param sourceArn the blue cluster
 * @param clusterParameterGroup of the green cluster; null for the engine's default
 * @param instanceParameterGroup of all green instances; null for the engine's default
 * @param tags of the deployment
 */
public record NewBlueGreen(
        String name,
        String sourceArn,
        String engineVersion,
        @Nullable String clusterParameterGroup,
        @Nullable String instanceParameterGroup,
        Map<String, String> tags) {

    public NewBlueGreen {
        tags = Map.copyOf(tags);
    }
}
