package io.rdsmaint.aurora.endpoint;

import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.CustomEndpoint;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.Optional;

/**
 * Goal: a custom endpoint no longer names the temporary instance. While that instance exists, an exclusion of it is
 * kept.
 */
public final class RestoreEndpoint implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "restore_endpoint";

    private static final long RECHECK = 10;

    private final ClusterReader reader;

    /** Makes a custom endpoint forget a temporary instance. */
    public static PlannedStep planned(String endpoint, String instance) {
        return PlannedStep.calling(
                        "Restore endpoint " + endpoint,
                        ACTION,
                        Json.object().put("endpoint", endpoint).put("instance", instance),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(15),
                        "ModifyDBClusterEndpoint " + endpoint + " as before")
                .asCleanup();
    }

    public RestoreEndpoint(ClusterReader reader) {
        this.reader = reader;
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        String name = run.parameters().path("endpoint").asText();
        String instance = run.parameters().path("instance").asText();
        Target target = run.operation().target();
        Optional<CustomEndpoint> found = EndpointMembers.find(reader, target, name);
        if (found.isEmpty()) {
            return Outcome.done();
        }
        EndpointMembers now = EndpointMembers.of(found.get());
        EndpointMembers wanted = now.forgetting(instance);
        if (now.equals(wanted)) {
            return Outcome.done();
        }
        if (reader.cluster(target).member(instance).isPresent()) {
            run.memo().put("kept", true);
            return Outcome.done();
        }
        if (!found.get().status().equals("available")) {
            return Outcome.waiting(
                    "endpoint " + name + " to become available (" + found.get().status() + ")", RECHECK);
        }
        reader.requireSame(run.operation());
        return run.change(Change.repeatable(
                "ModifyDBClusterEndpoint " + name + " " + wanted.words(),
                name,
                () -> EndpointMembers.find(reader, target, name)
                        .filter(e -> EndpointMembers.of(e).equals(now))
                        .isPresent(),
                intent -> wanted.set(reader.world(target).rds(), intent, name)));
    }
}
