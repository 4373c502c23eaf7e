package io.rdsmaint.aurora.bluegreen;

import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.RdsGateway;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The operation's tag on the green side. IAM lets the function remove only what carries it, so green gets it once it is there, and
 * loses it when it is in production. AWS gives no resource of a deployment a tag of our choice with its creation.
 */
public final class GreenTags {
    private final RdsGateway rds;

    public GreenTags(RdsGateway rds) {
        this.rds = rds;
    }

    /** A resource of a side with its tags. */
    private record Tagged(String arn, Map<String, String> tags) {
        boolean ours(StepRun run) {
            return run.operation().id().equals(tags.get(Ownership.TAG));
        }
    }

    /** Gives the tag to the next resource of a green cluster that lacks it; empty when all have it. */
    Optional<Change> give(StepRun run, Cluster green) {
        return resources(green)
                .filter(r -> !r.ours(run))
                .findFirst()
                .map(next -> Change.repeatable(
                        "AddTagsToResource " + next.arn() + " " + Ownership.TAG + "="
                                + run.operation().id(),
                        next.arn(),
                        () -> still(green, next.arn()),
                        intent -> rds.addTags(
                                intent,
                                next.arn(),
                                Map.of(Ownership.TAG, run.operation().id()))));
    }

    /** Takes this operation's tag from the next resource of a cluster that has it; empty when none has. */
    public Optional<Change> take(StepRun run, Cluster cluster) {
        return resources(cluster)
                .filter(r -> r.ours(run))
                .findFirst()
                .map(next -> Change.repeatable(
                        "RemoveTagsFromResource " + next.arn() + " " + Ownership.TAG,
                        next.arn(),
                        () -> still(cluster, next.arn()),
                        intent -> rds.removeTags(intent, next.arn(), Set.of(Ownership.TAG))));
    }

    /** I7: the same physical cluster, and what is to be tagged belongs to it. */
    private boolean still(Cluster cluster, String arn) {
        return rds.clusterOfResource(cluster.resourceId())
                .filter(c -> resources(c).anyMatch(r -> r.arn().equals(arn)))
                .isPresent();
    }

    private Stream<Tagged> resources(Cluster cluster) {
        Stream<Tagged> instances = rds.instances(cluster.id()).stream()
                .map(i -> new Tagged(i.arn(), i.tags()))
                .sorted(Comparator.comparing(Tagged::arn));
        Stream<Tagged> endpoints =
                rds.customEndpoints(cluster.id()).stream().map(e -> new Tagged(e.arn(), rds.tags(e.arn())));
        return Stream.of(Stream.of(new Tagged(cluster.arn(), cluster.tags())), instances, endpoints)
                .flatMap(all -> all);
    }
}
