package io.rdsmaint.restore.step;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.ChangeFailure;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Situation;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * R6. Goal: the restored cluster has the target's name, and the old one another. Two renames, between which the name leads nowhere:
 *
 * <ol>
 *   <li>both clusters are available: the old one gets its other name;
 *   <li>once that shows, the restored one gets the target's;
 *   <li>if AWS refuses that, the old one gets its name back at once, and a person is asked; what passes by itself is tried three times;
 *   <li>if AWS does not answer, its effect is looked for and the call made again two minutes later: the way back would have to wait until
 *       that call can't act any more, sixteen minutes.
 * </ol>
 */
public final class SwapNames extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "swap_names";

    /** Tries of the second rename while AWS says that it passes by itself; nobody is served meanwhile. */
    private static final int MOST_TRIES = 3;

    private static final String BACK = "back";
    private static final String REFUSED = "refused";

    public SwapNames(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Exchanges the names. */
    public static PlannedStep planned(String target, String copy, String old) {
        return PlannedStep.of(
                        "Exchange names: " + copy + " becomes " + target,
                        ACTION,
                        Json.object(),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(45),
                        List.of(
                                "ModifyDBCluster " + target + " NewDBClusterIdentifier=" + old,
                                "ModifyDBCluster " + copy + " NewDBClusterIdentifier=" + target))
                .disrupting();
    }

    @Override
    public Optional<String> mustFinish() {
        return Optional.of("the target's name would lead nowhere between the two renames");
    }

    @Override
    public Optional<Situation> hurting() {
        return Optional.of(new Situation(
                "While the names are exchanged nobody is served under the target's name.", Situation.Urgency.NOW));
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        String target = operation.target().name();
        Optional<Cluster> foundOld = old(operation);
        Cluster copy = needCopy(operation);
        if (copy.id().equals(target)) {
            reached(run, "ModifyDBCluster " + copy.resourceId(), "it has the target's name");
            return busy(copy)
                    .orElseGet(() -> Outcome.done(Json.object()
                            .put("old", names(operation).old())
                            .put("endpoint", copy.endpoints().writer())));
        }
        if (foundOld.isEmpty()) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.CLUSTER_DIFFERS,
                    "the cluster that is to be replaced is gone, deleted by somebody else.",
                    "no cluster of resource id " + oldId(operation),
                    "look again",
                    show(operation, copy.id()));
        }
        Cluster old = foundOld.get();
        return old.id().equals(target) ? first(run, old, copy) : second(run, old, copy);
    }

    /** The old cluster has its name: nobody is hurt yet, or not any more. */
    private Outcome first(StepRun run, Cluster old, Cluster copy) {
        Operation operation = run.operation();
        if (run.memo().has(BACK)) {
            reached(run, "ModifyDBCluster " + old.resourceId(), "it has its name again");
            String why = run.memo().path(BACK).asText();
            if (run.answer()
                            .filter(a -> !a.questionId()
                                    .equals(run.memo().path("answered").asText()))
                            .isEmpty()
                    || !run.memo().path("asked").asBoolean()) {
                run.memo().put("asked", true);
                return StepQuestion.ask(
                        run,
                        RestoreQuestion.SWAP_WENT_BACK,
                        "AWS refused the second rename, so the first was taken back: the old cluster has its name,"
                                + " and is fenced.",
                        why,
                        "exchange the names again (mend the cause first)",
                        show(operation, copy.id()));
            }
            run.answer().ifPresent(a -> run.memo().put("answered", a.questionId()));
            run.memo().remove(List.of(BACK, REFUSED, "asked"));
        }
        Optional<Outcome> waiting = busy(copy).or(() -> busy(old));
        if (waiting.isPresent()) {
            return waiting.get();
        }
        return change(
                run,
                true,
                rename(
                        run,
                        old,
                        names(operation).old(),
                        () -> old(operation)
                                        .filter(now -> now.id().equals(old.id()))
                                        .isPresent()
                                && copy(operation).filter(Cluster::available).isPresent()));
    }

    /** Nobody has the name. */
    private Outcome second(StepRun run, Cluster old, Cluster copy) {
        Operation operation = run.operation();
        String target = operation.target().name();
        reached(run, "ModifyDBCluster " + old.resourceId(), "it has its other name");
        Optional<Cluster> other = world(operation).rds().cluster(target);
        if (other.isPresent()) {
            return StepQuestion.ask(
                    run,
                    RestoreQuestion.SWAP_STUCK,
                    "somebody else's cluster has taken the name between the two renames. NOBODY IS SERVED as before.",
                    other.get().id() + " (" + other.get().resourceId()
                            + ") is neither the old nor the restored cluster",
                    "look again (rename or delete that cluster first)",
                    show(operation, target));
        }
        if (run.memo().has(BACK)) {
            return busy(old).orElseGet(() -> finish(run, false, rename(run, old, target, () -> true)));
        }
        Optional<Outcome> waiting = busy(copy);
        if (waiting.isPresent()) {
            return waiting.get();
        }
        try {
            return finish(
                    run,
                    false,
                    rename(
                            run,
                            copy,
                            target,
                            () -> world(operation).rds().cluster(target).isEmpty()));
        } catch (LastingFailure e) {
            return back(run, e);
        } catch (TransientFailure e) {
            int tries = run.memo().path(REFUSED).asInt() + 1;
            run.memo().put(REFUSED, tries);
            if (tries < MOST_TRIES || !(e.getCause() instanceof ChangeFailure.Refused)) {
                throw e;
            }
            return back(run, e);
        }
    }

    private static Outcome back(StepRun run, RuntimeException refusal) {
        run.memo().put(BACK, String.valueOf(refusal.getMessage()));
        return Outcome.waiting("the old cluster to get its name back, as AWS refused the second rename", 1);
    }

    private Change rename(StepRun run, Cluster cluster, String name, java.util.function.BooleanSupplier right) {
        return Change.repeatable(
                "ModifyDBCluster " + cluster.resourceId() + " (" + cluster.id() + ") NewDBClusterIdentifier=" + name,
                cluster.resourceId(),
                right,
                intent -> world(run.operation()).restores().rename(intent, cluster.id(), name));
    }

    @Override
    public List<PlannedStep> undo(Operation operation, Step step) {
        return SwapBack.planned(operation);
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        boolean removed = operation.lastCompleted(DeleteOldCluster.ACTION).isPresent();
        boolean back = operation.lastCompleted(SwapBack.ACTION).isPresent();
        return removed || back
                ? Optional.empty()
                : Optional.of(
                        "the old cluster is kept as " + names(operation).old() + " (resource id " + oldId(operation)
                                + "), fenced; it costs what it did. To remove it, see docs/operations/aurora_restore.md");
    }
}
