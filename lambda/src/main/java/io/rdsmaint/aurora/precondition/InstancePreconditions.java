package io.rdsmaint.aurora.precondition;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.Fitness;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.aurora.cluster.Values;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.ClassSize;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Outlook;
import io.rdsmaint.kit.Acceptances;
import io.rdsmaint.kit.Precondition;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.kit.Violation.NeedsApproval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The conditions on the one instance that a change is about. */
public final class InstancePreconditions {
    /** Of the values that wait on an instance, its class. */
    private static final String CLASS = "DBInstanceClass";

    /** Serverless readers of tiers 0 and 1 do (Aurora guide, Aurora Serverless v2). */
    private static final int LAST_TIER_THAT_SCALES_WITH_WRITER = 1;

    private InstancePreconditions() {}

    static List<Precondition<ChangeContext>> all() {
        return List.of(
                Precondition.of("neverTheWriter", InstancePreconditions::neverTheWriter),
                Precondition.of("neverAutoscaled", InstancePreconditions::neverAutoscaled),
                Precondition.of("nothingElsePending", InstancePreconditions::nothingElsePending),
                new Precondition<>("targetInService", InstancePreconditions::targetInService),
                Precondition.of("largeEnough", InstancePreconditions::largeEnough),
                Precondition.of("proxiesHealthy", InstancePreconditions::proxiesHealthy),
                Precondition.of("oursToDelete", InstancePreconditions::oursToDelete),
                Precondition.of("neverTheLast", InstancePreconditions::neverTheLast));
    }

    /** H20, H22: Aurora would promote a reader of its own choice. */
    private static Optional<Violation> neverTheWriter(ChangeContext context) {
        if (!context.proposed().takesAway() || inPlace(context) || !context.onWriter()) {
            return Optional.empty();
        }
        String never = switch (context.proposed()) {
            case ProposedChange.Delete d -> "deleted: Aurora would promote a reader of its own choice.";
            case ProposedChange.Reboot r -> "rebooted: nobody would write meanwhile.";
            default -> "changed: Aurora would promote a reader of its own choice.";
        };
        return Optional.of(new NeedsApproval(
                ClusterQuestion.WRITER_MOVED,
                "IS_THE_WRITER",
                Choices.REPLAN,
                context.proposed().instance() + " has become the writer, and a writer is never " + never,
                "the writer is " + context.proposed().instance() + ", expected "
                        + String.join(", ", context.expected().writers()),
                List.of(Commands.describeCluster(context.target()), Commands.clusterEvents(context.target()))));
    }

    /** Planned so: a writer that is alone keeps its role, and one that is only rebooted keeps it in any case. */
    private static boolean inPlace(ChangeContext context) {
        return switch (context.proposed()) {
            case ProposedChange.Change change ->
                change.inPlace() && context.seen().cluster().members().size() == 1;
            case ProposedChange.Reboot reboot -> reboot.inPlace();
            default -> false;
        };
    }

    /** H21, H33: what auto scaling made, auto scaling may take away. */
    private static Optional<Violation> neverAutoscaled(ChangeContext context) {
        return context.instance()
                .filter(Instance::autoscaled)
                .map(i -> new NeedsApproval(
                        ClusterQuestion.MEMBERS_CHANGED,
                        "AUTOSCALED",
                        Choices.REPLAN,
                        i.id() + " was made by auto scaling: it is neither changed nor promoted.",
                        Instance.AUTOSCALING_TAG + "=" + i.tags().get(Instance.AUTOSCALING_TAG),
                        List.of(Commands.describeInstance(context.target(), i.id()))));
    }

    /**
     * H23: ApplyImmediately applies whatever else is pending on the instance, too; a reboot may. What is pending on a
     * new writer is applied in its window, or with its next restart: a class takes the writer away then.
     */
    private static Optional<Violation> nothingElsePending(ChangeContext context) {
        boolean applies = switch (context.proposed()) {
            case ProposedChange.Change c -> true;
            case ProposedChange.Reboot r -> true;
            case ProposedChange.Tier t -> true;
            case ProposedChange.Promote p -> true;
            default -> false;
        };
        if (!applies) {
            return Optional.empty();
        }
        return context.instance().flatMap(instance -> {
            Map<String, String> pending = new TreeMap<>(instance.pending());
            if (context.proposed() instanceof ProposedChange.Change change) {
                pending.remove(CLASS, change.to());
            }
            return pending.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new NeedsApproval(
                                    ClusterQuestion.PENDING_VALUES,
                                    Subjects.PENDING,
                                    Choices.ACCEPT,
                                    context.proposed() instanceof ProposedChange.Promote
                                            ? "Changes wait on " + instance.id()
                                                    + ", which is to become the writer: they are applied in its window and may restart it then."
                                            : "Other changes wait on " + instance.id()
                                                    + " and would be applied with this one.",
                                    Values.words(pending),
                                    List.of(Commands.describeInstance(context.target(), instance.id())),
                                    Subjects.pending(instance, pending))
                            .formerly(pending.toString()));
        });
    }

    /** H16, H19: only an instance in service becomes the writer, or is worth changing. */
    private static List<Violation> targetInService(ChangeContext context) {
        return switch (context.proposed()) {
            case ProposedChange.Promote p when context.instance().isEmpty() -> List.of(gone(context, Choices.REPLAN));
            case ProposedChange.Promote p ->
                Stream.concat(
                                unavailable(context).stream(),
                                ParameterPrecondition.inService(context.target(), context.seen(), p.instance(), "")
                                        .stream())
                        .toList();
            case ProposedChange.Change c -> available(context);
            case ProposedChange.Reboot r -> available(context);
            case ProposedChange.Create c -> List.of();
            case ProposedChange.Delete d -> List.of();
            case ProposedChange.Tier t -> List.of();
            case ProposedChange.Mark m -> List.of();
            case ProposedChange.CreateGreen c -> List.of();
            case ProposedChange.SwitchOver s -> List.of();
            case ProposedChange.Retire r -> List.of();
            case ProposedChange.ModifyCluster m -> List.of();
        };
    }

    private static List<Violation> available(ChangeContext context) {
        return context.instance().isEmpty()
                ? List.of(gone(context, Choices.REPLAN_OR_PASS))
                : unavailable(context).stream().toList();
    }

    /** Only {@code available} will do: in any other status AWS refuses, also in those in which the instance serves. */
    private static Optional<Violation> unavailable(ChangeContext context) {
        return context.instance()
                .filter(i -> i.outlook() != Outlook.UNKNOWN || !context.seen().serves(i))
                .flatMap(i -> Fitness.unavailable(context.target(), i));
    }

    /** An instance that is to be changed can be left out, one that is to become the writer can't. */
    private static NeedsApproval gone(ChangeContext context, Choices choices) {
        return new NeedsApproval(
                ClusterQuestion.INSTANCE_GONE,
                "INSTANCE_GONE",
                choices,
                context.proposed().instance() + " is not among the instances of the cluster any more.",
                "no instance " + context.proposed().instance() + " in cluster "
                        + context.target().name(),
                List.of(Commands.describeInstances(context.target())));
    }

    /** H18, H34: the new writer has to carry the load. */
    private static Optional<Violation> largeEnough(ChangeContext context) {
        if (!(context.proposed() instanceof ProposedChange.Promote promote)) {
            return Optional.empty();
        }
        Optional<Instance> target = context.instance();
        Optional<Instance> writer = context.seen().writer().id().flatMap(context.seen()::instance);
        if (target.isEmpty() || writer.isEmpty()) {
            return Optional.empty();
        }
        Instance t = target.get();
        if (t.serverless() && t.promotionTier() > LAST_TIER_THAT_SCALES_WITH_WRITER) {
            return Optional.of(new NeedsApproval(
                    ClusterQuestion.FAILOVER_TARGET,
                    "SERVERLESS_TIER",
                    Choices.ACCEPT,
                    t.id() + " is a serverless reader in tier " + t.promotionTier()
                            + ": it does not scale with the writer and may start out far too small.",
                    "promotion tier " + t.promotionTier() + ", wanted 0 or 1",
                    List.of(Commands.describeInstance(context.target(), t.id()))));
        }
        Optional<ClassSize> size = ClassSize.of(t.instanceClass());
        Optional<ClassSize> now = ClassSize.of(writer.get().instanceClass());
        Optional<ClassSize> wanted = ClassSize.of(promote.targetClass());
        boolean asWanted = t.instanceClass().equals(promote.targetClass());
        boolean asLarge = t.instanceClass().equals(writer.get().instanceClass());
        boolean known = size.isPresent() && now.isPresent();
        boolean enough = known
                && (!size.get().smallerThan(now.get())
                        || wanted.filter(w -> !size.get().smallerThan(w)).isPresent());
        return asWanted || asLarge || enough
                ? Optional.empty()
                : Optional.of(new NeedsApproval(
                        ClusterQuestion.FAILOVER_TARGET,
                        "TOO_SMALL",
                        Choices.REPLAN_OR_ACCEPT,
                        t.id() + " is smaller than the present writer and than what was asked for"
                                + (known ? "." : ", as far as can be told."),
                        t.id() + " is " + t.instanceClass() + ", the writer "
                                + writer.get().instanceClass() + ", asked for " + promote.targetClass(),
                        List.of(Commands.describeInstance(context.target(), t.id()))));
    }

    /** H61: a proxy that can't connect now won't after the failover or switchover. */
    private static Optional<Violation> proxiesHealthy(ChangeContext context) {
        if (!(context.proposed() instanceof ProposedChange.Promote
                || context.proposed() instanceof ProposedChange.SwitchOver)) {
            return Optional.empty();
        }
        Map<String, String> unhealthy = ClusterPreconditions.unhealthy(context.seen());
        return unhealthy.isEmpty()
                ? Optional.empty()
                : Optional.of(ProxyHealth.atRest(
                        context.seen(), unhealthy, proxyAsk(context.target(), context.seen(), unhealthy)));
    }

    /** The question about unhealthy proxies. */
    public static NeedsApproval proxyAsk(Target target, ObservedCluster seen, Map<String, String> unhealthy) {
        return new NeedsApproval(
                ClusterQuestion.PROXY_HEALTH,
                Subjects.PROXY,
                Choices.ACCEPT,
                "A proxy in front of the cluster is not healthy; clients behind it may not survive the change of the writer.",
                String.join("; ", unhealthy.values()),
                Commands.proxies(target, seen.proxies()),
                Subjects.unhealthy(unhealthy.keySet()));
    }

    /** The unhealthy proxies that nobody has accepted, by {@code proxy/instance}, in words; they are waited for. */
    public static Map<String, String> unaccepted(ObservedCluster seen, Operation operation) {
        Map<String, String> unhealthy = new TreeMap<>(ClusterPreconditions.unhealthy(seen));
        unhealthy.keySet().removeAll(Acceptances.of(operation).of(Subjects.PROXY));
        return unhealthy;
    }

    /** H15, H20: only what this operation made, by its tag and by the resource id that it wrote down. */
    private static Optional<Violation> oursToDelete(ChangeContext context) {
        if (!(context.proposed() instanceof ProposedChange.Delete delete)
                || context.instance().isEmpty()) {
            return Optional.empty();
        }
        Instance instance = context.instance().get();
        boolean tagged = Ownership.tagged(instance, context.operation().id());
        String recorded = delete.recorded();
        if (tagged && recorded.equals(instance.resourceId())) {
            return Optional.empty();
        }
        return Optional.of(new NeedsApproval(
                ClusterQuestion.NOT_OURS,
                "NOT_OURS",
                tagged && recorded.isEmpty() ? Choices.ACCEPT : Choices.LOOK_AGAIN,
                instance.id() + " is not known to be this operation's temporary instance: it is not deleted.",
                (tagged ? "it has" : "it lacks") + " the tag " + Ownership.TAG + "="
                        + context.operation().id() + "; its resource id is " + instance.resourceId()
                        + ", written down is "
                        + (recorded.isEmpty() ? "none" : recorded),
                List.of(Commands.describeInstance(context.target(), instance.id()))));
    }

    private static Optional<Violation> neverTheLast(ChangeContext context) {
        boolean last = context.proposed() instanceof ProposedChange.Delete
                && context.seen().instances().values().stream()
                                .filter(i -> i.outlook().serves())
                                .filter(i -> !i.id().equals(context.proposed().instance()))
                                .count()
                        == 0;
        return last
                ? Optional.of(new NeedsApproval(
                        ClusterQuestion.TOO_FEW_INSTANCES,
                        "LAST_INSTANCE",
                        Choices.REPLAN,
                        context.proposed().instance()
                                + " is the last usable instance of the cluster: it is not deleted.",
                        "instances: "
                                + String.join(", ", new TreeMap<>(context.seen().instances()).keySet()),
                        List.of(Commands.describeInstances(context.target()))))
                : Optional.empty();
    }
}
