package io.rdsmaint.aurora.endpoint;

import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.CustomEndpoint;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.Optional;

/** Goal: a temporary instance is kept out of a custom endpoint, or serves it. */
public final class AdjustEndpoint implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "adjust_endpoint";

    private static final long RECHECK = 10;

    private final ClusterReader reader;

    /** Keeps a temporary instance out of a custom endpoint, or lets it stand in there. */
    public static PlannedStep planned(String endpoint, String instance, boolean join) {
        return PlannedStep.calling(
                (join ? "Let " + instance + " serve endpoint " : "Keep " + instance + " out of endpoint ") + endpoint,
                ACTION,
                Json.object()
                        .put("endpoint", endpoint)
                        .put("instance", instance)
                        .put("join", join),
                Duration.ofSeconds(30),
                Duration.ofMinutes(15),
                "ModifyDBClusterEndpoint " + endpoint + (join ? " with " : " without ") + instance);
    }

    public AdjustEndpoint(ClusterReader reader) {
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
        boolean join = run.parameters().path("join").asBoolean();
        Target target = run.operation().target();
        Optional<CustomEndpoint> found = EndpointMembers.find(reader, target, name);
        if (found.isEmpty()) {
            return Outcome.done();
        }
        CustomEndpoint endpoint = found.get();
        EndpointMembers now = EndpointMembers.of(endpoint);
        EndpointMembers wanted = join ? now.with(instance) : now.excluding(instance);
        if (!endpoint.status().equals("available")) {
            return Outcome.waiting("endpoint " + name + " to become available (" + endpoint.status() + ")", RECHECK);
        }
        if (now.equals(wanted)) {
            return Outcome.done();
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

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        String name = step.planned().parameters().path("endpoint").asText();
        boolean restored = operation.steps().stream()
                .anyMatch(s -> s.planned().action().equals(RestoreEndpoint.ACTION)
                        && s.state() == io.rdsmaint.engine.StepState.COMPLETED
                        && s.planned().parameters().path("endpoint").asText().equals(name)
                        && !s.memo().path("kept").asBoolean());
        return restored
                ? Optional.empty()
                : Optional.of("custom endpoint " + name + " still lists "
                        + step.planned().parameters().path("instance").asText() + ": "
                        + Commands.endpoint(operation.target(), name));
    }
}
