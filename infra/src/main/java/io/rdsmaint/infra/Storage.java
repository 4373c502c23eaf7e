package io.rdsmaint.infra;

import io.rdsmaint.infra.policy.Grant;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * Where operations live. Unless chosen otherwise it outlasts the stack and can't be deleted by accident: it is the only record of
 * what was done to whose cluster.
 */
interface Storage {

    /** The storage that was chosen. */
    static Storage of(Construct scope, Options options) {
        return switch (options.store()) {
            case DYNAMODB -> new TableStorage(scope, "Storage", options.upkeep());
            case S3 -> new BucketStorage(scope, "Storage", options.upkeep());
        };
    }

    /** The function's variables that say where it is. */
    Map<String, String> environment();

    /** What the function may do there. */
    List<Grant> grants();

    /** Its name, under the name of the stack's output. */
    Map.Entry<String, String> output();
}
