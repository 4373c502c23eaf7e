package io.rdsmaint.recovery.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.gateway.drs.DrsGateway;
import io.rdsmaint.gateway.drs.RecoveryInstance;
import io.rdsmaint.kit.Json;
import io.rdsmaint.recovery.plan.TerminationLook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Ends what was launched. The call has no token: instances that are named in a job that is under way are left to it, and one into which a
 * server launches is never among them.
 */
final class Terminations {
    /** Each is looked at once more before: so many in an invocation. */
    private static final int AT_ONCE = 50;

    private static final String TERMINATED = "terminated";
    private static final Duration JOBS_BACK = Duration.ofHours(12);
    private static final String GONE = "gone_at";
    private static final long PAUSE = 60;

    /** Lists lag by a few seconds. */
    private static final long SECOND_LOOK = 15;

    private Terminations() {}

    /**
     * Terminates instances, as many as one call takes; done when none is left but those that were there before.
     *
     * @param ours what is to be ended, and is there
     * @param word for one of them
     * @param still what must hold of each right before the call
     */
    static Outcome terminate(
            StepRun run, DrsGateway drs, List<RecoveryInstance> ours, String word, Predicate<RecoveryInstance> still) {
        Set<String> ending = drs.jobsSince(run.now().minus(JOBS_BACK)).stream()
                .filter(job -> job.terminates() && !job.completed())
                .flatMap(job -> job.servers().stream())
                .collect(Collectors.toSet());
        ObjectNode memo = run.memo().withObjectProperty(TERMINATED);
        ours.forEach(each -> memo.put(each.id(), each.server()));
        if (ours.isEmpty()) {
            return seenTwice(run, "that no " + word + " is there").orElseGet(() -> {
                run.reached("no " + word + " is there");
                return done(memo.size(), 0);
            });
        }
        seen(run);
        List<RecoveryInstance> chosen = new ArrayList<>();
        int under = 0;
        for (RecoveryInstance each : ours) {
            if (ending.contains(each.server())) {
                under++;
            } else if (chosen.size() < AT_ONCE && !TerminationLook.launchedInto(drs, each)) {
                chosen.add(each);
            }
        }
        if (!chosen.isEmpty()) {
            return call(run, drs, chosen, still);
        }
        if (under > 0) {
            run.sign("a termination job names the instances");
            return Outcome.waiting(under + " " + word + "s to be terminated", PAUSE);
        }
        return done(memo.size() - ours.size(), ours.size());
    }

    /** A list may be of a moment ago: what it does not have is gone once a later one has not got it either. Empty once that is so. */
    static Optional<Outcome> seenTwice(StepRun run, String what) {
        if (run.memo().has(GONE)
                && !run.now()
                        .isBefore(Instant.parse(run.memo().path(GONE).asText()).plusSeconds(SECOND_LOOK))) {
            return Optional.empty();
        }
        if (!run.memo().has(GONE)) {
            run.memo().put(GONE, run.now().toString());
        }
        return Optional.of(Outcome.waiting("a second look " + what, SECOND_LOOK));
    }

    /** What was seen empty no longer is. */
    static void seen(StepRun run) {
        run.memo().remove(GONE);
    }

    private static Outcome done(int terminated, int left) {
        return Outcome.done(Json.object().put(TERMINATED, terminated).put("left", left));
    }

    private static Outcome call(
            StepRun run, DrsGateway drs, List<RecoveryInstance> chosen, Predicate<RecoveryInstance> still) {
        List<String> ids = chosen.stream().map(RecoveryInstance::id).sorted().toList();
        Set<String> servers = chosen.stream().map(RecoveryInstance::server).collect(Collectors.toSet());
        ObjectNode evidence = Json.object();
        evidence.set("instances", Json.texts(ids));
        try {
            return run.change(Change.verifiable(
                    "TerminateRecoveryInstances " + String.join(", ", ids),
                    "drill:" + run.operation().target().name(),
                    evidence,
                    () -> drs.instancesOf(servers).stream()
                            .filter(each -> ids.contains(each.id()))
                            .allMatch(still),
                    intent -> drs.terminate(intent, ids)));
        } catch (TransientFailure e) {
            if (DrsGateway.busy(e)) {
                return Outcome.waiting("instances to be let go of, or room for the job: " + e.getMessage(), PAUSE);
            }
            throw e;
        }
    }
}
