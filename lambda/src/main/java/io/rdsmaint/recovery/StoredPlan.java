package io.rdsmaint.recovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.gateway.s3.Definitions;
import io.rdsmaint.gateway.s3.StoredParameters;
import io.rdsmaint.recovery.plan.Parameters;
import java.util.List;

/** Recovery plans that are stored under their id, {@code recovery/PLAN.json}. */
record StoredPlan(StoredParameters stored) {
    private static final String WAVES = "waves";
    private static final String GROUPS = "protection_groups";

    StoredPlan(Definitions definitions) {
        this(new StoredParameters(
                definitions, "recovery", Parameters.DEFINITION, plan -> plan.has(WAVES), "with waves"));
    }

    /** True for parameters that don't say what the plan is, or name protection groups without saying what they are. */
    static boolean meant(ObjectNode given) {
        return !given.has(WAVES)
                || (!given.has(GROUPS)
                        && given.path(WAVES)
                                .valueStream()
                                .anyMatch(wave -> !wave.path(GROUPS).isEmpty()));
    }

    /**
     * What is stored, with what is given in its place.
     *
     * @param region that the start is for: where the definition names one, it has to be that
     * @throws InvalidRequest when nothing is stored under the id, or what is stored is no plan
     */
    ObjectNode complete(String plan, String region, ObjectNode given) {
        ObjectNode complete = stored.complete(plan, given)
                .orElseThrow(() -> new InvalidRequest("params.params." + (given.has(WAVES) ? GROUPS : WAVES)
                        + " is missing, and no plan is stored as '" + plan + "'; " + stored.there()
                        + ". scripts/define recovery NAME FILE stores one"));
        String there = complete.path("region").asText(region);
        complete.remove("region");
        if (!there.equals(region)) {
            throw new InvalidRequest("plan " + plan + " is for region " + there + ", the start for " + region
                    + "; give \"region\": \"" + there + "\" beside plan_id");
        }
        Parameters.of(complete);
        return complete;
    }

    /** Inputs that start the stored plans; none when they can't be read just now. */
    List<String> inputs() {
        return stored.inputs(name -> "{\"plan_id\":\"" + name + "\",\"mode\":\"drill\"}");
    }
}
