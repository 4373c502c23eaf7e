package io.rdsmaint.kit;

import io.rdsmaint.engine.Family;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.engine.Target;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans an operation once more from what is there now. */
public final class Replanner {
    /** The field of a step's result that replaces the plan's baseline. */
    public static final String BASELINE = "baseline";

    private final Family.TargetKind target;
    private final List<OperationType> types;
    private final Set<String> doneOnce;

    /**
     * Plans operations of a family.
     *
     * @param doneOnce actions of steps that a new plan does not do again
     */
    public Replanner(Family.TargetKind target, List<OperationType> types, Set<String> doneOnce) {
        this.target = target;
        this.types = List.copyOf(types);
        this.doneOnce = Set.copyOf(doneOnce);
    }

    /** The word for what the operations work on. */
    String target() {
        return target.word();
    }

    /**
     * The plan as it would be made now.
     *
     * @throws io.rdsmaint.engine.InvalidRequest when what is there or the parameters no longer allow one
     */
    public Plan plan(Operation operation) {
        Target target = operation.target();
        return types.stream()
                .filter(t -> t.name().equals(operation.type()))
                .findFirst()
                .orElseThrow(() -> new LastingFailure("This version of the function does not know operation type "
                        + operation.type() + ". Deploy the version that started it, then answer continue."))
                .plan(new OperationType.PlanRequest(
                        operation.id(),
                        new Target.Asked(
                                target.kind(), target.name(), target.region(), target.roleArn(), target.externalId()),
                        operation.options(),
                        operation.parameters(),
                        operation.steps()));
    }

    /**
     * The steps of a new plan that still have to be added to an operation: what is done once, and its finally steps,
     * stay as they are.
     */
    List<PlannedStep> remaining(Plan plan, Operation operation) {
        Set<String> names = operation.steps().stream().map(Step::name).collect(Collectors.toUnmodifiableSet());
        return plan.steps().stream()
                .filter(s -> !doneOnce.contains(s.action()))
                .filter(s -> !s.cleanup() || !names.contains(s.name()))
                .toList();
    }

    /** True when the steps that an operation has before it are those of the plan. */
    boolean sameCourse(Plan plan, Operation operation) {
        return names(planned(plan)).equals(names(ahead(operation)));
    }

    /** What a new plan does otherwise than the steps that an operation has before it. */
    PlanDifference difference(Plan plan, Operation operation) {
        Set<String> done = operation.steps().stream()
                .filter(step -> step.state() == StepState.COMPLETED)
                .map(Step::name)
                .collect(Collectors.toUnmodifiableSet());
        return PlanDifference.between(ahead(operation), done, planned(plan));
    }

    private List<PlannedStep> planned(Plan plan) {
        return plan.steps().stream().filter(this::acts).toList();
    }

    private List<PlannedStep> ahead(Operation operation) {
        return operation.steps().stream()
                .filter(s -> !s.state().ended())
                .map(Step::planned)
                .filter(this::acts)
                .toList();
    }

    private static List<String> names(List<PlannedStep> steps) {
        return steps.stream().map(PlannedStep::name).toList();
    }

    private boolean acts(PlannedStep step) {
        return !step.cleanup()
                && !doneOnce.contains(step.action())
                && !step.action().equals(PreflightStep.ACTION);
    }
}
