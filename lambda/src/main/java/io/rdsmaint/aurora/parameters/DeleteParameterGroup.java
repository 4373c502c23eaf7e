package io.rdsmaint.aurora.parameters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.aurora.step.ParameterizedStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import io.rdsmaint.gateway.rds.ParameterGroup;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.util.List;
import java.util.Optional;

/** Goal: a parameter group of ours is gone. Never deletes one that the operation did not make. */
public final class DeleteParameterGroup extends ParameterizedStep<DeleteParameterGroup.Params> {
    /** The word in plans. */
    public static final String ACTION = "delete_parameter_group";

    record Params(Scope scope, String group) {
        static Params of(JsonNode json) {
            Fields fields = new Fields(json);
            return new Params(Groups.scope(fields), fields.text("group"));
        }

        ObjectNode json() {
            return Groups.json(scope, group);
        }
    }

    /** Deletes a group that the operation made. */
    public static PlannedStep planned(Scope scope, String group) {
        return Groups.step(
                "Delete " + Groups.word(scope) + " parameter group " + group,
                ACTION,
                new Params(scope, group).json(),
                "Delete" + Groups.kind(scope) + " " + group);
    }

    /** True when a step deletes a group of this name. */
    static boolean deletes(PlannedStep step, String group) {
        return step.action().equals(ACTION)
                && Params.of(step.parameters()).group().equals(group);
    }

    public DeleteParameterGroup(StepTools tools) {
        super(ACTION, Params::of, tools);
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        Gateways world = reader.world(run.operation().target());
        Scope scope = planned.scope();
        String name = planned.group();
        Optional<ParameterGroup> found = world.parameters().group(scope, name);
        if (found.isEmpty()) {
            run.reached(name + " is gone");
            return Outcome.done(Json.object().put("group", name));
        }
        if (!Groups.own(world, found.get(), run.operation())) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.NOT_OURS,
                    "this operation did not make the group, so it is not deleted.",
                    name + " of family " + found.get().family(),
                    "look again (delete it yourself, or give it another name)",
                    List.of(Groups.delete(run.operation().target(), scope, name)));
        }
        reader.requireSame(run.operation());
        return run.change(Change.repeatable(
                        "Delete" + Groups.kind(scope) + " " + name,
                        name,
                        () -> world.parameters().group(scope, name).equals(found),
                        intent -> world.parameters().delete(intent, scope, name))
                .showingAtOnce());
    }
}
