package io.rdsmaint.aurora.instance;

import io.rdsmaint.engine.PlannedStep;
import java.util.Optional;

/** What steps tell of the instance that they bring into service, or back into it. */
public final class InstanceSteps {
    private InstanceSteps() {}

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
