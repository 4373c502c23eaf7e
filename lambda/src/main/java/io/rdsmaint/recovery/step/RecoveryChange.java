package io.rdsmaint.recovery.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.gateway.drs.Job;
import io.rdsmaint.gateway.drs.RecoveryInstance;
import io.rdsmaint.gateway.drs.SourceServer;
import io.rdsmaint.kit.Precondition;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.recovery.plan.Parameters;
import io.rdsmaint.recovery.plan.ServerMark;
import io.rdsmaint.recovery.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A launch that is about to be called for, and what was seen right before.
 *
 * @param account of the credentials in use
 * @param asked ids of the servers
 * @param seen of them
 * @param live jobs of the account that are under way
 * @param instances what was launched of the servers, and is there
 * @param ours ids of this operation's jobs
 */
public record RecoveryChange(
        Operation operation,
        String account,
        Set<String> asked,
        List<SourceServer> seen,
        List<Job> live,
        List<RecoveryInstance> instances,
        Set<String> ours) {

    /** Jobs that may run at the same time (DRS quotas). */
    private static final int JOBS = 20;

    /** Servers in all jobs at the same time (DRS quotas). */
    private static final int SERVERS_IN_JOBS = 500;

    /** No launch takes longer. */
    private static final Duration JOBS_BACK = Duration.ofHours(12);

    private static final int NAMED = 6;

    /** Looks. */
    static RecoveryChange of(Operation operation, World world, Collection<String> servers, OurJobs ours, Instant now) {
        return new RecoveryChange(
                operation,
                world.identity().account(),
                Set.copyOf(servers),
                world.drs().servers(servers),
                world.drs().jobsSince(now.minus(JOBS_BACK)).stream()
                        .filter(job -> !job.completed())
                        .toList(),
                world.drs().instancesOf(servers).stream()
                        .filter(RecoveryInstance::there)
                        .toList(),
                ours.ids());
    }

    /** All conditions, in the order in which they are judged. */
    public static List<Precondition<RecoveryChange>> all() {
        return List.of(
                Precondition.of("theSameAccount", RecoveryChange::sameAccount),
                Precondition.of("serversThere", RecoveryChange::serversThere),
                Precondition.of("ourMark", RecoveryChange::ourMark),
                Precondition.of("somethingToLaunchFrom", RecoveryChange::recoverable),
                Precondition.of("nothingInUse", RecoveryChange::nothingInUse),
                Precondition.of("noOtherDrill", RecoveryChange::noOtherDrill),
                Precondition.of("noServerInAJob", RecoveryChange::noServerInAJob),
                Precondition.of("roomForAJob", RecoveryChange::room));
    }

    private Violation.NeedsApproval ask(
            RecoveryQuestion code, Choices choices, String reason, Collection<String> observed) {
        String words = observed.stream().sorted().limit(NAMED).collect(Collectors.joining(", "))
                + (observed.size() > NAMED ? " and " + (observed.size() - NAMED) + " more" : "");
        return new Violation.NeedsApproval(
                code, code.name(), choices, reason, words, RecoveryStep.look(operation.target()));
    }

    private static Optional<Violation> sameAccount(RecoveryChange change) {
        return change.account().equals(change.operation().target().account())
                ? Optional.empty()
                : Optional.of(change.ask(
                        RecoveryQuestion.RECOVERY_ACCOUNT_DIFFERS,
                        Choices.LOOK_AGAIN,
                        "this is not the account that the operation was started in.",
                        List.of("account " + change.account())));
    }

    private static Optional<Violation> serversThere(RecoveryChange change) {
        Set<String> gone = new HashSet<>(change.asked());
        change.seen().forEach(server -> gone.remove(server.id()));
        return gone.isEmpty()
                ? Optional.empty()
                : Optional.of(change.ask(
                        RecoveryQuestion.SERVERS_GONE,
                        Choices.LOOK_AGAIN,
                        "source servers of the plan are no longer there.",
                        gone));
    }

    private static Optional<Violation> ourMark(RecoveryChange change) {
        List<String> lost = change.seen().stream()
                .filter(server -> !ServerMark.isOfOperation(
                        ServerMark.on(server), change.operation().id()))
                .map(server ->
                        server.id() + " bears " + (ServerMark.on(server).isEmpty() ? "no mark" : ServerMark.on(server)))
                .toList();
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation.Grace(
                        new Violation.Retry("this operation's mark to show on its source servers", 15),
                        Duration.ofMinutes(1),
                        change.ask(
                                RecoveryQuestion.SERVER_MARK_LOST,
                                Choices.ACCEPT,
                                "source servers no longer bear this operation's mark.",
                                lost)));
    }

    private static Optional<Violation> recoverable(RecoveryChange change) {
        List<String> not = change.seen().stream()
                .filter(server -> !server.recoverable())
                .map(server -> server.id() + " (" + server.hostname() + ") is " + server.replication())
                .toList();
        return not.isEmpty()
                ? Optional.empty()
                : Optional.of(change.ask(
                        RecoveryQuestion.SERVERS_NOT_RECOVERABLE,
                        Choices.LOOK_AGAIN,
                        "there is no snapshot to launch servers from.",
                        not));
    }

    private static Optional<Violation> nothingInUse(RecoveryChange change) {
        List<String> used = change.instances().stream()
                .filter(each -> !each.drill())
                .map(each -> each.server() + " has " + each.ec2Id())
                .toList();
        return used.isEmpty()
                ? Optional.empty()
                : Optional.of(change.ask(
                        RecoveryQuestion.RECOVERY_INSTANCE_IN_USE,
                        Choices.LOOK_AGAIN,
                        "a recovery instance that is no drill's is there, which a launch would remove.",
                        used));
    }

    private static Optional<Violation> noOtherDrill(RecoveryChange change) {
        if (Parameters.of(change.operation().parameters()).preflight().existing() == Parameters.Existing.ALLOW) {
            return Optional.empty();
        }
        List<String> others = change.instances().stream()
                .filter(each -> each.drill() && !change.ours().contains(each.job()))
                .map(each -> each.server() + " has " + each.ec2Id())
                .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(change.ask(
                        RecoveryQuestion.DRILL_INSTANCE_EXISTS,
                        Choices.ACCEPT,
                        "instances of another drill are there, which a launch would remove.",
                        others));
    }

    private static Optional<Violation> noServerInAJob(RecoveryChange change) {
        return change.live().stream()
                .filter(job -> job.servers().stream().anyMatch(change.asked()::contains))
                .findFirst()
                .map(job -> new Violation.Retry("job " + job.id() + " to let go of servers of this wave", 60));
    }

    private static Optional<Violation> room(RecoveryChange change) {
        int busy = change.live().stream()
                .mapToInt(job -> job.participants().size())
                .sum();
        boolean full = change.live().size() >= JOBS || busy + change.asked().size() > SERVERS_IN_JOBS;
        return full
                ? Optional.of(new Violation.Retry(
                        "room for a job of " + change.asked().size() + " servers ("
                                + change.live().size()
                                + " jobs with " + busy + " servers are under way; " + JOBS + " and "
                                + SERVERS_IN_JOBS + " may be)",
                        60))
                : Optional.empty();
    }
}
