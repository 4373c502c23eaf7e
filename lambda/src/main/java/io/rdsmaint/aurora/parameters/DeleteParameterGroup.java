package io.rdsmaint.aurora.parameters;

import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import io.rdsmaint.gateway.rds.ParameterGroup;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.util.List;
import java.util.Optional;

/** Goal: a parameter group of ours is gone. Never deletes one that the operation did not make. */
public final class DeleteParameterGroup implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "delete_parameter_group";

    private final ClusterReader reader;

    /** Deletes a group that the operation made. */
    public static PlannedStep planned(Scope scope, String group) {
        return Groups.step(
                "Delete " + Groups.word(scope) + " parameter group " + group,
                ACTION,
                Groups.parameters(scope, group),
                "Delete" + Groups.kind(scope) + " " + group);
    }

    public DeleteParameterGroup(ClusterReader reader) {
        this.reader = reader;
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        Gateways world = reader.world(run.operation().target());
        Scope scope = Groups.scope(run.parameters());
        String name = Groups.name(run.parameters());
        Optional<ParameterGroup> found = world.parameters().group(scope, name);
        if (found.isEmpty()) {
            run.reached(name + " is gone");
            return Outcome.done(Json.object().put("group", name));
        }
        if (!Groups.own(world, found.get(), run.operation())) {
            return StepQuestion.ask(
                    run,
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
                intent -> world.parameters().delete(intent, scope, name)));
    }
}
