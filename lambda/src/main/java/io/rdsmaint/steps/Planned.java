package io.rdsmaint.steps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.PlannedStep;
import java.time.Duration;
import java.util.List;

/**
 * What each kind of step looks like in a plan: its name for people, its parameters, the calls it makes and how long it
 * takes.
 */
public final class Planned {
    private static final Duration MOMENT = Duration.ofSeconds(15);
    private static final Duration SHORT_WAIT = Duration.ofMinutes(15);

    private Planned() {}

    /** Looks for what would fail or hurt, before the first change. */
    public static PlannedStep preflight() {
        return looking("Preflight", PreflightStep.ACTION, Json.object(), Duration.ofSeconds(20), SHORT_WAIT);
    }

    /** Tells everybody that the cluster is being worked on. */
    public static PlannedStep mark(String clusterId) {
        return changing(
                "Mark cluster " + clusterId,
                MarkCluster.ACTION,
                Json.object(),
                MOMENT,
                SHORT_WAIT,
                "AddTagsToResource cluster " + clusterId + " " + MarkCluster.TAG);
    }

    /** Takes the mark away. */
    public static PlannedStep unmark(String clusterId) {
        return changing(
                        "Remove mark of cluster " + clusterId,
                        UnmarkCluster.ACTION,
                        Json.object(),
                        MOMENT,
                        SHORT_WAIT,
                        "RemoveTagsFromResource cluster " + clusterId + " " + MarkCluster.TAG)
                .asCleanup();
    }

    /** Keeps auto scaling from adding and removing readers meanwhile. */
    public static PlannedStep suspendScaling(String clusterId) {
        return changing(
                "Suspend reader auto scaling",
                SuspendScaling.ACTION,
                Json.object(),
                MOMENT,
                SHORT_WAIT,
                "RegisterScalableTarget cluster:" + clusterId + " SuspendedState=all");
    }

    /** Lets auto scaling go on as before. */
    public static PlannedStep restoreScaling(String clusterId) {
        return changing(
                        "Restore reader auto scaling",
                        RestoreScaling.ACTION,
                        Json.object(),
                        MOMENT,
                        SHORT_WAIT,
                        "RegisterScalableTarget cluster:" + clusterId + " SuspendedState=as before")
                .asCleanup();
    }

    /**
     * Creates a temporary instance as a copy of another.
     *
     * @param zone empty lets AWS choose
     */
    public static PlannedStep create(String id, String instanceClass, String like, String zone, int tier) {
        ObjectNode parameters = Json.object()
                .put("instance", id)
                .put("class", instanceClass)
                .put("like", like)
                .put("zone", zone)
                .put("tier", tier);
        return changing(
                "Create temporary instance " + id,
                CreateInstance.ACTION,
                parameters,
                Duration.ofMinutes(10),
                Duration.ofMinutes(60),
                "CreateDBInstance " + id + " " + instanceClass + (zone.isEmpty() ? "" : " in " + zone)
                        + ", settings of " + like);
    }

    /** Deletes a temporary instance. */
    public static PlannedStep delete(String id) {
        return changing(
                "Delete temporary instance " + id,
                DeleteInstance.ACTION,
                Json.object().put("instance", id),
                Duration.ofMinutes(5),
                Duration.ofMinutes(60),
                "DeleteDBInstance " + id);
    }

    /** Keeps a temporary instance out of a custom endpoint, or lets it stand in there. */
    public static PlannedStep adjustEndpoint(String endpoint, String instance, boolean join) {
        return changing(
                (join ? "Let " + instance + " serve endpoint " : "Keep " + instance + " out of endpoint ") + endpoint,
                AdjustEndpoint.ACTION,
                Json.object()
                        .put("endpoint", endpoint)
                        .put("instance", instance)
                        .put("join", join),
                Duration.ofSeconds(30),
                SHORT_WAIT,
                "ModifyDBClusterEndpoint " + endpoint + (join ? " with " : " without ") + instance);
    }

    /** Makes a custom endpoint forget a temporary instance. */
    public static PlannedStep restoreEndpoint(String endpoint, String instance) {
        return changing(
                        "Restore endpoint " + endpoint,
                        RestoreEndpoint.ACTION,
                        Json.object().put("endpoint", endpoint).put("instance", instance),
                        Duration.ofSeconds(30),
                        SHORT_WAIT,
                        "ModifyDBClusterEndpoint " + endpoint + " as before")
                .asCleanup();
    }

    /** Gives an instance another promotion tier. */
    public static PlannedStep tier(String instance, int from, int to) {
        return changing(
                "Set promotion tier of " + instance + " to " + to,
                SetTier.ACTION,
                Json.object().put("instance", instance).put("from", from).put("to", to),
                Duration.ofSeconds(30),
                SHORT_WAIT,
                "ModifyDBInstance " + instance + " PromotionTier=" + to);
    }

    /** Gives an instance its promotion tier back. */
    public static PlannedStep restoreTier(String instance, int from, int to) {
        return tier(instance, from, to).asCleanup();
    }

    /** Gives a reader another class. */
    public static PlannedStep change(String instance, String from, String to) {
        return changeClass(instance, from, to, false);
    }

    /** Gives the only instance of a cluster another class, which takes the database away meanwhile. */
    public static PlannedStep changeInPlace(String instance, String from, String to) {
        return changeClass(instance, from, to, true);
    }

    private static PlannedStep changeClass(String instance, String from, String to, boolean inPlace) {
        return changing(
                        "Change " + instance + " to " + to,
                        ChangeClass.ACTION,
                        Json.object()
                                .put("instance", instance)
                                .put("from", from)
                                .put("to", to)
                                .put("in_place", inPlace),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(60),
                        "ModifyDBInstance " + instance + " DBInstanceClass=" + to + " (now " + from
                                + ") ApplyImmediately")
                .disrupting();
    }

    /**
     * Reboots a reader.
     *
     * @param parameters what the step has to know besides the instance; see {@link RebootInstance}
     */
    public static PlannedStep reboot(String instance, ObjectNode parameters) {
        return reboot("Reboot " + instance, instance, parameters.put(RebootInstance.IN_PLACE, false));
    }

    /** Reboots an instance that stays the writer, which takes the database away meanwhile. */
    public static PlannedStep rebootInPlace(String instance, ObjectNode parameters) {
        return reboot("Reboot " + instance + " in place", instance, parameters.put(RebootInstance.IN_PLACE, true));
    }

    private static PlannedStep reboot(String name, String instance, ObjectNode parameters) {
        return changing(
                        name,
                        RebootInstance.ACTION,
                        parameters.put("instance", instance),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(45),
                        "RebootDBInstance " + instance)
                .disrupting();
    }

    /** Lets a fresh instance serve as a reader for a while. */
    public static PlannedStep warmUp(String instance, Duration time) {
        return looking(
                "Warm up " + instance,
                WarmUp.ACTION,
                Json.object().put("instance", instance).put("seconds", time.toSeconds()),
                time,
                time.plus(Duration.ofHours(1)));
    }

    /**
     * Makes an instance the writer.
     *
     * @param from who is expected to be the writer before
     * @param targetClass the class that the operation is about
     */
    public static PlannedStep failover(String to, String from, String targetClass) {
        return failover("Fail over to " + to, to, from, targetClass, false);
    }

    /** Makes exactly this instance, which was the writer before, the writer again. */
    public static PlannedStep failoverBack(String to, String from, String targetClass) {
        return failover("Fail back to " + to, to, from, targetClass, true);
    }

    private static PlannedStep failover(String name, String to, String from, String targetClass, boolean exact) {
        return changing(
                        name,
                        Failover.ACTION,
                        Json.object()
                                .put("to", to)
                                .put("from", from)
                                .put("class", targetClass)
                                .put("exact", exact),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(30),
                        "FailoverDBCluster to " + to)
                .disrupting();
    }

    /** Looks for a while whether guard alarms ring after a disruptive step. */
    public static PlannedStep checkAlarms(PlannedStep after, Duration looking) {
        return looking(
                "Look at alarms after " + after.name(),
                CheckAlarms.ACTION,
                Json.object().put("after", after.name()).put("seconds", looking.toSeconds()),
                looking,
                looking.plus(Duration.ofHours(1)));
    }

    /** Watches how the cluster serves after a step that gave it another writer. */
    public static PlannedStep watch(PlannedStep after, Duration time) {
        return looking(
                "Watch the cluster for " + time.toMinutes() + " minutes",
                Watch.ACTION,
                Json.object().put("after", after.name()).put("minutes", time.toMinutes()),
                time,
                time.plus(Duration.ofHours(1)));
    }

    /** Looks whether everything is as asked. */
    public static PlannedStep verify(ObjectNode parameters) {
        return looking("Verify", Verify.ACTION, parameters, Duration.ofSeconds(30), Duration.ofMinutes(30));
    }

    /**
     * Gives the cluster's volume another storage type.
     *
     * @param restarts the instances that restart with it
     */
    public static PlannedStep changeStorage(String clusterId, String from, String to, List<String> restarts) {
        ObjectNode parameters = Json.object().put("from", from).put("to", to);
        PlannedStep step = changing(
                "Change storage of " + clusterId + " to " + to,
                ChangeStorage.ACTION,
                parameters.set(ChangeStorage.RESTARTS, Json.texts(restarts)),
                Duration.ofMinutes(5),
                Duration.ofMinutes(60),
                "ModifyDBCluster " + clusterId + " StorageType=" + to + " (now " + from + ") ApplyImmediately");
        return restarts.isEmpty() ? step : step.disrupting();
    }

    /** Looks whether the cluster has the storage type and everything else is as it was. */
    public static PlannedStep verifyStorage(String storageType) {
        return looking(
                "Verify",
                VerifyStorage.ACTION,
                Json.object().put("storage_type", storageType),
                Duration.ofSeconds(30),
                Duration.ofMinutes(30));
    }

    private static PlannedStep looking(
            String name, String action, ObjectNode parameters, Duration expected, Duration deadline) {
        return new PlannedStep(name, action, parameters, null, deadline, expected, List.of(), false, false);
    }

    private static PlannedStep changing(
            String name, String action, ObjectNode parameters, Duration expected, Duration deadline, String call) {
        return new PlannedStep(name, action, parameters, null, deadline, expected, List.of(call), false, false);
    }
}
