package io.rdsmaint.aurora.parameters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import io.rdsmaint.gateway.rds.ParameterGroup;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.Locale;

/** What the steps about parameter groups have in common. */
final class Groups {
    private Groups() {}

    static PlannedStep step(String name, String action, ObjectNode parameters, String call) {
        return PlannedStep.calling(name, action, parameters, Duration.ofSeconds(15), Duration.ofMinutes(15), call);
    }

    /** The word for a scope in a step's parameters. */
    static String word(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    /** The scope that a step's parameters name. */
    static Scope scope(Fields fields) {
        return Scope.valueOf(fields.text("scope").toUpperCase(Locale.ROOT));
    }

    /** The parameters that every step about a group has. */
    static ObjectNode json(Scope scope, String group) {
        return Json.object().put("scope", word(scope)).put("group", group);
    }

    /** The rest of an action's name after its verb. */
    static String kind(Scope scope) {
        return scope == Scope.CLUSTER ? "DBClusterParameterGroup" : "DBParameterGroup";
    }

    /** True when the operation made the group. */
    static boolean own(Gateways world, ParameterGroup group, Operation operation) {
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
}
