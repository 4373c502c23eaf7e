package io.rdsmaint.sql.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.gateway.rdsdata.Database;
import io.rdsmaint.sql.pipeline.Parameters;
import java.util.Optional;

/**
 * Where an operation's statements run, and what they are: a pipeline's in its target, another family's where it says. All but
 * {@link #cluster} is known by the operation's document alone.
 */
public interface Workplace {
    /** What is run, as a pipeline's parameters have it. */
    Parameters parameters(Operation operation);

    /**
     * The database, and as whom.
     *
     * @throws io.rdsmaint.engine.LastingFailure when the step that makes it has not been done
     */
    Database database(Operation operation);

    /** Whose pieces the ledger holds. */
    String ledger(Operation operation);

    /** The id that stays with the cluster whatever its name is. */
    String resourceId(Operation operation);

    /** The cluster as it is now; empty when there is none. */
    Optional<Cluster> cluster(Operation operation, RdsGateway rds);
}
