package io.rdsmaint.recovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.kit.PreflightStep;
import io.rdsmaint.kit.RequestFields;
import io.rdsmaint.recovery.plan.Scope;
import io.rdsmaint.recovery.plan.TerminationLook;
import io.rdsmaint.recovery.step.ConfirmTermination;
import io.rdsmaint.recovery.step.MarkServers;
import io.rdsmaint.recovery.step.TerminateRecovery;
import io.rdsmaint.recovery.step.UnmarkServers;
import io.rdsmaint.recovery.world.World;
import io.rdsmaint.recovery.world.WorldFactory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code drs_termination}: what one recovery launched is terminated, once a person has confirmed it by an answer that says how many there
 * are. It is an operation of its own because nothing that ends a recovery may do so.
 */
final class DrsTermination implements OperationType {
    static final String NAME = "drs_termination";

    private static final Pattern OPERATION = Pattern.compile("op-[a-z0-9]{1,40}");

    private final WorldFactory worlds;
    private final Scope scope;

    DrsTermination(WorldFactory worlds, Scope scope) {
        this.worlds = worlds;
        this.scope = scope;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> problems(ObjectNode given) {
        try {
            recovery(given);
            return List.of();
        } catch (InvalidRequest e) {
            return e.problems();
        }
    }

    private static String recovery(ObjectNode given) {
        RequestFields fields = RequestFields.ofParameters(given);
        String recovery =
                fields.required(TerminateRecovery.RECOVERY, OPERATION, "the id of the operation that recovered, op-…");
        fields.requireNoProblems();
        return recovery;
    }

    @Override
    public Plan plan(PlanRequest request) {
        String recovery = recovery(request.parameters());
        Target.Asked asked = request.target();
        World world = worlds.at(AwsScope.of(request));
        Target target = asked.in(world.identity().account(), null);
        TerminationLook look = TerminationLook.at(world.drs(), scope, recovery, request.operationId());
        int servers = TerminationLook.frozen(look.frozen()).size();
        return new Plan(
                target,
                "termination of " + look.size() + " instances that recovery " + recovery + " of plan " + asked.name()
                        + " in " + asked.region() + " launched",
                List.of(
                        PreflightStep.planned(),
                        ConfirmTermination.planned(),
                        MarkServers.planned(TerminationLook.RECOVERED, servers),
                        TerminateRecovery.planned(look.size()),
                        UnmarkServers.planned(servers)),
                TerminationLook.CHECKS,
                look.findings(),
                List.of("what is on these instances is lost; nothing is terminated before an answer that says how many"
                        + " they are"),
                look.frozen());
    }

    @Override
    public List<String> report(Operation operation) {
        return operation
                .lastCompleted(TerminateRecovery.ACTION)
                .flatMap(step -> Optional.ofNullable(step.result()))
                .map(result -> List.of(result.path(TerminateRecovery.TERMINATED).asInt()
                        + " recovery instances were terminated, "
                        + result.path("left").asInt() + " left"))
                .orElse(List.of());
    }
}
