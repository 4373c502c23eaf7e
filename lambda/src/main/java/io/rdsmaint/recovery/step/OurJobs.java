package io.rdsmaint.recovery.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.gateway.drs.Job;
import io.rdsmaint.recovery.plan.ServerMark;
import io.rdsmaint.recovery.world.World;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The launch jobs of an operation: those that carry its tag, and those that its steps know. */
record OurJobs(Map<String, Job> jobs) {
    /** Clocks differ. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** Looks. */
    static OurJobs of(Operation operation, World world) {
        Map<String, Job> found = new LinkedHashMap<>();
        for (Job job : world.drs().jobsSince(operation.createdAt().minus(SKEW))) {
            if (job.launches()
                    && ServerMark.isOfOperation(job.tags().getOrDefault(ServerMark.TAG, ""), operation.id())) {
                found.put(job.id(), job);
            }
        }
        Set<String> known = new HashSet<>(known(operation));
        known.removeAll(found.keySet());
        world.drs().jobs(known).forEach(job -> found.put(job.id(), job));
        return new OurJobs(found);
    }

    /** The jobs that completed steps have seen as theirs. */
    static List<String> known(Operation operation) {
        return operation.steps().stream()
                .filter(step -> step.planned().action().equals(StartRecovery.ACTION))
                .flatMap(step -> java.util.stream.Stream.of(
                        RecoveryStep.result(step).path(RecoveryStep.JOB).asText(""),
                        step.memo().path(RecoveryStep.JOB).asText("")))
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    Set<String> ids() {
        return jobs.keySet();
    }

    boolean running() {
        return jobs.values().stream().anyMatch(job -> !job.completed());
    }
}
