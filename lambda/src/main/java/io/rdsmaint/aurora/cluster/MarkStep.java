package io.rdsmaint.aurora.cluster;

import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Goal: the cluster bears the tag that names this deployment and operation, so that other deployments leave it alone. For families whose
 * operations lock a cluster and keep no expectations of it. A mark that an operation of this deployment has left is replaced: the
 * lock says that none works there.
 */
public final class MarkStep implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "mark_cluster";

    private final String deployment;
    private final String unmarking;
    private final Surroundings surroundings;

    /** What a family knows of the cluster that is to be marked. */
    public interface Surroundings {
        /** How it is looked at. */
        RdsGateway rds(Operation operation);

        /** Its ARN, as the operation was planned. */
        String arn(Operation operation);

        /** As it is now; empty when it is gone. */
        Optional<Cluster> cluster(Operation operation);

        /** Makes the change, unless something stands in its way. */
        Outcome change(StepRun run, Change change);
    }

    /**
     * Marks clusters.
     *
     * @param deployment whose mark it is
     * @param unmarking the word in plans of the step that takes it off
     */
    public MarkStep(String deployment, String unmarking, Surroundings surroundings) {
        this.deployment = deployment;
        this.unmarking = unmarking;
        this.surroundings = surroundings;
    }

    /** Tells everybody that the cluster is being worked on. */
    public static PlannedStep planned(String clusterId) {
        return PlannedStep.calling(
                "Mark cluster " + clusterId,
                ACTION,
                Json.object(),
                Duration.ofSeconds(15),
                Duration.ofMinutes(15),
                "AddTagsToResource cluster " + clusterId + " " + Mark.TAG);
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Target target = operation.target();
        Cluster cluster = surroundings
                .cluster(operation)
                .orElseThrow(
                        () -> new LastingFailure("there is no cluster " + target.name() + " in " + target.region()));
        String mark = Mark.of(deployment, operation.id());
        String now = cluster.tags().getOrDefault(Mark.TAG, "");
        if (now.equals(mark)) {
            run.reached("the mark is there");
            return Outcome.done(Json.object().put("arn", cluster.arn()));
        }
        if (!free(now)) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.MARKED_BY_ANOTHER,
                    "the cluster is marked by another operation.",
                    Mark.TAG + "=" + now,
                    "look again (end that operation, or remove its mark if it is a leftover: "
                            + Remedies.removeMark(target, cluster.arn()) + ")",
                    List.of(Commands.tags(target, cluster.arn())));
        }
        return surroundings.change(
                run,
                Mark.on(
                        cluster,
                        mark,
                        surroundings.rds(operation),
                        () -> surroundings
                                .cluster(operation)
                                .filter(again -> free(again.tags().getOrDefault(Mark.TAG, "")))
                                .isPresent()));
    }

    private boolean free(String mark) {
        return mark.isEmpty() || Mark.isOfDeployment(mark, deployment);
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        if (operation.lastCompleted(unmarking).isPresent()) {
            return Optional.empty();
        }
        return Optional.of("this operation's mark is on " + operation.target().name()
                + " and keeps other operations away; to take it off: "
                + Remedies.removeMark(operation.target(), surroundings.arn(operation)));
    }
}
