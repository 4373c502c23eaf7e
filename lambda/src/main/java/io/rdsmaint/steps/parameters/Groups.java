package io.rdsmaint.steps.parameters;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.QuestionDraft;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.ParameterGateway.Scope;
import io.rdsmaint.rds.ParameterGroup;
import io.rdsmaint.steps.Ownership;
import io.rdsmaint.world.World;
import java.util.List;
import java.util.Locale;

/** What the steps about parameter groups have in common. */
final class Groups {
    private Groups() {}

    /** The word for a scope in a step's parameters. */
    static String word(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    static Scope scope(JsonNode parameters) {
        return Scope.valueOf(parameters.path("scope").asText().toUpperCase(Locale.ROOT));
    }

    static String name(JsonNode parameters) {
        return parameters.path("group").asText();
    }

    /** The rest of an action's name after its verb. */
    static String kind(Scope scope) {
        return scope == Scope.CLUSTER ? "DBClusterParameterGroup" : "DBParameterGroup";
    }

    /** True when the operation made the group. */
    static boolean own(World world, ParameterGroup group, Operation operation) {
        return operation.id().equals(world.rds().tags(group.arn()).get(Ownership.TAG));
    }

    static String describe(Target target, Scope scope, String group) {
        String kind = scope == Scope.CLUSTER ? "db-cluster-parameter" : "db-parameter";
        return "aws rds describe-" + kind + "s --source user --" + kind + "-group-name " + group + " --region "
                + target.region();
    }

    static String delete(Target target, Scope scope, String group) {
        String kind = scope == Scope.CLUSTER ? "db-cluster-parameter-group" : "db-parameter-group";
        return "aws rds delete-" + kind + " --" + kind + "-name " + group + " --region " + target.region();
    }

    static Outcome ask(StepRun run, String reason, String observed, String continueMeans, List<String> commands) {
        return new Outcome.Asking(
                QuestionDraft.of(Question.Kind.FAILURE, run.step().name() + ": " + reason, observed, continueMeans)
                        .withCommands(commands));
    }
}
