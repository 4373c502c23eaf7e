package io.rdsmaint.infra;

import io.rdsmaint.infra.machine.EventWait;
import io.rdsmaint.infra.policy.Grant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * Where operations live. Unless chosen otherwise it outlasts the stack and can't be deleted by accident: it is the only record of
 * what was done to whose cluster.
 */
interface Storage {

    /**
     * The storage that was chosen.
     *
     * @param key encrypts it; AWS's own does when absent
     */
    static Storage of(Construct scope, Options options, Optional<IKey> key) {
        return switch (options.store()) {
            case DYNAMODB -> new TableStorage(scope, "Storage", options.upkeep(), key);
            case S3 -> new BucketStorage(scope, "Storage", options.upkeep(), key);
        };
    }

    /** The function's variables that say where it is. */
    Map<String, String> environment();

    /** What the function may do there. */
    List<Grant> grants();

    /** How the machine writes there which wait an event may end. */
    EventWait eventWait();

    /** What the function may do there for that, beside the rest. */
    List<Grant> eventWaitReads();

    /** What the machine may do there for that. */
    Grant eventWaitGrant();

    /** Its name, under the name of the stack's output. */
    Map.Entry<String, String> output();
}
