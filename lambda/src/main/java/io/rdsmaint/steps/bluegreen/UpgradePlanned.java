package io.rdsmaint.steps.bluegreen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.steps.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of an upgrade by blue/green look like in a plan. {@code old} names the former blue side, which AWS
 * renames at the switchover and which the switchover step has recorded by ARN and resource id.
 */
public final class UpgradePlanned {
    private static final Duration MOMENT = Duration.ofSeconds(30);
    private static final Duration SHORT_WAIT = Duration.ofMinutes(30);
    private static final Duration PROVISIONING = Duration.ofHours(1);
    private static final Duration LONGEST_PROVISIONING = Duration.ofDays(2);
    private static final Duration DELETION = Duration.ofMinutes(5);
    private static final Duration LONGEST_DELETION = Duration.ofHours(2);

    private UpgradePlanned() {}

    /** What the report tells people to do, in the parameters of {@code verify_upgrade}. */
    public static final String AFTERWARDS = "afterwards";

    /**
     * What the green side is to be.
     *
     * @param version the engine version
     * @param clusterGroup cluster parameter group; null for the one that AWS chooses, the engine's default
     * @param instanceGroup parameter group of every instance; null for the one that AWS chooses
     */
    public record Green(
            String version,
            @Nullable String clusterGroup,
            @Nullable String instanceGroup) {

        static Green read(JsonNode parameters) {
            return new Green(
                    parameters.path("version").asText(),
                    text(parameters.path("cluster_group")),
                    text(parameters.path("instance_group")));
        }

        private static @Nullable String text(JsonNode node) {
            return node.isTextual() ? node.asText() : null;
        }

        private ObjectNode json() {
            return Json.object()
                    .put("version", version)
                    .put("cluster_group", clusterGroup)
                    .put("instance_group", instanceGroup);
        }

        private String words() {
            return "TargetEngineVersion=" + version
                    + (clusterGroup == null ? "" : " TargetDBClusterParameterGroupName=" + clusterGroup)
                    + (instanceGroup == null ? "" : " TargetDBParameterGroupName=" + instanceGroup);
        }
    }

    /**
     * Creates the deployment.
     *
     * @param name of the deployment; unique in the account, from the operation's id
     * @param sourceArn the cluster to be upgraded
     * @param adopt identifier of somebody else's deployment that a person agreed to use instead, or null
     */
    public static PlannedStep create(String name, String sourceArn, Green green, @Nullable String adopt) {
        ObjectNode parameters =
                green.json().put("name", name).put("source_arn", sourceArn).put("adopt", adopt);
        String title =
                adopt == null ? "Create blue/green deployment " + name : "Take over blue/green deployment " + name;
        List<String> calls = adopt == null
                ? List.of("CreateBlueGreenDeployment " + name + " of " + sourceArn + ", " + green.words())
                : List.of();
        return step(title, CreateBlueGreen.ACTION, parameters, Duration.ofMinutes(1), SHORT_WAIT, calls);
    }

    /** Waits until AWS has built the green side, and looks whether it is as asked. */
    public static PlannedStep awaitGreen(String name, Green green) {
        return step(
                "Provision green side of " + name,
                AwaitGreen.ACTION,
                green.json(),
                PROVISIONING,
                LONGEST_PROVISIONING,
                List.of());
    }

    /**
     * Lets green take the place and the names of blue.
     *
     * @param timeoutSeconds when it passes, AWS brings everything back
     */
    public static PlannedStep switchover(String name, String version, int timeoutSeconds) {
        return step(
                        "Switch over to green",
                        Switchover.ACTION,
                        Json.object().put("timeout_seconds", timeoutSeconds).put("version", version),
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(timeoutSeconds).plus(Duration.ofHours(2)),
                        List.of("SwitchoverBlueGreenDeployment " + name + " SwitchoverTimeout=" + timeoutSeconds))
                .disrupting();
    }

    /** Looks whether the proxies follow the cluster that is in production now. */
    public static PlannedStep checkProxies(List<String> proxies) {
        ObjectNode parameters = Json.object();
        parameters.set("proxies", Json.texts(proxies));
        return step(
                (proxies.size() == 1 ? "Check proxy " : "Check proxies ") + String.join(", ", proxies),
                CheckProxies.ACTION,
                parameters,
                Duration.ofMinutes(1),
                SHORT_WAIT,
                List.of());
    }

    /**
     * Looks whether the cluster in production is what was asked for.
     *
     * @param writerEndpoint host name that must still be the cluster's
     * @param readerEndpoint likewise
     * @param afterwards what the report tells people to do, each a sentence
     */
    public static PlannedStep verify(
            Green green, String writerEndpoint, String readerEndpoint, List<String> afterwards) {
        ObjectNode parameters = green.json();
        parameters.putObject("endpoints").put("writer", writerEndpoint).put("reader", readerEndpoint);
        parameters.set(AFTERWARDS, Json.texts(afterwards));
        return step("Verify upgrade", VerifyUpgrade.ACTION, parameters, MOMENT, SHORT_WAIT, List.of());
    }

    /**
     * Leaves the old cluster as it is for a while.
     *
     * @param hours at least 1
     */
    public static PlannedStep keepOld(int hours) {
        Duration time = Duration.ofHours(hours);
        return step(
                "Keep old cluster " + hours + (hours == 1 ? " hour" : " hours"),
                KeepOld.ACTION,
                Json.object().put("hours", hours),
                time,
                time.plus(Duration.ofHours(1)),
                List.of());
    }

    /** Takes the last snapshot of the old cluster, which stays. */
    public static PlannedStep snapshotOld(String snapshot) {
        return step(
                "Take final snapshot " + snapshot + " of the old cluster",
                SnapshotOld.ACTION,
                Json.object().put("snapshot", snapshot),
                Duration.ofMinutes(10),
                Duration.ofDays(1),
                List.of("CreateDBClusterSnapshot " + snapshot + " of the old cluster"));
    }

    /** Removes the deployment after the switchover; both clusters stay. */
    public static PlannedStep deleteBlueGreen(String name) {
        return step(
                "Remove deployment " + name + " (the old cluster stays)",
                DeleteBlueGreen.ACTION,
                Json.object().put("name", name),
                Duration.ofMinutes(2),
                LONGEST_DELETION,
                List.of("DeleteBlueGreenDeployment " + name));
    }

    /** Allows the old cluster to be deleted. */
    public static PlannedStep unprotectOld() {
        return step(
                "Lift deletion protection of the old cluster",
                UnprotectOld.ACTION,
                Json.object(),
                MOMENT,
                SHORT_WAIT,
                List.of("ModifyDBCluster old cluster DeletionProtection=false"));
    }

    /**
     * Deletes an instance of the old cluster.
     *
     * @param instance its name before the switchover
     */
    public static PlannedStep deleteOldInstance(String instance) {
        return step(
                "Delete old " + instance,
                DeleteOldInstance.ACTION,
                Json.object().put("instance", instance),
                DELETION,
                LONGEST_DELETION,
                List.of("DeleteDBInstance formerly " + instance));
    }

    /** Deletes the old cluster, without another snapshot. */
    public static PlannedStep deleteOldCluster() {
        return step(
                "Delete old cluster",
                DeleteOldCluster.ACTION,
                Json.object(),
                DELETION,
                LONGEST_DELETION,
                List.of("DeleteDBCluster old cluster SkipFinalSnapshot=true"));
    }

    /** Deletes the deployment with its green side, unless green is in production. */
    public static PlannedStep removeGreen(String name) {
        return step(
                "Remove deployment " + name + " and its green side",
                RemoveGreen.ACTION,
                Json.object().put("name", name),
                Duration.ofMinutes(15),
                Duration.ofHours(6),
                List.of("DeleteBlueGreenDeployment " + name + " DeleteTarget=true"));
    }

    /** Deletes, when the operation ends early, the deployment with its green side, unless green is in production. */
    public static PlannedStep removeGreenFinally(String name) {
        PlannedStep step = removeGreen(name);
        return new PlannedStep(
                        "Remove green side unless switched over",
                        step.action(),
                        step.parameters(),
                        null,
                        step.deadline(),
                        MOMENT,
                        step.calls(),
                        false,
                        false)
                .asCleanup();
    }

    private static PlannedStep step(
            String name,
            String action,
            ObjectNode parameters,
            Duration expected,
            Duration deadline,
            List<String> calls) {
        return new PlannedStep(name, action, parameters, null, deadline, expected, calls, false, false);
    }
}
