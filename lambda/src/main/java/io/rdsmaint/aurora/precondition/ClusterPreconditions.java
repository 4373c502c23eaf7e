package io.rdsmaint.aurora.precondition;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.ExpectedCluster;
import io.rdsmaint.aurora.cluster.Fitness;
import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.ReaderEndpoint;
import io.rdsmaint.aurora.cluster.Roles;
import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Proxy;
import io.rdsmaint.kit.Precondition;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.kit.Violation.Grace;
import io.rdsmaint.kit.Violation.Mendable;
import io.rdsmaint.kit.Violation.NeedsApproval;
import io.rdsmaint.kit.Violation.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The conditions that hold for every change of a cluster's instances, in the order in which they are judged. */
public final class ClusterPreconditions {
    /** H16: readers that are further behind are not up to date; usual are less than 100 (Aurora guide, replication). */
    public static final double LAG_LIMIT_MILLIS = 1_000;

    /** A burst of writes or a long query has passed by then; chosen. */
    private static final Duration PATIENCE_WITH_LAG = Duration.ofMinutes(15);

    /** A describe may show the tags of a moment ago. */
    private static final Duration PATIENCE_WITH_MARK = Duration.ofMinutes(1);

    /** Seconds between looks: only the operation waits. */
    private static final long SOON = 15;

    /** Seconds between looks: only the operation waits. */
    private static final long LATER = 30;

    private ClusterPreconditions() {}

    /** All of them. */
    public static List<Precondition<ChangeContext>> all() {
        List<Precondition<ChangeContext>> all = new ArrayList<>(List.of(
                Precondition.of("theSameAccountAndCluster", ClusterPreconditions::theSameAccountAndCluster),
                Precondition.of("ourMark", ClusterPreconditions::ourMark),
                Precondition.of("membersAsExpected", ClusterPreconditions::membersAsExpected),
                Precondition.of("classesAsExpected", ClusterPreconditions::classesAsExpected),
                Precondition.of("clusterAvailable", ClusterPreconditions::clusterAvailable),
                Precondition.of("oneWriter", ClusterPreconditions::oneWriter),
                new Precondition<>("othersInService", ClusterPreconditions::othersInService),
                Precondition.of("readersUpToDate", ClusterPreconditions::readersUpToDate),
                Precondition.of("readersKept", ClusterPreconditions::readersKept)));
        all.addAll(InstancePreconditions.all());
        all.add(AlarmPrecondition.quiet());
        all.addAll(UpgradePreconditions.all());
        all.addAll(ModificationPreconditions.all());
        all.add(KeyPrecondition.keyReachable());
        return List.copyOf(all);
    }

    /** H72: credentials decide the account, and a name can be given to another cluster. */
    private static Optional<Violation> theSameAccountAndCluster(ChangeContext context) {
        Target target = context.target();
        Cluster cluster = context.seen().cluster();
        boolean same = context.seen().account().equals(target.account())
                && context.expected().clusterResourceIds().contains(cluster.resourceId());
        return same
                ? Optional.empty()
                : Optional.of(new NeedsApproval(
                        ClusterQuestion.CLUSTER_DIFFERS,
                        "OTHER_CLUSTER",
                        Choices.REPLAN,
                        "This is not the cluster that the operation was started for.",
                        "now account " + context.seen().account() + ", " + cluster.resourceId() + "; expected account "
                                + target.account() + ", "
                                + String.join(" or ", context.expected().clusterResourceIds()),
                        List.of(Commands.describeCluster(target))));
    }

    /** H70: another deployment may work on the same cluster, and one that finds no mark may begin to. */
    private static Optional<Violation> ourMark(ChangeContext context) {
        String mark = context.seen().cluster().tags().getOrDefault(Mark.TAG, "");
        if (mark.isEmpty()) {
            return context.expected().mark(context.seen().cluster()).map(ours -> markGone(context, ours));
        }
        return Mark.isOfOperation(mark, context.operation().id())
                ? Optional.empty()
                : Optional.of(new NeedsApproval(
                        ClusterQuestion.MARKED_BY_ANOTHER,
                        "MARKED_BY_ANOTHER",
                        Choices.REPLAN,
                        "Another operation has marked this cluster as its own.",
                        Mark.TAG + "=" + mark,
                        List.of(Commands.tags(
                                context.target(), context.seen().cluster().arn()))));
    }

    /** Accepting holds for one step: whoever takes the mark away again is asked about again. */
    private static Violation markGone(ChangeContext context, String ours) {
        Cluster cluster = context.seen().cluster();
        String step = context.operation().current().map(Step::name).orElse("");
        return new Mendable(
                new Grace(
                        new Retry("the operation's mark to show on " + cluster.id(), SOON),
                        PATIENCE_WITH_MARK,
                        new NeedsApproval(
                                ClusterQuestion.MARK_GONE,
                                "MARK_GONE",
                                Choices.ACCEPT,
                                "Somebody removed this operation's mark from the cluster: others, such as a second"
                                        + " deployment, may have begun to change it.",
                                "no tag " + Mark.TAG + " on " + cluster.arn(),
                                List.of(Commands.tags(context.target(), cluster.arn())),
                                List.of(cluster.resourceId() + " before " + step))),
                "mark the cluster again, then go on as planned",
                () -> Mark.on(
                        cluster,
                        ours,
                        context.gateways().get().rds(),
                        () -> context.gateways()
                                .get()
                                .rds()
                                .clusterOfResource(cluster.resourceId())
                                .filter(c -> !c.tags().containsKey(Mark.TAG))
                                .isPresent()));
    }

    /** H36: instances that came, went or were made anew since the plan. One that came and goes again is waited for. */
    private static Optional<Violation> membersAsExpected(ChangeContext context) {
        if (!context.proposed().disturbs()) {
            return Optional.empty();
        }
        Map<String, ExpectedCluster.Known> expected = context.expected().members();
        Map<String, Instance> seen = context.seen().instances();
        List<String> news = new ArrayList<>();
        expected.forEach((id, known) -> {
            Instance instance = seen.get(id);
            if (instance == null && known.sure() && !known.autoscaled()) {
                news.add(id + " is gone");
            } else if (instance != null
                    && !known.resourceId().isEmpty()
                    && !known.resourceId().equals(instance.resourceId())) {
                news.add(id + " is another instance of the same name (" + instance.resourceId() + ")");
            }
        });
        new TreeMap<>(seen).forEach((id, instance) -> {
            String renamed = instance.pending().getOrDefault("DBInstanceIdentifier", "");
            if (!renamed.isEmpty()) {
                news.add(id + " is to be renamed to " + renamed);
            }
            boolean known =
                    expected.containsKey(id) || id.equals(context.proposed().instance());
            if (!known && !instance.leaves() && !instance.autoscaled()) {
                news.add(id + " is new (" + instance.instanceClass() + ")");
            }
        });
        return drift("MEMBERS_CHANGED", "The cluster's instances are not those of the plan.", news, context)
                .map(ask -> ask);
    }

    /** H36: classes changed by somebody else. */
    private static Optional<Violation> classesAsExpected(ChangeContext context) {
        if (!context.proposed().disturbs()) {
            return Optional.empty();
        }
        List<String> news = new ArrayList<>();
        List<String> formerly = new ArrayList<>();
        context.expected()
                .members()
                .forEach((id, known) -> context.seen()
                        .instance(id)
                        .filter(i -> !known.autoscaled() && !known.classes().contains(i.instanceClass()))
                        .ifPresent(i -> {
                            String is = id + " is " + i.instanceClass() + ", expected ";
                            news.add(is + String.join(" or ", known.classes()));
                            formerly.add(is + known.classes());
                        }));
        return drift("CLASS_CHANGED", "Somebody else changed the class of an instance.", news, context)
                .map(ask -> ask.formerly(String.join("; ", formerly)));
    }

    private static Optional<NeedsApproval> drift(String code, String reason, List<String> news, ChangeContext context) {
        return news.isEmpty()
                ? Optional.empty()
                : Optional.of(new NeedsApproval(
                        ClusterQuestion.MEMBERS_CHANGED,
                        code,
                        Choices.REPLAN_OR_ACCEPT,
                        reason,
                        String.join("; ", news),
                        List.of(
                                Commands.describeCluster(context.target()),
                                Commands.describeInstances(context.target()))));
    }

    private static Optional<Violation> clusterAvailable(ChangeContext context) {
        return Fitness.unavailable(context.target(), context.seen().cluster(), SOON);
    }

    /** H17, H20: while the view doesn't tell who writes, whatever is taken away may be the writer. */
    private static Optional<Violation> oneWriter(ChangeContext context) {
        return context.proposed().disturbs()
                        && !Roles.secondary(context.expected(), context.seen().cluster())
                ? Roles.unclear(context.target(), context.seen().cluster())
                : Optional.empty();
    }

    /** H26, H27, H31: nothing is changed while another instance is not in service. */
    private static List<Violation> othersInService(ChangeContext context) {
        return others(context).stream()
                .filter(i -> context.proposed().disturbs())
                .filter(i -> !(i.autoscaled() && i.leaves()))
                .flatMap(i -> notInService(context, i).stream())
                .toList();
    }

    private static Optional<Violation> notInService(ChangeContext context, Instance other) {
        return down(context, other)
                .or(() -> context.expected().restarts()
                        ? context.seen().whyNotServing(other.id()).map(lacks -> new Retry(lacks, LATER))
                        : ParameterPrecondition.inService(context.target(), context.seen(), other.id(), ""));
    }

    /** An instance that will not serve by itself, or of which nobody knows whether it will. */
    public static Optional<Violation> down(ChangeContext context, Instance other) {
        return switch (other.outlook()) {
            case READY, SERVES, PASSES, LEAVES -> Optional.empty();
            case UNKNOWN ->
                context.seen().serves(other) ? Optional.empty() : Optional.of(Fitness.unknown(context.target(), other));
            case LASTS ->
                Optional.of(Fitness.lasting(new NeedsApproval(
                        ClusterQuestion.MEMBER_STATUS,
                        Subjects.DOWN,
                        Choices.ACCEPT,
                        "Another instance of the cluster is not in service and will not be by itself.",
                        other.id() + " is " + other.status(),
                        List.of(Commands.describeInstance(context.target(), other.id())),
                        Subjects.status(other))));
        };
    }

    /** H16: a reader that is behind answers with old data now, and makes a failover slow. */
    private static Optional<Violation> readersUpToDate(ChangeContext context) {
        boolean promote = context.proposed() instanceof ProposedChange.Promote;
        for (Cluster.Member reader : context.seen().cluster().readers()) {
            String id = reader.instanceId();
            boolean itself = id.equals(context.proposed().instance());
            if (!context.proposed().disturbs() || (itself && !promote)) {
                continue;
            }
            Double lag = context.seen().lagMillis().get(id);
            if (lag == null && promote && itself) {
                return Optional.of(lagging(
                        context.target(),
                        "LAG_UNKNOWN",
                        id,
                        "CloudWatch to tell how far " + id + " is behind",
                        "unknown",
                        List.of()));
            }
            if (lag != null && lag >= LAG_LIMIT_MILLIS) {
                return Optional.of(behind(context.target(), id, lag, id + " to catch up (" + milliseconds(lag) + ")"));
            }
        }
        return Optional.empty();
    }

    /** The objection to a reader that lags. */
    public static Violation behind(Target target, String id, double lag, String condition) {
        return lagging(target, Subjects.LAGGING, id, condition, milliseconds(lag), Subjects.lag(id, lag));
    }

    private static String milliseconds(double lag) {
        return Math.round(lag) + " ms behind, limit " + (int) LAG_LIMIT_MILLIS;
    }

    private static Violation lagging(
            Target target, String code, String id, String condition, String observed, List<String> subjects) {
        return new Grace(
                new Retry(condition, LATER),
                PATIENCE_WITH_LAG,
                new NeedsApproval(
                        ClusterQuestion.REPLICA_LAG,
                        code,
                        Choices.ACCEPT,
                        id + " is not known to be up to date with the writer.",
                        id + ": replica lag " + observed,
                        List.of(Commands.lag(target, id)),
                        subjects));
    }

    /** H31, P4: readers in service never fall below what the plan promised, at any endpoint. */
    private static Optional<Violation> readersKept(ChangeContext context) {
        if (!context.proposed().takesAway()) {
            return Optional.empty();
        }
        List<String> left = new ArrayList<>(context.seen().serving());
        left.remove(context.proposed().instance());
        Set<String> writers = context.seen().cluster().writers();
        List<String> starved = new ArrayList<>();
        for (ReaderEndpoint endpoint : context.seen().endpoints()) {
            int floor = context.expected().floors().getOrDefault(endpoint.name(), 0);
            int readers = endpoint.serving(left, writers);
            if (readers < floor) {
                starved.add(endpoint.name() + " would lead to " + readers + ", planned at least " + floor);
            }
        }
        return starved.isEmpty()
                ? Optional.empty()
                : Optional.of(new NeedsApproval(
                        ClusterQuestion.TOO_FEW_INSTANCES,
                        "TOO_FEW_READERS",
                        Choices.REPLAN_OR_ACCEPT,
                        "Without " + context.proposed().instance() + ", too few readers would be in service.",
                        String.join("; ", starved),
                        List.of(Commands.describeCluster(context.target()))));
    }

    /** Where proxies can't reach an instance, or take it for something else: by {@code proxy/instance}, in words. */
    public static SortedMap<String, String> unhealthy(ObservedCluster seen) {
        return unhealthy(
                seen.proxies(), seen.instances().keySet(), seen.cluster().writers());
    }

    /** As above, of some proxies. */
    public static SortedMap<String, String> unhealthy(List<Proxy> proxies, Set<String> instances, Set<String> writers) {
        SortedMap<String, String> unhealthy = new TreeMap<>();
        for (Proxy proxy : proxies) {
            for (Proxy.Target target : proxy.instances()) {
                boolean writer = writers.contains(target.resource());
                String role = writer ? "READ_WRITE" : "READ_ONLY";
                if (instances.contains(target.resource())
                        && !(target.available()
                                && (target.role().equals(role) || target.role().equals("UNKNOWN")))) {
                    String where = proxy.name() + "/" + target.resource();
                    unhealthy.put(
                            where,
                            where + " is " + target.state() + " as " + target.role()
                                    + (target.reason() == null ? "" : ", " + target.reason()));
                }
            }
        }
        return unhealthy;
    }

    private static List<Instance> others(ChangeContext context) {
        return context.seen().instances().values().stream()
                .filter(i -> !i.id().equals(context.proposed().instance()))
                .sorted(java.util.Comparator.comparing(Instance::id))
                .toList();
    }
}
