package io.rdsmaint.aurora.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.aurora.step.ParameterizedStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.CustomEndpoint;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of step that brings the list of a custom endpoint to what it should be. An endpoint that is gone has no list.
 *
 * @param <P> what the plan says
 */
abstract class EndpointStep<P> extends ParameterizedStep<P> {
    /** Seconds between looks: only the operation waits. */
    private static final long RECHECK = 10;

    EndpointStep(String action, Function<JsonNode, P> parser, StepTools tools) {
        super(action, parser, tools);
    }

    /** The endpoint as it is now; empty when it is gone. */
    final Optional<CustomEndpoint> find(StepRun run, String name) {
        Target target = run.operation().target();
        return reader.world(target).rds().customEndpoints(target.name()).stream()
                .filter(e -> e.id().equals(name))
                .findFirst();
    }

    /** The wait for an endpoint that can't be changed now; empty when it can. */
    static Optional<Outcome> settling(CustomEndpoint endpoint) {
        return endpoint.status().equals("available")
                ? Optional.empty()
                : Optional.of(Outcome.waiting(
                        "endpoint " + endpoint.id() + " to become available (" + endpoint.status() + ")", RECHECK));
    }

    /** Sets the list, if it is still the one that was seen. */
    final Outcome set(StepRun run, CustomEndpoint endpoint, EndpointMembers wanted) {
        String name = endpoint.id();
        EndpointMembers now = EndpointMembers.of(endpoint);
        reader.requireSame(run.operation());
        return run.change(Change.repeatable(
                "ModifyDBClusterEndpoint " + name + " " + wanted.words(),
                name,
                () -> find(run, name)
                        .filter(e -> EndpointMembers.of(e).equals(now))
                        .isPresent(),
                intent -> wanted.set(reader.world(run.operation().target()).rds(), intent, name)));
    }
}
