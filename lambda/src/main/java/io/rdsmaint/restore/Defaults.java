package io.rdsmaint.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.gateway.s3.Definitions;
import io.rdsmaint.gateway.s3.StoredParameters;
import io.rdsmaint.restore.plan.Parameters;

/** What the deployment says of every restore, {@code restore/defaults.json} among its definitions. */
record Defaults(StoredParameters stored) {
    Defaults(Definitions definitions) {
        this(new StoredParameters(definitions, "restore", Parameters.DEFAULTS, _ -> true, "of parameters"));
    }

    /**
     * What is stored, with what is given in its place; what is given alone when nothing is stored.
     *
     * @throws InvalidRequest when what is stored are no parameters
     */
    ObjectNode complete(ObjectNode given) {
        return stored.complete("defaults", given).orElse(given);
    }
}
