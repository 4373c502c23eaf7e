package io.rdsmaint.recovery.step;

import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.drs.DrsGateway;
import io.rdsmaint.gateway.drs.SourceServer;
import io.rdsmaint.kit.Json;
import io.rdsmaint.recovery.plan.PlanLook;
import io.rdsmaint.recovery.plan.ServerMark;
import java.time.Duration;
import java.util.List;

/** Goal: no source server of the plan bears this operation's mark. Another operation's mark is left as it is. */
public final class UnmarkServers extends RecoveryStep {
    /** The word in plans. */
    public static final String ACTION = "unmark_servers";

    public UnmarkServers(RecoveryTools tools) {
        super(ACTION, tools);
    }

    /** Takes the marks away. */
    public static PlannedStep planned(int servers) {
        return PlannedStep.calling(
                        "Remove marks of source servers",
                        ACTION,
                        Json.object(),
                        Duration.ofSeconds(10 + servers / 2),
                        Duration.ofHours(1),
                        "UntagResource " + servers + " source servers " + ServerMark.TAG)
                .asCleanup();
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        DrsGateway drs = world(operation).drs();
        List<SourceServer> marked = drs.servers(PlanLook.frozen(operation.baseline())).stream()
                .filter(server -> ServerMark.isOfOperation(ServerMark.on(server), operation.id()))
                .limit(MarkServers.AT_ONCE)
                .toList();
        if (marked.isEmpty()) {
            run.reached("no server is marked");
            return Outcome.done();
        }
        return run.change(Change.repeatable(
                        "UntagResource " + ServerMark.TAG + " on " + marked.size() + " source servers from "
                                + marked.getFirst().id(),
                        "servers",
                        () -> true,
                        intent -> marked.forEach(server -> drs.untag(intent, server.arn(), ServerMark.TAG)))
                .within(MarkServers.TIME)
                .inRequests(marked.size())
                .showingAtOnce());
    }
}
