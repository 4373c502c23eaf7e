package io.rdsmaint.aurora.instancetypechange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.rolling.RollingOptions;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.kit.RequestFields;
import java.util.regex.Pattern;

/**
 * What the operator asked for.
 *
 * @param targetClass the class that every instance in scope shall have
 * @param options how to go about it
 */
public record Parameters(String targetClass, RollingOptions options) {
    private static final String TARGET = "target_instance_type";
    private static final Pattern CLASS =
            Pattern.compile("db\\.(serverless|[a-z][a-z0-9]{0,9}\\.(small|medium|large|[0-9]{0,2}xlarge))");

    /**
     * Reads the parameters as given.
     *
     * @throws InvalidRequest naming every problem: missing, unknown and contradictory fields, wrong types and values
     */
    public static Parameters read(ObjectNode given) {
        RequestFields fields = RequestFields.ofParameters(given);
        String targetClass = fields.required(
                TARGET,
                CLASS,
                "an instance class",
                "write it as RDS does, such as \"db.r7g.large\" or \"db.serverless\"; "
                        + "aws rds describe-orderable-db-instance-options lists them");
        RollingOptions options = RollingOptions.read(fields);
        fields.requireNoProblems();
        return new Parameters(targetClass, options);
    }
}
