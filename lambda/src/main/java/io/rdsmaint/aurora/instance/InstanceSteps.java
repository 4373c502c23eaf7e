package io.rdsmaint.aurora.instance;

import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What steps tell of the instance that they bring into service, or back into it. */
public final class InstanceSteps {
    /** In the memo of a step that takes an instance out of service: since when it was seen to be. */
    static final String OUT_SINCE = "out_since";

    /** In the same memo: since when it was seen to be back. */
    static final String BACK_SINCE = "back_since";

    private InstanceSteps() {}

    /**
     * How long a step that did not succeed kept its instance out of service: until it was seen back, until a later step took it over,
     * or until the operation's end; empty when it never saw it out.
     */
    public static Optional<Duration> unfinished(Operation operation, Step step) {
        Optional<Instant> back = time(step, BACK_SINCE)
                .or(() -> operation.steps().stream()
                        .skip(operation.steps().indexOf(step) + 1L)
                        .filter(later -> instance(later.planned()).equals(instance(step.planned())))
                        .flatMap(later -> time(later, OUT_SINCE).stream())
                        .findFirst());
        return time(step, OUT_SINCE)
                .map(out -> Duration.between(
                        out, back.orElse(operation.endedAt() == null ? operation.updatedAt() : operation.endedAt())));
    }

    private static Optional<Instant> time(Step step, String field) {
        return Optional.of(step.memo().path(field).asText())
                .filter(text -> !text.isEmpty())
                .map(Instant::parse);
    }

    /** The instance that a step makes, or takes out of service and back; empty of a step that does neither. */
    public static Optional<String> instance(PlannedStep step) {
        return switch (step.action()) {
            case CreateInstance.ACTION ->
                Optional.of(CreateInstance.Params.of(step.parameters()).instance());
            case ChangeClass.ACTION ->
                Optional.of(ChangeClass.Params.of(step.parameters()).instance());
            case RebootInstance.ACTION ->
                Optional.of(RebootInstance.Params.of(step.parameters()).instance());
            default -> Optional.empty();
        };
    }

    /** Commands that show an instance with what AWS has taken and not done yet, and what happened to it. */
    static List<String> look(Target target, String instance) {
        return List.of(Commands.describeInstance(target, instance), Commands.events(target, instance));
    }

    /** True when a step takes an instance out of service that stays the writer, and so takes the database away. */
    public static boolean inPlace(PlannedStep step) {
        return switch (step.action()) {
            case ChangeClass.ACTION -> ChangeClass.Params.of(step.parameters()).inPlace();
            case RebootInstance.ACTION ->
                RebootInstance.Params.of(step.parameters()).inPlace();
            default -> false;
        };
    }
}
