package io.rdsmaint.aurora.engineupgrade;

import io.rdsmaint.gateway.rds.ParameterDefinition;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import io.rdsmaint.gateway.rds.ParameterGroup;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of the parameter groups of one scope.
 *
 * @param source the group in use; of the writer where instances have different ones; empty when there is none
 * @param sourceFamily its family
 * @param parameters its parameters
 * @param defaults the target family's parameters with their defaults; empty when the target version is unknown
 * @param given the group that the operator named, when it exists
 * @param givenParameters its parameters
 * @param taken the group that bears the name ours would have, or null
 * @param takenTags its tags
 */
record GroupLook(
        Scope scope,
        String source,
        String sourceFamily,
        List<ParameterDefinition> parameters,
        List<ParameterDefinition> defaults,
        @Nullable ParameterGroup given,
        List<ParameterDefinition> givenParameters,
        @Nullable ParameterGroup taken,
        Map<String, String> takenTags) {

    private static final String DEFAULT = "default.";

    GroupLook {
        parameters = List.copyOf(parameters);
        defaults = List.copyOf(defaults);
        givenParameters = List.copyOf(givenParameters);
        takenTags = Map.copyOf(takenTags);
    }

    /** True for the engine's own group, in which nothing can be set. */
    boolean engineDefault() {
        return source.isEmpty() || source.startsWith(DEFAULT);
    }

    /** The word in steps and commands. */
    String word() {
        return scope == Scope.CLUSTER ? "cluster" : "instance";
    }
}
