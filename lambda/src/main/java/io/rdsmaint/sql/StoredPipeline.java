package io.rdsmaint.sql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.gateway.s3.Definitions;
import io.rdsmaint.gateway.s3.StoredParameters;
import io.rdsmaint.sql.pipeline.Parameters;
import java.util.List;
import java.util.Optional;

/** Pipelines that are stored under their name, {@code sql/NAME.json}. */
record StoredPipeline(StoredParameters stored) {
    private static final String PHASES = "phases";

    StoredPipeline(Definitions definitions) {
        this(new StoredParameters(
                definitions, "sql", Parameters.DEFINITION, pipeline -> pipeline.has(PHASES), "with phases"));
    }

    /** True for parameters that name a pipeline and don't say what it does. */
    static boolean meant(ObjectNode given) {
        return given.path("pipeline").isTextual() && !given.has(PHASES);
    }

    /**
     * What is stored, with what is given in its place.
     *
     * @throws InvalidRequest when nothing is stored under the name, or what is stored are no parameters
     */
    ObjectNode complete(ObjectNode given) {
        String name = given.path("pipeline").asText();
        ObjectNode complete = Optional.of(name)
                .filter(Parameters::named)
                .flatMap(named -> stored.complete(named, given))
                .orElseThrow(() -> new InvalidRequest("params.params.phases is missing, and no pipeline is stored as '"
                        + name + "'; " + stored.there() + ". scripts/define sql NAME FILE stores one"));
        Parameters.of(complete);
        return complete;
    }

    /** Inputs that start the stored pipelines; none when they can't be read just now. */
    List<String> inputs() {
        return stored.inputs(
                name -> "{\"params\":{\"type\":\"sql_pipeline\",\"cluster_id\":\"CLUSTER\",\"params\":{\"pipeline\":\""
                        + name + "\"}}}");
    }
}
