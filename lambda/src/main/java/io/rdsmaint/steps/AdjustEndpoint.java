package io.rdsmaint.steps;

import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.CustomEndpoint;
import java.util.Optional;

/** Goal: a temporary instance is kept out of a custom endpoint, or serves it. */
public final class AdjustEndpoint implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "adjust_endpoint";

    private static final long RECHECK = 10;

    private final Observer observer;

    public AdjustEndpoint(Observer observer) {
        this.observer = observer;
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
        Optional<CustomEndpoint> found = EndpointMembers.find(observer, target, name);
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
        observer.requireSame(run.operation());
        return run.change(Change.repeatable(
                "ModifyDBClusterEndpoint " + name + " " + wanted.words(),
                name,
                () -> EndpointMembers.find(observer, target, name)
                        .filter(e -> EndpointMembers.of(e).equals(now))
                        .isPresent(),
                intent -> wanted.set(observer.world(target).rds(), intent, name)));
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
