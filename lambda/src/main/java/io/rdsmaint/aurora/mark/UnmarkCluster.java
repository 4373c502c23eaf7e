package io.rdsmaint.aurora.mark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.bluegreen.Deployments;
import io.rdsmaint.aurora.bluegreen.GreenTags;
import io.rdsmaint.aurora.bluegreen.Side;
import io.rdsmaint.aurora.cluster.ClusterEffect;
import io.rdsmaint.aurora.cluster.ExpectedCluster;
import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.aurora.interruption.WriteInterruptions;
import io.rdsmaint.aurora.step.ClusterStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Goal: the cluster no longer bears this operation's mark, and what is in production not its tag. Another operation's mark is left as it is. As the last step of
 * every operation, however it ends, it writes down what interrupted writes meanwhile.
 */
public final class UnmarkCluster extends ClusterStep {
    /** The word in plans. */
    public static final String ACTION = "unmark_cluster";

    /** See {@link ExpectedCluster#mark}. */
    public static final ClusterEffect EFFECT = new ClusterEffect() {
        @Override
        public void planned(Step step, ExpectedCluster expected) {
            if (step.startedAt() != null) {
                expected.unmarked();
            }
        }
    };

    private final Deployments deployments;
    private final WriteInterruptions interruptions;

    /** Takes the mark away. */
    public static PlannedStep planned(String clusterId) {
        return PlannedStep.calling(
                        "Remove mark of cluster " + clusterId,
                        ACTION,
                        Json.object(),
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(15),
                        "RemoveTagsFromResource cluster " + clusterId + " " + Mark.TAG)
                .asCleanup();
    }

    public UnmarkCluster(StepTools tools) {
        super(ACTION, tools);
        this.deployments = new Deployments(reader);
        this.interruptions = new WriteInterruptions(reader);
    }

    @Override
    public Outcome advance(StepRun run) {
        Optional<Cluster> found = marked(run).findFirst();
        Optional<Change> tagged = found.isPresent() ? Optional.empty() : inProduction(run);
        if (tagged.isPresent()) {
            return run.change(tagged.get());
        }
        if (found.isEmpty()) {
            ObjectNode result = Json.object();
            interruptions.tell(run, result);
            return Outcome.done(result);
        }
        RdsGateway rds = reader.world(run.operation().target()).rds();
        String arn = found.get().arn();
        String resourceId = found.get().resourceId();
        return run.change(Change.repeatable(
                        "RemoveTagsFromResource " + arn + " " + Mark.TAG,
                        arn,
                        () -> rds.clusterOfResource(resourceId)
                                .filter(c -> marked(run, c))
                                .isPresent(),
                        intent -> rds.removeTags(intent, arn, Set.of(Mark.TAG)))
                .showingAtOnce());
    }

    /** What was the green side and has taken blue's place is nobody's to remove any more. */
    private Optional<Change> inProduction(StepRun run) {
        Target target = run.operation().target();
        RdsGateway rds = reader.world(target).rds();
        return rds.cluster(target.name())
                .filter(c -> !c.resourceId().equals(target.resourceId()))
                .filter(c -> Side.clusters(run.operation()).contains(c.resourceId()))
                .flatMap(c -> new GreenTags(rds).take(run, c));
    }

    /** The cluster of the name, and after a blue/green deployment what is left of either side: AWS copies tags between them. */
    private Stream<Cluster> marked(StepRun run) {
        Target target = run.operation().target();
        RdsGateway rds = reader.world(target).rds();
        List<String> sides = Side.clusters(run.operation());
        Stream<Cluster> named = rds.cluster(target.name()).stream()
                .filter(c ->
                        reader.expected(run.operation()).clusterResourceIds().contains(c.resourceId())
                                || sides.contains(c.resourceId()));
        Stream<Cluster> others = Stream.concat(
                sides.stream().flatMap(id -> rds.clusterOfResource(id).stream()),
                deployments.green(run.operation()).stream());
        return Stream.concat(named, others).filter(c -> marked(run, c));
    }

    private static boolean marked(StepRun run, Cluster cluster) {
        return Mark.isOfOperation(
                cluster.tags().getOrDefault(Mark.TAG, ""), run.operation().id());
    }
}
