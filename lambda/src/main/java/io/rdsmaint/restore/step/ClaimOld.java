package io.rdsmaint.restore.step;

import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.kit.Json;
import io.rdsmaint.restore.plan.Names;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Goal: the old cluster and those of its instances that the plan knows bear the tag without which nothing of it may be deleted. The
 * function's role is granted no deletion of anything that lacks it.
 */
public final class ClaimOld extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "claim_old";

    public ClaimOld(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Tags them. */
    public static PlannedStep planned(String old, int members) {
        return PlannedStep.calling(
                "Mark " + old + " for removal",
                ACTION,
                Json.object(),
                Duration.ofSeconds(30),
                Duration.ofMinutes(30),
                "AddTagsToResource " + Names.TAG + " on " + old + " and its " + members + " instances");
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Optional<Cluster> old = old(operation);
        if (old.isEmpty()) {
            return Outcome.done();
        }
        Map<String, Map<String, String>> resources = new LinkedHashMap<>();
        resources.put(old.get().arn(), old.get().tags());
        for (Instance instance : world(operation).rds().instances(old.get().id())) {
            if (OldMembers.planned(operation, instance.resourceId())) {
                resources.put(instance.arn(), instance.tags());
            }
        }
        Optional<String> missing = resources.entrySet().stream()
                .filter(r -> !ours(operation, r.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
        if (missing.isEmpty()) {
            run.reached("all bear the tag");
            return Outcome.done();
        }
        String arn = missing.get();
        return change(
                run,
                true,
                Change.repeatable(
                                "AddTagsToResource " + arn + " " + Names.TAG + "=" + operation.id(),
                                arn,
                                () -> old(operation).isPresent(),
                                intent -> world(operation).rds().addTags(intent, arn, owned(operation)))
                        .showingAtOnce());
    }
}
