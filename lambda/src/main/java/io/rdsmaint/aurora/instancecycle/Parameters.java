package io.rdsmaint.aurora.instancecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.rolling.RollingOptions;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.kit.RequestFields;

/**
 * What the operator asked for.
 *
 * @param onlyPending leave instances alone that run with their parameters already
 * @param options how to go about it
 */
public record Parameters(boolean onlyPending, RollingOptions options) {
    private static final String ONLY_PENDING = "only_pending";

    /**
     * Reads the parameters as given.
     *
     * @throws InvalidRequest naming every problem: unknown and contradictory fields, wrong types and values
     */
    public static Parameters read(ObjectNode given) {
        RequestFields fields = RequestFields.ofParameters(given);
        boolean onlyPending = fields.flag(ONLY_PENDING).orElse(false);
        RollingOptions options = RollingOptions.read(fields);
        fields.requireNoProblems();
        return new Parameters(onlyPending, options);
    }
}
