package io.rdsmaint.steps;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.Instance;
import java.util.Optional;

/** Everything a guard judges: what is about to be done, what is expected, and what is seen. */
public record Scene(Operation operation, Act act, Expectation expected, Sighting seen) {

    /** The scene of a step. */
    public static Scene of(Operation operation, Act act, Sighting seen) {
        return new Scene(operation, act, Expectation.of(operation), seen);
    }

    /** The same scene after another look. */
    public Scene with(Sighting newSeen) {
        return new Scene(operation, act, expected, newSeen);
    }

    /** The cluster that the operation is for. */
    public Target target() {
        return operation.target();
    }

    /** The instance that the act is about, as seen. */
    Optional<Instance> instance() {
        return seen.instance(act.instance());
    }

    /** True when the instance that the act is about is flagged as the writer, whoever else is. */
    boolean onWriter() {
        return seen.writes(act.instance());
    }
}
