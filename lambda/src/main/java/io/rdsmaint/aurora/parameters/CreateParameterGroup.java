package io.rdsmaint.aurora.parameters;

import io.rdsmaint.aurora.bluegreen.Switchover;
import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import io.rdsmaint.gateway.rds.ParameterGroup;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goal: a parameter group of ours exists, of the family wanted. */
public final class CreateParameterGroup implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "create_parameter_group";

    private final ClusterReader reader;

    /**
     * Creates a group.
     *
     * @param like the group whose values it is to get
     */
    public static PlannedStep planned(Scope scope, String group, String family, String like) {
        return Groups.step(
                "Create " + Groups.word(scope) + " parameter group " + group,
                ACTION,
                Groups.parameters(scope, group).put("family", family).put("like", like),
                "Create" + Groups.kind(scope) + " " + group + " " + family);
    }

    public CreateParameterGroup(ClusterReader reader) {
        this.reader = reader;
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        Target target = run.operation().target();
        Gateways world = reader.world(target);
        Scope scope = Groups.scope(run.parameters());
        String name = Groups.name(run.parameters());
        String family = run.parameters().path("family").asText();
        Optional<ParameterGroup> found = world.parameters().group(scope, name);
        if (found.isPresent()) {
            return there(run, world, found.get(), family);
        }
        reader.requireSame(run.operation());
        return run.change(Change.repeatable(
                "Create" + Groups.kind(scope) + " " + name + " " + family,
                name,
                () -> world.parameters().group(scope, name).isEmpty(),
                intent -> world.parameters()
                        .create(
                                intent,
                                scope,
                                name,
                                family,
                                "Values of " + run.parameters().path("like").asText() + " for the upgrade of "
                                        + target.name(),
                                Map.of(Ownership.TAG, run.operation().id()))));
    }

    private static Outcome there(StepRun run, Gateways world, ParameterGroup group, String family) {
        Scope scope = Groups.scope(run.parameters());
        if (!Groups.own(world, group, run.operation())) {
            return StepQuestion.ask(
                    run,
                    "a parameter group of this name exists already, and this operation did not make it.",
                    group.name() + " of family " + group.family() + ", without " + Ownership.TAG + "="
                            + run.operation().id(),
                    "look again (rename or delete that group first)",
                    List.of(Groups.describe(run.operation().target(), scope, group.name())));
        }
        run.reached(group.name() + " exists");
        if (!group.family().equals(family)) {
            return StepQuestion.ask(
                    run,
                    "the parameter group is of another family than it was created for.",
                    group.family() + " instead of " + family,
                    "look again (delete that group first)",
                    List.of(Groups.delete(run.operation().target(), scope, group.name())));
        }
        return Outcome.done(Json.object().put("group", group.name()).put("arn", group.arn()));
    }

    @Override
    public List<PlannedStep> undo(Operation operation, Step step) {
        return List.of(DeleteParameterGroup.planned(
                Groups.scope(step.planned().parameters()),
                Groups.name(step.planned().parameters())));
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        Scope scope = Groups.scope(step.planned().parameters());
        String name = Groups.name(step.planned().parameters());
        boolean deleted = operation.steps().stream()
                .anyMatch(s -> s.state() == StepState.COMPLETED
                        && s.planned().action().equals(DeleteParameterGroup.ACTION)
                        && Groups.name(s.planned().parameters()).equals(name));
        boolean inUse = operation.lastCompleted(Switchover.ACTION).isPresent();
        return deleted || inUse
                ? Optional.empty()
                : Optional.of(Groups.word(scope) + " parameter group " + name
                        + " was made and costs nothing; to remove it once nothing uses it: "
                        + Groups.delete(operation.target(), scope, name));
    }
}
