package io.rdsmaint.aurora.rolling;

import io.rdsmaint.aurora.cluster.ReaderEndpoint;
import io.rdsmaint.aurora.instancetypechange.NewClass;
import io.rdsmaint.aurora.rolling.RollingOptions.Temporary;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.PlannedStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** A cluster and a wish, in few words, for tests of the planner. The target class is {@link #NEW}. */
public final class Draft {
    public static final String OLD = "db.r6g.large";
    public static final String NEW = "db.r7g.large";
    private static final Set<String> AROUND =
            Set.of("preflight", "mark_cluster", "verify", "unmark_cluster", "warm_up");

    private final List<Member> members = new ArrayList<>();
    private final List<ReaderEndpoint> endpoints = new ArrayList<>(List.of(ReaderEndpoint.ofCluster("demo")));
    private final Set<String> excluded = new HashSet<>();
    private String target = NEW;
    private Temporary temporary = Temporary.AUTO;
    private boolean failback;
    private OptionalInt minReaders = OptionalInt.empty();
    private boolean pauseBeforeFailover;
    private boolean pauseAfterFirst;
    private Duration warmUp = Duration.ofMinutes(5);
    private boolean scaling;
    private OptionalDouble cpu = OptionalDouble.of(20);

    /** A writer {@code w} and readers {@code r1…}, all of the old class. */
    public static Draft nodes(int count) {
        Draft draft = new Draft();
        if (count > 0) {
            draft.writer("w", OLD);
        }
        for (int i = 1; i < count; i++) {
            draft.reader("r" + i, OLD);
        }
        return draft;
    }

    public Draft writer(String id, String instanceClass) {
        members.add(new Member(id, instanceClass, true, "us-east-1a", 1, false, false, false));
        return this;
    }

    public Draft reader(String id, String instanceClass) {
        return reader(id, instanceClass, "us-east-1a", 1);
    }

    public Draft reader(String id, String instanceClass, String zone, int tier) {
        members.add(new Member(id, instanceClass, false, zone, tier, false, false, false));
        return this;
    }

    public Draft autoscaled(String id) {
        members.add(new Member(id, OLD, false, "us-east-1b", 15, true, false, false));
        return this;
    }

    public Draft temporaryThere(boolean writer) {
        members.add(new Member("demo-maint-6789abcd", NEW, writer, "us-east-1a", 15, false, false, true));
        return this;
    }

    public Draft excluding(String... ids) {
        excluded.addAll(List.of(ids));
        return this;
    }

    public Draft staticEndpoint(String id, String... only) {
        endpoints.add(new ReaderEndpoint(ReaderEndpoint.Kind.CUSTOM, id, Set.of(only), Set.of(), false));
        return this;
    }

    public Draft dynamicEndpoint(String id, String... except) {
        endpoints.add(new ReaderEndpoint(ReaderEndpoint.Kind.CUSTOM, id, Set.of(), Set.of(except), false));
        return this;
    }

    public Draft proxy(String id) {
        endpoints.add(ReaderEndpoint.ofProxy(id));
        return this;
    }

    public Draft to(String instanceClass) {
        target = instanceClass;
        return this;
    }

    public Draft temporary(Temporary wish) {
        temporary = wish;
        return this;
    }

    public Draft failback() {
        failback = true;
        return this;
    }

    public Draft minReaders(int readers) {
        minReaders = OptionalInt.of(readers);
        return this;
    }

    public Draft pauseBeforeFailover() {
        pauseBeforeFailover = true;
        return this;
    }

    public Draft pauseAfterFirst() {
        pauseAfterFirst = true;
        return this;
    }

    public Draft noWarmUp() {
        warmUp = Duration.ZERO;
        return this;
    }

    public Draft scaling() {
        scaling = true;
        return this;
    }

    public Draft readersAt(double percent) {
        cpu = OptionalDouble.of(percent);
        return this;
    }

    /** The plan for a change to the class wanted. */
    public RollingPlan plan() {
        return plan(new NewClass(target));
    }

    /** The plan for other work. */
    public RollingPlan plan(MemberChange work) {
        List<Member> all = members.stream()
                .map(m -> new Member(
                        m.id(),
                        m.instanceClass(),
                        m.writer(),
                        m.zone(),
                        m.tier(),
                        m.autoscaled(),
                        excluded.contains(m.id()),
                        m.temporary()))
                .toList();
        return Choreography.arrange(
                new Topology(
                        "demo",
                        all,
                        endpoints,
                        all.stream()
                                .filter(Member::temporary)
                                .findFirst()
                                .map(Member::id)
                                .orElse("demo-maint-6789abcd"),
                        scaling,
                        cpu),
                work,
                new RollingOptions(
                        excluded, temporary, failback, minReaders, pauseBeforeFailover, pauseAfterFirst, warmUp));
    }

    /** The steps that change something in the cluster, by name with the temporary instance as T, in order. */
    public List<String> course() {
        return course(plan());
    }

    /** The same of any plan. */
    public static List<String> course(RollingPlan plan) {
        return plan.steps().stream()
                .filter(s -> !AROUND.contains(s.action()))
                .map(PlannedStep::name)
                .map(n -> n.replace("demo-maint-6789abcd", "T").replace("temporary instance ", ""))
                .toList();
    }

    List<String> codes(Finding.Severity severity) {
        return codes(plan(), severity);
    }

    /** The codes of the findings of a plan. */
    public static List<String> codes(RollingPlan plan, Finding.Severity severity) {
        return plan.findings().stream()
                .filter(f -> f.severity() == severity)
                .map(Finding::code)
                .toList();
    }
}
