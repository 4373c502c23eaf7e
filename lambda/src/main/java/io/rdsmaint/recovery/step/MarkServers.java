package io.rdsmaint.recovery.step;

import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.QuestionDraft;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.drs.DrsGateway;
import io.rdsmaint.gateway.drs.SourceServer;
import io.rdsmaint.recovery.plan.ServerMark;
import java.time.Duration;
import java.util.List;

/**
 * Goal: the source servers of a wave bear this operation's mark, which keeps other plans and other deployments from them. Somebody
 * else's mark is never replaced.
 */
public final class MarkServers extends RecoveryStep {
    /** The word in plans. */
    public static final String ACTION = "mark_servers";

    /** A call tags one server: so many are tagged in an invocation. */
    static final int AT_ONCE = 20;

    /** For all of them; each takes a fraction of a second. */
    static final Duration TIME = Duration.ofSeconds(40);

    public MarkServers(RecoveryTools tools) {
        super(ACTION, tools);
    }

    /** Marks a wave's servers. */
    public static PlannedStep planned(String wave, int servers) {
        return PlannedStep.calling(
                "Mark servers of wave " + wave,
                ACTION,
                of(wave, 1),
                Duration.ofSeconds(10 + servers / 2),
                Duration.ofHours(1),
                "TagResource " + servers + " source servers " + ServerMark.TAG);
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        DrsGateway drs = world(operation).drs();
        List<String> ids = List.copyOf(frozen(operation, wave(run.parameters())).keySet());
        List<SourceServer> servers = drs.servers(ids);
        List<SourceServer> foreign = servers.stream()
                .filter(server -> !ServerMark.on(server).isEmpty() && !ours(server, operation))
                .toList();
        if (!foreign.isEmpty()) {
            SourceServer first = foreign.getFirst();
            return new Outcome.Asking(QuestionDraft.of(
                            RecoveryQuestion.SERVER_MARK_LOST,
                            Question.Kind.FAILURE,
                            run.step().name() + ": another operation works on source servers of this wave.",
                            foreign.size() + " servers; " + first.id() + " bears " + ServerMark.on(first),
                            "look again; go on once the marks are gone")
                    .withCommands(look(operation.target())));
        }
        List<SourceServer> unmarked = servers.stream()
                .filter(server -> !ours(server, operation))
                .limit(AT_ONCE)
                .toList();
        if (unmarked.isEmpty()) {
            run.reached("all servers of the wave are marked");
            return Outcome.done();
        }
        String mark = ServerMark.of(tools.scope().deployment(), operation.id());
        return run.change(Change.repeatable(
                        "TagResource " + ServerMark.TAG + " on " + unmarked.size() + " source servers from "
                                + unmarked.getFirst().id(),
                        "servers:" + wave(run.parameters()),
                        () -> true,
                        intent -> unmarked.forEach(server -> drs.tag(intent, server.arn(), ServerMark.TAG, mark)))
                .within(TIME)
                .inRequests(unmarked.size())
                .showingAtOnce());
    }

    private static boolean ours(SourceServer server, Operation operation) {
        return ServerMark.isOfOperation(ServerMark.on(server), operation.id());
    }
}
