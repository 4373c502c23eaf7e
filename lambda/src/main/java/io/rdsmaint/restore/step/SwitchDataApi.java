package io.rdsmaint.restore.step;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.List;

/**
 * Goal: the Data API of a cluster answers under the cluster's present ARN. The API goes round security groups, so it is never switched
 * on in the copy before production's master password is worth nothing there. After a change of the name it is on and does not answer:
 * it has to be switched off and on.
 */
public final class SwitchDataApi extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "switch_data_api";

    private static final String OFF = "off";

    public SwitchDataApi(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Switches it on in the copy. */
    public static PlannedStep on(String cluster) {
        return planned("Switch on the Data API of " + cluster, false, false, List.of("EnableHttpEndpoint " + cluster));
    }

    /** Switches it off and on in the copy, which has another name now. */
    public static PlannedStep again(String cluster) {
        return planned(
                "Switch the Data API of " + cluster + " off and on",
                true,
                false,
                List.of("DisableHttpEndpoint " + cluster, "EnableHttpEndpoint " + cluster));
    }

    /** The same in the old cluster, which has its name again. */
    static PlannedStep againOld(String cluster) {
        return planned(
                "Switch the Data API of the old cluster off and on",
                true,
                true,
                List.of("DisableHttpEndpoint " + cluster, "EnableHttpEndpoint " + cluster));
    }

    private static PlannedStep planned(String name, boolean again, boolean old, List<String> calls) {
        return PlannedStep.of(
                name,
                ACTION,
                Json.object().put("again", again).put("old", old),
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                calls);
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        boolean old = run.parameters().path("old").asBoolean();
        if (!old && OwnPassword.secret(operation).isEmpty()) {
            throw new LastingFailure("The restored cluster still has production's master password: the Data API, which"
                    + " goes round security groups, is not switched on.");
        }
        Cluster cluster = old
                ? old(operation).orElseThrow(() -> new LastingFailure("the old cluster is gone"))
                : needCopy(operation);
        boolean again = run.parameters().path("again").asBoolean();
        boolean on = cluster.features().dataApi();
        if (!on) {
            run.memo().put(OFF, true);
            reached(run, "DisableHttpEndpoint", "it is off");
        }
        if (on && (!again || run.memo().path(OFF).asBoolean())) {
            run.reached("it is on");
            return Outcome.done();
        }
        String arn = cluster.arn();
        return busy(cluster)
                .orElseGet(() -> on
                        ? change(
                                run,
                                "DisableHttpEndpoint " + arn + " (" + cluster.resourceId() + ")",
                                cluster.resourceId(),
                                false,
                                () -> true,
                                intent -> world(operation).restores().disableDataApi(intent, arn))
                        : change(
                                run,
                                "EnableHttpEndpoint " + arn + " (" + cluster.resourceId() + ")",
                                cluster.resourceId(),
                                false,
                                () -> world(operation)
                                        .rds()
                                        .clusterOfResource(cluster.resourceId())
                                        .filter(now -> now.arn().equals(arn))
                                        .isPresent(),
                                intent -> world(operation).restores().enableDataApi(intent, arn)));
    }
}
