package io.rdsmaint.steps;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.Cluster;
import io.rdsmaint.rds.Instance;
import io.rdsmaint.rds.Proxy;
import io.rdsmaint.steps.Objection.Ask;
import io.rdsmaint.steps.Objection.Lingering;
import io.rdsmaint.steps.Objection.Mendable;
import io.rdsmaint.steps.Objection.NotYet;
import io.rdsmaint.steps.bluegreen.UpgradeGuards;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The conditions that hold for every change of a cluster's instances, in the order in which they are judged. */
public final class Guards {
    /** H16: readers that are further behind are not up to date. */
    static final double LAG_LIMIT_MILLIS = 1_000;

    private static final Duration PATIENCE_WITH_LAG = Duration.ofMinutes(15);

    /** A describe may show the tags of a moment ago. */
    private static final Duration PATIENCE_WITH_MARK = Duration.ofMinutes(1);

    private static final long SOON = 15;
    private static final long LATER = 30;

    private Guards() {}

    /** All of them. */
    public static List<Guard> all() {
        List<Guard> all = new ArrayList<>(List.of(
                Guard.of("theSameAccountAndCluster", Guards::theSameAccountAndCluster),
                Guard.of("ourMark", Guards::ourMark),
                Guard.of("membersAsExpected", Guards::membersAsExpected),
                Guard.of("classesAsExpected", Guards::classesAsExpected),
                Guard.of("clusterAvailable", Guards::clusterAvailable),
                Guard.of("oneWriter", Guards::oneWriter),
                new Guard("othersInService", Guards::othersInService),
                Guard.of("readersUpToDate", Guards::readersUpToDate),
                Guard.of("readersKept", Guards::readersKept)));
        all.addAll(InstanceGuards.all());
        all.add(AlarmGuard.quiet());
        all.addAll(UpgradeGuards.all());
        all.addAll(ClusterGuards.all());
        all.add(KeyGuard.keyReachable());
        return List.copyOf(all);
    }

    /** H72: credentials decide the account, and a name can be given to another cluster. */
    private static Optional<Objection> theSameAccountAndCluster(Scene scene) {
        Target target = scene.target();
        Cluster cluster = scene.seen().cluster();
        boolean same = scene.seen().account().equals(target.account())
                && scene.expected().clusterResourceIds().contains(cluster.resourceId());
        return same
                ? Optional.empty()
                : Optional.of(new Ask(
                        "OTHER_CLUSTER",
                        true,
                        false,
                        "This is not the cluster that the operation was started for.",
                        "now account " + scene.seen().account() + ", " + cluster.resourceId() + "; expected account "
                                + target.account() + ", "
                                + String.join(" or ", scene.expected().clusterResourceIds()),
                        List.of(Commands.describeCluster(target))));
    }

    /** H70: another deployment may work on the same cluster, and one that finds no mark may begin to. */
    private static Optional<Objection> ourMark(Scene scene) {
        String mark = scene.seen().cluster().tags().getOrDefault(MarkCluster.TAG, "");
        if (mark.isEmpty()) {
            return MarkCluster.expected(scene.operation(), scene.seen().cluster())
                    .map(ours -> markGone(scene, ours));
        }
        return mark.endsWith("/" + scene.operation().id())
                ? Optional.empty()
                : Optional.of(new Ask(
                        "MARKED_BY_ANOTHER",
                        true,
                        false,
                        "Another operation has marked this cluster as its own.",
                        MarkCluster.TAG + "=" + mark,
                        List.of(Commands.tags(
                                scene.target(), scene.seen().cluster().arn()))));
    }

    /** Accepting holds for one step: whoever takes the mark away again is asked about again. */
    private static Objection markGone(Scene scene, String ours) {
        Cluster cluster = scene.seen().cluster();
        String step = scene.operation().current().map(Step::name).orElse("");
        return new Mendable(
                new Lingering(
                        new NotYet("the operation's mark to show on " + cluster.id(), SOON),
                        PATIENCE_WITH_MARK,
                        new Ask(
                                "MARK_GONE",
                                false,
                                true,
                                "Somebody removed this operation's mark from the cluster: others, such as a second"
                                        + " deployment, may have begun to change it.",
                                "no tag " + MarkCluster.TAG + " on " + cluster.arn(),
                                List.of(Commands.tags(scene.target(), cluster.arn())),
                                List.of(cluster.resourceId() + " before " + step))),
                "mark the cluster again, then go on as planned",
                world -> MarkCluster.mark(
                        world,
                        cluster,
                        ours,
                        () -> world.rds()
                                .clusterOfResource(cluster.resourceId())
                                .filter(c -> !c.tags().containsKey(MarkCluster.TAG))
                                .isPresent()));
    }

    /** H36: instances that came, went or were made anew since the plan. One that came and goes again is waited for. */
    private static Optional<Objection> membersAsExpected(Scene scene) {
        if (!scene.act().disturbs()) {
            return Optional.empty();
        }
        Map<String, Expectation.Known> expected = scene.expected().members();
        Map<String, Instance> seen = scene.seen().instances();
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
            boolean known = expected.containsKey(id) || id.equals(scene.act().instance());
            if (!known && !instance.leaves() && !instance.autoscaled()) {
                news.add(id + " is new (" + instance.instanceClass() + ")");
            }
        });
        return drift("MEMBERS_CHANGED", "The cluster's instances are not those of the plan.", news, scene);
    }

    /** H36: classes changed by somebody else. */
    private static Optional<Objection> classesAsExpected(Scene scene) {
        if (!scene.act().disturbs()) {
            return Optional.empty();
        }
        List<String> news = new ArrayList<>();
        scene.expected()
                .members()
                .forEach((id, known) -> scene.seen()
                        .instance(id)
                        .filter(i -> !known.autoscaled() && !known.classes().contains(i.instanceClass()))
                        .ifPresent(i -> news.add(id + " is " + i.instanceClass() + ", expected " + known.classes())));
        return drift("CLASS_CHANGED", "Somebody else changed the class of an instance.", news, scene);
    }

    private static Optional<Objection> drift(String code, String reason, List<String> news, Scene scene) {
        return news.isEmpty()
                ? Optional.empty()
                : Optional.of(new Ask(
                        code,
                        true,
                        true,
                        reason,
                        String.join("; ", news),
                        List.of(Commands.describeCluster(scene.target()), Commands.describeInstances(scene.target()))));
    }

    private static Optional<Objection> clusterAvailable(Scene scene) {
        return Fitness.unavailable(scene.target(), scene.seen().cluster(), SOON);
    }

    /** H17, H20: while the view doesn't tell who writes, whatever is taken away may be the writer. */
    private static Optional<Objection> oneWriter(Scene scene) {
        return scene.act().disturbs()
                        && !Roles.secondary(scene.expected(), scene.seen().cluster())
                ? Roles.unclear(scene.target(), scene.seen().cluster())
                : Optional.empty();
    }

    /** H26, H27, H31: nothing is changed while another instance is not in service. */
    private static List<Objection> othersInService(Scene scene) {
        return others(scene).stream()
                .filter(i -> scene.act().disturbs())
                .filter(i -> !(i.autoscaled() && i.leaves()))
                .flatMap(i -> notInService(scene, i).stream())
                .toList();
    }

    private static Optional<Objection> notInService(Scene scene, Instance other) {
        return down(scene, other)
                .or(() -> restarts(scene.operation())
                        ? scene.seen().whyNotServing(other.id()).map(lacks -> new NotYet(lacks, LATER))
                        : ParameterGuard.inService(scene.target(), scene.seen(), other.id(), ""));
    }

    /** Instances that wait for a restart are what such an operation is there for. */
    private static boolean restarts(Operation operation) {
        return operation.steps().stream().anyMatch(s -> s.planned().action().equals(RebootInstance.ACTION));
    }

    /** An instance that will not serve by itself, or of which nobody knows whether it will. */
    static Optional<Objection> down(Scene scene, Instance other) {
        return switch (other.outlook()) {
            case READY, SERVES, PASSES, LEAVES -> Optional.empty();
            case UNKNOWN ->
                scene.seen().serves(other) ? Optional.empty() : Optional.of(Fitness.unknown(scene.target(), other));
            case LASTS ->
                Optional.of(Fitness.lasting(new Ask(
                        Subjects.DOWN,
                        false,
                        true,
                        "Another instance of the cluster is not in service and will not be by itself.",
                        other.id() + " is " + other.status(),
                        List.of(Commands.describeInstance(scene.target(), other.id())),
                        Subjects.status(other))));
        };
    }

    /** H16: a reader that is behind answers with old data now, and makes a failover slow. */
    private static Optional<Objection> readersUpToDate(Scene scene) {
        boolean promote = scene.act() instanceof Act.Promote;
        for (Cluster.Member reader : scene.seen().cluster().readers()) {
            String id = reader.instanceId();
            boolean itself = id.equals(scene.act().instance());
            if (!scene.act().disturbs() || (itself && !promote)) {
                continue;
            }
            Double lag = scene.seen().lagMillis().get(id);
            if (lag == null && promote && itself) {
                return Optional.of(lagging(
                        scene.target(),
                        "LAG_UNKNOWN",
                        id,
                        "CloudWatch to tell how far " + id + " is behind",
                        "unknown",
                        List.of()));
            }
            if (lag != null && lag >= LAG_LIMIT_MILLIS) {
                return Optional.of(behind(scene.target(), id, lag, id + " to catch up (" + milliseconds(lag) + ")"));
            }
        }
        return Optional.empty();
    }

    /** The objection to a reader that lags. */
    static Objection behind(Target target, String id, double lag, String condition) {
        return lagging(target, Subjects.LAGGING, id, condition, milliseconds(lag), Subjects.lag(id, lag));
    }

    private static String milliseconds(double lag) {
        return Math.round(lag) + " ms behind, limit " + (int) LAG_LIMIT_MILLIS;
    }

    private static Objection lagging(
            Target target, String code, String id, String condition, String observed, List<String> subjects) {
        return new Lingering(
                new NotYet(condition, LATER),
                PATIENCE_WITH_LAG,
                new Ask(
                        code,
                        false,
                        true,
                        id + " is not known to be up to date with the writer.",
                        id + ": replica lag " + observed,
                        List.of(Commands.lag(target, id)),
                        subjects));
    }

    /** H31, P4: readers in service never fall below what the plan promised, at any endpoint. */
    private static Optional<Objection> readersKept(Scene scene) {
        if (!scene.act().takesAway()) {
            return Optional.empty();
        }
        List<String> left = new ArrayList<>(scene.seen().serving());
        left.remove(scene.act().instance());
        Set<String> writers = scene.seen().cluster().writers();
        List<String> starved = new ArrayList<>();
        for (ReaderEndpoint endpoint : scene.seen().endpoints()) {
            int floor = scene.expected().floors().getOrDefault(endpoint.name(), 0);
            int readers = endpoint.serving(left, writers);
            if (readers < floor) {
                starved.add(endpoint.name() + " would lead to " + readers + ", planned at least " + floor);
            }
        }
        return starved.isEmpty()
                ? Optional.empty()
                : Optional.of(new Ask(
                        "TOO_FEW_READERS",
                        true,
                        true,
                        "Without " + scene.act().instance() + ", too few readers would be in service.",
                        String.join("; ", starved),
                        List.of(Commands.describeCluster(scene.target()))));
    }

    /** Where proxies can't reach an instance, or take it for something else: by {@code proxy/instance}, in words. */
    public static SortedMap<String, String> unhealthy(Sighting seen) {
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

    private static List<Instance> others(Scene scene) {
        return scene.seen().instances().values().stream()
                .filter(i -> !i.id().equals(scene.act().instance()))
                .sorted(java.util.Comparator.comparing(Instance::id))
                .toList();
    }
}
