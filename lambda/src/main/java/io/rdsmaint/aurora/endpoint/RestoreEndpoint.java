package io.rdsmaint.aurora.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.CustomEndpoint;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.Optional;

/**
 * Goal: a custom endpoint no longer names the temporary instance. While that instance exists, an exclusion of it is
 * kept.
 */
public final class RestoreEndpoint extends EndpointStep<RestoreEndpoint.Params> {
    /** The word in plans. */
    public static final String ACTION = "restore_endpoint";

    record Params(String endpoint, String instance) {
        static Params of(JsonNode json) {
            Fields fields = new Fields(json);
            return new Params(fields.text("endpoint"), fields.text("instance"));
        }

        ObjectNode json() {
            return Json.object().put("endpoint", endpoint).put("instance", instance);
        }
    }

    private static final String KEPT = "kept";

    /** Makes a custom endpoint forget a temporary instance. */
    public static PlannedStep planned(String endpoint, String instance) {
        return PlannedStep.calling(
                        "Restore endpoint " + endpoint,
                        ACTION,
                        new Params(endpoint, instance).json(),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(15),
                        "ModifyDBClusterEndpoint " + endpoint + " as before")
                .asCleanup();
    }

    public RestoreEndpoint(StepTools tools) {
        super(ACTION, Params::of, tools);
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        Optional<CustomEndpoint> found = find(run, planned.endpoint());
        if (found.isEmpty()) {
            return Outcome.done();
        }
        EndpointMembers now = EndpointMembers.of(found.get());
        EndpointMembers wanted = now.forgetting(planned.instance());
        if (now.equals(wanted)) {
            return Outcome.done();
        }
        if (reader.cluster(run.operation().target()).member(planned.instance()).isPresent()) {
            run.memo().put(KEPT, true);
            return Outcome.done();
        }
        return settling(found.get()).orElseGet(() -> set(run, found.get(), wanted));
    }

    /** True when a step, once completed, has brought an endpoint's list back. */
    static boolean restores(Step step, String endpoint) {
        return step.planned().action().equals(ACTION)
                && Params.of(step.planned().parameters()).endpoint().equals(endpoint)
                && !step.memo().path(KEPT).asBoolean();
    }
}
