package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a plan, as data: the same object is shown by a dry run and executed by a run.
 *
 * @param name what a person reads, unique within its plan where it names an instance
 * @param action the {@link StepKind} that executes it
 * @param parameters what the kind needs to know; its shape is the kind's own
 * @param gate the reason why a person must approve before the step runs, or null
 * @param deadline longest time the step may take before a person is asked; chosen by its kind well beyond what it expects
 * @param expected how long it usually takes, as its kind estimates: it spaces the looks, fits the step into a window and tells a
 *     person how long the plan takes
 * @param calls the AWS calls that change something, in words; empty for a step that only looks
 * @param cleanup a finally step: runs on success, failure and abort
 * @param disruptive takes service away from clients while it runs: it begins only when the {@link Schedule} allows
 * @param place where its calls go, or null for where the target is
 */
public record PlannedStep(
        String name,
        String action,
        ObjectNode parameters,
        @Nullable String gate,
        Duration deadline,
        Duration expected,
        List<String> calls,
        boolean cleanup,
        boolean disruptive,
        @Nullable Place place) {

    public PlannedStep {
        calls = List.copyOf(calls);
    }

    /**
     * Where the calls of a step go when it is not where the target is: a copy lies in another region, a source in another
     * account.
     *
     * @param roleArn a role to assume, or null for the function's own
     * @param externalId sent with {@code roleArn}, or null
     */
    public record Place(
            String region,
            @Nullable String roleArn,
            @Nullable String externalId) {}

    /** A step where the target is. */
    public PlannedStep(
            String name,
            String action,
            ObjectNode parameters,
            @Nullable String gate,
            Duration deadline,
            Duration expected,
            List<String> calls,
            boolean cleanup,
            boolean disruptive) {
        this(name, action, parameters, gate, deadline, expected, calls, cleanup, disruptive, null);
    }

    /** The same step with its calls in another place. */
    public PlannedStep at(Place elsewhere) {
        return new PlannedStep(
                name, action, parameters, gate, deadline, expected, calls, cleanup, disruptive, elsewhere);
    }

    /** A step without gate that is no finally step and takes no service away. */
    public static PlannedStep of(
            String name,
            String action,
            ObjectNode parameters,
            Duration expected,
            Duration deadline,
            List<String> calls) {
        return new PlannedStep(name, action, parameters, null, deadline, expected, calls, false, false);
    }

    /** A step that only looks. */
    public static PlannedStep looking(
            String name, String action, ObjectNode parameters, Duration expected, Duration deadline) {
        return of(name, action, parameters, expected, deadline, List.of());
    }

    /** A step that makes one call. */
    public static PlannedStep calling(
            String name, String action, ObjectNode parameters, Duration expected, Duration deadline, String call) {
        return of(name, action, parameters, expected, deadline, List.of(call));
    }

    /** The same step, asking for approval for {@code reason} first (null: not asking). */
    public PlannedStep gated(@Nullable String reason) {
        return new PlannedStep(name, action, parameters, reason, deadline, expected, calls, cleanup, disruptive, place);
    }

    /** True when it asks first because somebody named it; other gates are the operation's own. */
    public boolean asksByName() {
        return Gates.BY_NAME.equals(gate);
    }

    /** The same step as a finally step. */
    public PlannedStep asCleanup() {
        return new PlannedStep(name, action, parameters, gate, deadline, expected, calls, true, disruptive, place);
    }

    /** The same step, which takes service away from clients while it runs. */
    public PlannedStep disrupting() {
        return new PlannedStep(name, action, parameters, gate, deadline, expected, calls, cleanup, true, place);
    }

    /** The same step, usually taking another time. */
    public PlannedStep expecting(Duration newExpected) {
        return new PlannedStep(
                name, action, parameters, gate, deadline, newExpected, calls, cleanup, disruptive, place);
    }

    /** The same step with another deadline, which is never shorter than twice what the step usually takes. */
    public PlannedStep within(Duration longest) {
        Duration least = expected.multipliedBy(2);
        Duration newDeadline = longest.compareTo(least) < 0 ? least : longest;
        return new PlannedStep(
                name, action, parameters, gate, newDeadline, expected, calls, cleanup, disruptive, place);
    }
}
