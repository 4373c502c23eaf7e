package io.rdsmaint.aurora.parameters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.bluegreen.Switchover;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.aurora.step.ParameterizedStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
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
public final class CreateParameterGroup extends ParameterizedStep<CreateParameterGroup.Params> {
    /** The word in plans. */
    public static final String ACTION = "create_parameter_group";

    /**
     * What is to be made.
     *
     * @param like the group whose values it is to get
     */
    public record Params(Scope scope, String group, String family, String like) {
        /** As planned. */
        public static Params of(JsonNode json) {
            Fields fields = new Fields(json);
            return new Params(Groups.scope(fields), fields.text("group"), fields.text("family"), fields.text("like"));
        }

        ObjectNode json() {
            return Groups.json(scope, group).put("family", family).put("like", like);
        }
    }

    /**
     * Creates a group.
     *
     * @param like the group whose values it is to get
     */
    public static PlannedStep planned(Scope scope, String group, String family, String like) {
        return Groups.step(
                "Create " + Groups.word(scope) + " parameter group " + group,
                ACTION,
                new Params(scope, group, family, like).json(),
                "Create" + Groups.kind(scope) + " " + group + " " + family);
    }

    public CreateParameterGroup(StepTools tools) {
        super(ACTION, Params::of, tools);
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        Target target = run.operation().target();
        Gateways world = reader.world(target);
        Scope scope = planned.scope();
        String name = planned.group();
        String family = planned.family();
        Optional<ParameterGroup> found = world.parameters().group(scope, name);
        if (found.isPresent()) {
            return there(run, planned, world, found.get());
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
                                        "Values of " + planned.like() + " for the upgrade of " + target.name(),
                                        Map.of(Ownership.TAG, run.operation().id())))
                .showingAtOnce());
    }

    private static Outcome there(StepRun run, Params planned, Gateways world, ParameterGroup group) {
        Scope scope = planned.scope();
        String family = planned.family();
        if (!Groups.own(world, group, run.operation())) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.NAME_TAKEN,
                    "a parameter group of this name exists already, and this operation did not make it.",
                    group.name() + " of family " + group.family() + ", without " + Ownership.TAG + "="
                            + run.operation().id(),
                    "look again (delete that group first, if nobody needs it)",
                    List.of(Groups.describe(run.operation().target(), scope, group.name())));
        }
        run.reached(group.name() + " exists");
        if (!group.family().equals(family)) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.PARAMETER_GROUP_CHANGED,
                    "the parameter group is of another family than it was created for.",
                    group.family() + " instead of " + family,
                    "look again (delete that group first, if nobody needs it)",
                    List.of(Groups.describe(run.operation().target(), scope, group.name())));
        }
        return Outcome.done(Json.object().put("group", group.name()).put("arn", group.arn()));
    }

    @Override
    public List<PlannedStep> undo(Operation operation, Step step) {
        Params planned = parameters(step);
        return List.of(DeleteParameterGroup.planned(planned.scope(), planned.group()));
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        Scope scope = parameters(step).scope();
        String name = parameters(step).group();
        boolean deleted = operation.steps().stream()
                .anyMatch(s -> s.state() == StepState.COMPLETED && DeleteParameterGroup.deletes(s.planned(), name));
        boolean inUse = operation.lastCompleted(Switchover.ACTION).isPresent();
        if (!deleted && !inUse && !SetParameters.ours(operation, name)) {
            return Optional.of(Groups.word(scope) + " parameter group " + name
                    + " is gone, or no longer the one that this operation made: it is left alone; to look: "
                    + Groups.describe(operation.target(), scope, name));
        }
        return deleted || inUse
                ? Optional.empty()
                : Optional.of(Groups.word(scope) + " parameter group " + name
                        + " was made and costs nothing; to remove it once nothing uses it: "
                        + Groups.delete(operation.target(), scope, name));
    }
}
