package io.rdsmaint.function;

import io.rdsmaint.notification.Runbook;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the deployment fixed, from the function's environment variables.
 *
 * @param region the function's own, the default for operations
 * @param store where operations live
 * @param externalIds the external ids that roles are bound to, by role ARN
 * @param functionVersion of the code that runs; Lambda sets it
 * @param families that are deployed; empty for all
 * @param deployment names this deployment among others
 * @param runbook where people read what to do
 * @param definitionsBucket where people store what is started by its name; empty where no family reads it
 * @param wake whether the state machine has waits that an event may end
 * @param environment all variables, for what a family reads of them
 */
public record Settings(
        String region,
        StateStore store,
        String eventBus,
        String functionVersion,
        List<String> families,
        String deployment,
        Runbook runbook,
        String definitionsBucket,
        boolean wake,
        Map<String, String> environment,
        List<String> allowedRegions,
        List<String> allowedRoleArns,
        Map<String, String> externalIds) {

    /** What Lambda calls code that is no published version. */
    private static final String UNPUBLISHED = "$LATEST";

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException naming every variable that is missing or can't be used
     */
    public static Settings from(Map<String, String> environment) {
        StateStore store = StateStore.chosen(environment);
        List<String> missing = Stream.of("AWS_REGION", store.nameVariable(), "EVENT_BUS_NAME", "DEPLOYMENT")
                .filter(name -> environment.getOrDefault(name, "").isBlank())
                .toList();
        if (!missing.isEmpty() || !StateStore.isKnown(environment)) {
            throw new IllegalArgumentException("The function's environment is not as deployed: missing " + missing
                    + ", STATE_STORE '" + StateStore.name(environment) + "' (dynamodb or s3). Deploy the stack again.");
        }
        String region = environment.getOrDefault("AWS_REGION", "");
        List<String> regions = list(environment, "ALLOWED_REGIONS");
        return new Settings(
                region,
                store,
                environment.getOrDefault("EVENT_BUS_NAME", ""),
                environment.getOrDefault("AWS_LAMBDA_FUNCTION_VERSION", UNPUBLISHED),
                list(environment, "FAMILIES"),
                environment.getOrDefault("DEPLOYMENT", ""),
                new Runbook(environment.getOrDefault("RUNBOOK_URL", "").strip()),
                environment.getOrDefault("DEFINITIONS_BUCKET", ""),
                Boolean.parseBoolean(environment.get("WAKE")),
                Map.copyOf(environment),
                regions.isEmpty() ? List.of(region) : regions,
                list(environment, "ALLOWED_ROLE_ARNS").stream()
                        .map(role -> role.split("#", 2)[0])
                        .toList(),
                list(environment, "ALLOWED_ROLE_ARNS").stream()
                        .map(role -> role.split("#", 2))
                        .filter(bound -> bound.length == 2)
                        .collect(Collectors.toMap(bound -> bound[0], bound -> bound[1], (first, _) -> first)));
    }

    private static List<String> list(Map<String, String> environment, String name) {
        return Arrays.stream(environment.getOrDefault(name, "").split(",", -1))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }
}
