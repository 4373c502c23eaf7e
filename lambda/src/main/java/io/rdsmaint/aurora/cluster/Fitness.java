package io.rdsmaint.aurora.cluster;

import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Outlook;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.kit.Violation.Grace;
import io.rdsmaint.kit.Violation.NeedsApproval;
import io.rdsmaint.kit.Violation.Retry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What comes of a status word, by its {@link Outlook}, wherever one is judged:
 *
 * <ul>
 *   <li>one that passes is waited for;
 *   <li>one that only a person ends is asked about as soon as two looks a minute apart have shown it;
 *   <li>one that nobody knows is shown, and asked about after a quarter of an hour; and so is
 *   <li>one that serves and may last a day, where AWS would refuse what is to be done: that a person can accept.
 * </ul>
 */
public final class Fitness {
    /** The topic of what a step judges by status words alone. */
    public static final String TOPIC = "status";

    /** One look may catch a status in passing; chosen. */
    private static final Duration TWO_LOOKS = Duration.ofMinutes(1);

    /** What passes has passed by then; chosen. */
    private static final Duration LONG = Duration.ofMinutes(15);

    /** Seconds between looks: only the operation waits. */
    private static final long LATER = 30;

    private Fitness() {}

    /** What an instance's status has against it that does not pass by itself, as far as anybody knows. */
    public static Optional<Violation> trouble(Target target, Instance instance) {
        return switch (instance.outlook()) {
            case READY, SERVES, PASSES -> Optional.empty();
            case LEAVES ->
                Optional.of(lasting(new NeedsApproval(
                        ClusterQuestion.INSTANCE_GONE,
                        "INSTANCE_STATUS",
                        Choices.LOOK_AGAIN,
                        instance.id() + " is being deleted, by somebody else.",
                        instance.id() + " is " + instance.status() + " as " + instance.instanceClass(),
                        commands(target, instance))));
            case LASTS ->
                Optional.of(lasting(new NeedsApproval(
                        ClusterQuestion.MEMBER_STATUS,
                        "INSTANCE_STATUS",
                        Choices.LOOK_AGAIN,
                        instance.id() + " is " + instance.status() + ", which does not pass by itself. "
                                + StatusAdvice.ofInstance(instance, target.name(), c -> Commands.aws(target, c)),
                        instance.id() + " is " + instance.status() + " as " + instance.instanceClass(),
                        commands(target, instance))));
            case UNKNOWN -> Optional.of(unknown(target, instance));
        };
    }

    /** The same for a cluster. */
    public static Optional<Violation> trouble(Target target, Cluster cluster) {
        String is = "cluster " + cluster.id() + " is " + cluster.status();
        return switch (cluster.outlook()) {
            case READY, SERVES, PASSES -> Optional.empty();
            case LEAVES, LASTS ->
                Optional.of(lasting(new NeedsApproval(
                        ClusterQuestion.CLUSTER_STATUS,
                        "CLUSTER_STATUS",
                        Choices.LOOK_AGAIN,
                        is + ", which does not pass by itself. "
                                + StatusAdvice.ofCluster(cluster.status(), cluster.id(), c -> Commands.aws(target, c)),
                        is,
                        commands(target))));
            case UNKNOWN -> Optional.of(unknown(target, cluster));
        };
    }

    /** What keeps a cluster from having come to rest: anything but serving. */
    public static Optional<Violation> restless(Target target, Cluster cluster, long seconds) {
        return cluster.outlook() == Outlook.PASSES
                ? Optional.of(new Retry(
                        "cluster " + cluster.id() + " to become available (" + cluster.status() + ")", seconds))
                : trouble(target, cluster);
    }

    /** What stands against changing a cluster: anything but {@code available}. */
    public static Optional<Violation> unavailable(Target target, Cluster cluster, long seconds) {
        return switch (cluster.outlook()) {
            case READY -> Optional.empty();
            case SERVES ->
                Optional.of(optimizing(
                        "cluster " + cluster.id() + " is " + cluster.status(),
                        List.of(Commands.describeCluster(target))));
            case PASSES, LEAVES, LASTS, UNKNOWN -> restless(target, cluster, seconds);
        };
    }

    /** What stands against changing an instance, or making it the writer: anything but {@code available}. */
    public static Optional<Violation> unavailable(Target target, Instance instance) {
        return switch (instance.outlook()) {
            case READY -> Optional.empty();
            case SERVES -> Optional.of(optimizing(target, instance));
            case PASSES ->
                Optional.of(new Retry(instance.id() + " to become available (" + instance.status() + ")", LATER));
            case LEAVES, LASTS, UNKNOWN -> trouble(target, instance);
        };
    }

    /**
     * An instance that serves, in a status in which AWS refuses to change it, fail over to it or switch over with it.
     */
    public static Violation optimizing(Target target, Instance instance) {
        return optimizing(
                instance.id() + " is " + instance.status(), List.of(Commands.describeInstance(target, instance.id())));
    }

    private static Violation optimizing(String is, List<String> commands) {
        return new Grace(
                new Retry(is + "; it should become available", LATER),
                LONG,
                new NeedsApproval(
                        ClusterQuestion.STATUS_LINGERS,
                        "STORAGE_OPTIMIZATION",
                        Choices.ACCEPT,
                        is + ": it serves, but AWS may refuse the change until that is over, which can take a day.",
                        is + " for " + LONG.toMinutes() + " minutes",
                        commands,
                        List.of(Violation.key("STORAGE_OPTIMIZATION", is))));
    }

    /** An instance whose status nobody knows: whoever finds out what it means can accept it. */
    public static Violation unknown(Target target, Instance instance) {
        return unknown(
                instance.id() + " is " + instance.status(), commands(target, instance), Subjects.status(instance));
    }

    /** The same for a cluster. */
    public static Violation unknown(Target target, Cluster cluster) {
        return unknown(
                "cluster " + cluster.id() + " is " + cluster.status(),
                commands(target),
                Subjects.unknownStatus(cluster));
    }

    private static Violation unknown(String is, List<String> commands, List<String> subjects) {
        return new Grace(
                new Retry(is + ", a status that is not known here; it should become available", LATER),
                LONG,
                new NeedsApproval(
                        ClusterQuestion.STATUS_LINGERS,
                        Subjects.UNKNOWN_STATUS,
                        Choices.ACCEPT,
                        is + ", a status that is not known here, and does not pass.",
                        is + " for " + LONG.toMinutes() + " minutes",
                        commands,
                        subjects));
    }

    /** Asks as soon as two looks a minute apart have shown the same. */
    public static Violation lasting(NeedsApproval ask) {
        return new Grace(
                new Retry("another look at what does not pass by itself: " + ask.observed(), TWO_LOOKS.toSeconds()),
                TWO_LOOKS,
                ask);
    }

    private static List<String> commands(Target target, Instance instance) {
        return List.of(Commands.describeInstance(target, instance.id()), Commands.events(target, instance.id()));
    }

    private static List<String> commands(Target target) {
        return List.of(Commands.describeCluster(target), Commands.clusterEvents(target));
    }
}
