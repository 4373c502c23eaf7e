package io.rdsmaint.steps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.Cluster;
import io.rdsmaint.rds.RdsGateway;
import io.rdsmaint.steps.bluegreen.Deployments;
import io.rdsmaint.steps.bluegreen.GreenTags;
import io.rdsmaint.steps.bluegreen.Side;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Goal: the cluster no longer bears this operation's mark, and what is in production not its tag. Another operation's mark is left as it is. As the last step of
 * every operation, however it ends, it writes down what interrupted writes meanwhile.
 */
public final class UnmarkCluster implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "unmark_cluster";

    private final Observer observer;
    private final Deployments deployments;
    private final WriteInterruptions interruptions;

    public UnmarkCluster(Observer observer) {
        this.observer = observer;
        this.deployments = new Deployments(observer);
        this.interruptions = new WriteInterruptions(observer);
    }

    @Override
    public String action() {
        return ACTION;
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
        RdsGateway rds = observer.world(run.operation().target()).rds();
        String arn = found.get().arn();
        String resourceId = found.get().resourceId();
        return run.change(Change.repeatable(
                "RemoveTagsFromResource " + arn + " " + MarkCluster.TAG,
                arn,
                () -> rds.clusterOfResource(resourceId)
                        .filter(c -> marked(run, c))
                        .isPresent(),
                intent -> rds.removeTags(intent, arn, Set.of(MarkCluster.TAG))));
    }

    /** What was the green side and has taken blue's place is nobody's to remove any more. */
    private Optional<Change> inProduction(StepRun run) {
        Target target = run.operation().target();
        RdsGateway rds = observer.world(target).rds();
        return rds.cluster(target.name())
                .filter(c -> !c.resourceId().equals(target.resourceId()))
                .filter(c -> Side.clusters(run.operation()).contains(c.resourceId()))
                .flatMap(c -> new GreenTags(rds).take(run, c));
    }

    /** The cluster of the name, and after a blue/green deployment what is left of either side: AWS copies tags between them. */
    private Stream<Cluster> marked(StepRun run) {
        Target target = run.operation().target();
        RdsGateway rds = observer.world(target).rds();
        List<String> sides = Side.clusters(run.operation());
        Stream<Cluster> named = rds.cluster(target.name()).stream()
                .filter(c ->
                        Expectation.of(run.operation()).clusterResourceIds().contains(c.resourceId())
                                || sides.contains(c.resourceId()));
        Stream<Cluster> others = Stream.concat(
                sides.stream().flatMap(id -> rds.clusterOfResource(id).stream()),
                deployments.green(run.operation()).stream());
        return Stream.concat(named, others).filter(c -> marked(run, c));
    }

    private static boolean marked(StepRun run, Cluster cluster) {
        return cluster.tags()
                .getOrDefault(MarkCluster.TAG, "")
                .endsWith("/" + run.operation().id());
    }
}
