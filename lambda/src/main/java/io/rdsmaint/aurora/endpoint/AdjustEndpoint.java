package io.rdsmaint.aurora.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.gateway.rds.CustomEndpoint;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.Optional;

/** Goal: a temporary instance is kept out of a custom endpoint, or serves it. */
public final class AdjustEndpoint extends EndpointStep<AdjustEndpoint.Params> {
    /** The word in plans. */
    public static final String ACTION = "adjust_endpoint";

    /**
     * @param join the instance serves the endpoint; false when it is kept out
     */
    record Params(String endpoint, String instance, boolean join) {
        static Params of(JsonNode json) {
            Fields fields = new Fields(json);
            return new Params(fields.text("endpoint"), fields.text("instance"), fields.flag("join"));
        }

        ObjectNode json() {
            return Json.object()
                    .put("endpoint", endpoint)
                    .put("instance", instance)
                    .put("join", join);
        }
    }

    /** Keeps a temporary instance out of a custom endpoint, or lets it stand in there. */
    public static PlannedStep planned(String endpoint, String instance, boolean join) {
        return PlannedStep.calling(
                (join ? "Let " + instance + " serve endpoint " : "Keep " + instance + " out of endpoint ") + endpoint,
                ACTION,
                new Params(endpoint, instance, join).json(),
                Duration.ofSeconds(30),
                Duration.ofMinutes(15),
                "ModifyDBClusterEndpoint " + endpoint + (join ? " with " : " without ") + instance);
    }

    public AdjustEndpoint(StepTools tools) {
        super(ACTION, Params::of, tools);
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        Optional<CustomEndpoint> found = find(run, planned.endpoint());
        if (found.isEmpty()) {
            return Outcome.done();
        }
        Optional<Outcome> settling = settling(found.get());
        if (settling.isPresent()) {
            return settling.get();
        }
        EndpointMembers now = EndpointMembers.of(found.get());
        EndpointMembers wanted = planned.join() ? now.with(planned.instance()) : now.excluding(planned.instance());
        return now.equals(wanted) ? Outcome.done() : set(run, found.get(), wanted);
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        Params planned = parameters(step);
        boolean restored = operation.steps().stream()
                .anyMatch(s -> s.state() == StepState.COMPLETED && RestoreEndpoint.restores(s, planned.endpoint()));
        return restored
                ? Optional.empty()
                : Optional.of("custom endpoint " + planned.endpoint() + " still lists " + planned.instance() + ": "
                        + Commands.endpoint(operation.target(), planned.endpoint()));
    }
}
