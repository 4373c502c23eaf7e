package io.rdsmaint.steps;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.ClassSize;
import io.rdsmaint.rds.Instance;
import io.rdsmaint.rds.Outlook;
import io.rdsmaint.steps.Objection.Ask;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The conditions on the one instance that a change is about. */
final class InstanceGuards {
    /** Of the values that wait on an instance, its class. */
    private static final String CLASS = "DBInstanceClass";

    private static final int LAST_TIER_THAT_SCALES_WITH_WRITER = 1;

    private InstanceGuards() {}

    static List<Guard> all() {
        return List.of(
                Guard.of("neverTheWriter", InstanceGuards::neverTheWriter),
                Guard.of("neverAutoscaled", InstanceGuards::neverAutoscaled),
                Guard.of("nothingElsePending", InstanceGuards::nothingElsePending),
                new Guard("targetInService", InstanceGuards::targetInService),
                Guard.of("largeEnough", InstanceGuards::largeEnough),
                Guard.of("proxiesHealthy", InstanceGuards::proxiesHealthy),
                Guard.of("oursToDelete", InstanceGuards::oursToDelete),
                Guard.of("neverTheLast", InstanceGuards::neverTheLast));
    }

    /** H20, H22: Aurora would promote a reader of its own choice. */
    private static Optional<Objection> neverTheWriter(Scene scene) {
        if (!scene.act().takesAway() || inPlace(scene) || !scene.onWriter()) {
            return Optional.empty();
        }
        String never = switch (scene.act()) {
            case Act.Delete d -> "deleted: Aurora would promote a reader of its own choice.";
            case Act.Reboot r -> "rebooted: nobody would write meanwhile.";
            default -> "changed: Aurora would promote a reader of its own choice.";
        };
        return Optional.of(new Ask(
                "IS_THE_WRITER",
                true,
                false,
                scene.act().instance() + " has become the writer, and a writer is never " + never,
                "the writer is " + scene.act().instance() + ", expected "
                        + scene.expected().writers(),
                List.of(Commands.describeCluster(scene.target()), Commands.clusterEvents(scene.target()))));
    }

    /** Planned so: a writer that is alone keeps its role, and one that is only rebooted keeps it in any case. */
    private static boolean inPlace(Scene scene) {
        return switch (scene.act()) {
            case Act.Change change ->
                change.inPlace() && scene.seen().cluster().members().size() == 1;
            case Act.Reboot reboot -> reboot.inPlace();
            default -> false;
        };
    }

    /** H21, H33: what auto scaling made, auto scaling may take away. */
    private static Optional<Objection> neverAutoscaled(Scene scene) {
        return scene.instance()
                .filter(Instance::autoscaled)
                .map(i -> new Ask(
                        "AUTOSCALED",
                        true,
                        false,
                        i.id() + " was made by auto scaling: it is neither changed nor promoted.",
                        Instance.AUTOSCALING_TAG + "=" + i.tags().get(Instance.AUTOSCALING_TAG),
                        List.of(Commands.describeInstance(scene.target(), i.id()))));
    }

    /**
     * H23: ApplyImmediately applies whatever else is pending on the instance, too; a reboot may. What is pending on a
     * new writer is applied in its window, or with its next restart: a class takes the writer away then.
     */
    private static Optional<Objection> nothingElsePending(Scene scene) {
        boolean applies = switch (scene.act()) {
            case Act.Change c -> true;
            case Act.Reboot r -> true;
            case Act.Tier t -> true;
            case Act.Promote p -> true;
            default -> false;
        };
        if (!applies) {
            return Optional.empty();
        }
        return scene.instance().flatMap(instance -> {
            Map<String, String> pending = new TreeMap<>(instance.pending());
            if (scene.act() instanceof Act.Change change) {
                pending.remove(CLASS, change.to());
            }
            return pending.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Ask(
                            Subjects.PENDING,
                            false,
                            true,
                            scene.act() instanceof Act.Promote
                                    ? "Changes wait on " + instance.id()
                                            + ", which is to become the writer: they are applied in its window and may restart it then."
                                    : "Other changes wait on " + instance.id() + " and would be applied with this one.",
                            pending.toString(),
                            List.of(Commands.describeInstance(scene.target(), instance.id())),
                            Subjects.pending(instance, pending)));
        });
    }

    /** H16, H19: only an instance in service becomes the writer, or is worth changing. */
    private static List<Objection> targetInService(Scene scene) {
        return switch (scene.act()) {
            case Act.Promote p when scene.instance().isEmpty() -> List.of(gone(scene, false));
            case Act.Promote p ->
                Stream.concat(
                                unavailable(scene).stream(),
                                ParameterGuard.inService(scene.target(), scene.seen(), p.instance(), "").stream())
                        .toList();
            case Act.Change c -> available(scene);
            case Act.Reboot r -> available(scene);
            case Act.Create c -> List.of();
            case Act.Delete d -> List.of();
            case Act.Tier t -> List.of();
            case Act.Mark m -> List.of();
            case Act.CreateGreen c -> List.of();
            case Act.SwitchOver s -> List.of();
            case Act.Retire r -> List.of();
            case Act.ModifyCluster m -> List.of();
        };
    }

    private static List<Objection> available(Scene scene) {
        return scene.instance().isEmpty()
                ? List.of(gone(scene, true))
                : unavailable(scene).stream().toList();
    }

    /** Only {@code available} will do: in any other status AWS refuses, also in those in which the instance serves. */
    private static Optional<Objection> unavailable(Scene scene) {
        return scene.instance()
                .filter(i -> i.outlook() != Outlook.UNKNOWN || !scene.seen().serves(i))
                .flatMap(i -> Fitness.unavailable(scene.target(), i));
    }

    /** An instance that is to be changed can be left out, one that is to become the writer can't. */
    private static Ask gone(Scene scene, boolean acceptable) {
        return new Ask(
                "INSTANCE_GONE",
                true,
                acceptable,
                scene.act().instance() + " is not among the instances of the cluster any more.",
                "no instance " + scene.act().instance() + " in cluster "
                        + scene.target().name(),
                List.of(Commands.describeInstances(scene.target())));
    }

    /** H18, H34: the new writer has to carry the load. */
    private static Optional<Objection> largeEnough(Scene scene) {
        if (!(scene.act() instanceof Act.Promote promote)) {
            return Optional.empty();
        }
        Optional<Instance> target = scene.instance();
        Optional<Instance> writer = scene.seen().writer().id().flatMap(scene.seen()::instance);
        if (target.isEmpty() || writer.isEmpty()) {
            return Optional.empty();
        }
        Instance t = target.get();
        if (t.serverless() && t.promotionTier() > LAST_TIER_THAT_SCALES_WITH_WRITER) {
            return Optional.of(new Ask(
                    "SERVERLESS_TIER",
                    false,
                    true,
                    t.id() + " is a serverless reader in tier " + t.promotionTier()
                            + ": it does not scale with the writer and may start out far too small.",
                    "promotion tier " + t.promotionTier() + ", wanted 0 or 1",
                    List.of(Commands.describeInstance(scene.target(), t.id()))));
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
                : Optional.of(new Ask(
                        "TOO_SMALL",
                        true,
                        true,
                        t.id() + " is smaller than the present writer and than what was asked for"
                                + (known ? "." : ", as far as can be told."),
                        t.id() + " is " + t.instanceClass() + ", the writer "
                                + writer.get().instanceClass() + ", asked for " + promote.targetClass(),
                        List.of(Commands.describeInstance(scene.target(), t.id()))));
    }

    /** H61: a proxy that can't connect now won't after the failover or switchover. */
    private static Optional<Objection> proxiesHealthy(Scene scene) {
        if (!(scene.act() instanceof Act.Promote || scene.act() instanceof Act.SwitchOver)) {
            return Optional.empty();
        }
        Map<String, String> unhealthy = Guards.unhealthy(scene.seen());
        return unhealthy.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ProxyHealth.atRest(scene.seen(), unhealthy, proxyAsk(scene.target(), scene.seen(), unhealthy)));
    }

    /** The question about unhealthy proxies. */
    static Ask proxyAsk(Target target, Sighting seen, Map<String, String> unhealthy) {
        return new Ask(
                Subjects.PROXY,
                false,
                true,
                "A proxy in front of the cluster is not healthy; clients behind it may not survive the change of the writer.",
                String.join("; ", unhealthy.values()),
                Commands.proxies(target, seen.proxies()),
                Subjects.unhealthy(unhealthy.keySet()));
    }

    /** The unhealthy proxies that nobody has accepted, by {@code proxy/instance}, in words; they are waited for. */
    static Map<String, String> unaccepted(Sighting seen, Operation operation) {
        Map<String, String> unhealthy = new TreeMap<>(Guards.unhealthy(seen));
        unhealthy.keySet().removeAll(Acceptances.of(operation).of(Subjects.PROXY));
        return unhealthy;
    }

    /** H15, H20: only what this operation made, by its tag and by the resource id that it wrote down. */
    private static Optional<Objection> oursToDelete(Scene scene) {
        if (!(scene.act() instanceof Act.Delete) || scene.instance().isEmpty()) {
            return Optional.empty();
        }
        Instance instance = scene.instance().get();
        boolean tagged = Ownership.tagged(instance, scene.operation().id());
        String recorded = Ownership.resourceId(scene.operation(), instance.id());
        if (tagged && recorded.equals(instance.resourceId())) {
            return Optional.empty();
        }
        return Optional.of(new Ask(
                "NOT_OURS",
                false,
                tagged && recorded.isEmpty(),
                instance.id() + " is not known to be this operation's temporary instance: it is not deleted.",
                (tagged ? "it has" : "it lacks") + " the tag " + Ownership.TAG + "="
                        + scene.operation().id() + "; its resource id is " + instance.resourceId()
                        + ", written down is "
                        + (recorded.isEmpty() ? "none" : recorded),
                List.of(Commands.describeInstance(scene.target(), instance.id()))));
    }

    private static Optional<Objection> neverTheLast(Scene scene) {
        boolean last = scene.act() instanceof Act.Delete
                && scene.seen().instances().values().stream()
                                .filter(i -> i.outlook().serves())
                                .filter(i -> !i.id().equals(scene.act().instance()))
                                .count()
                        == 0;
        return last
                ? Optional.of(new Ask(
                        "LAST_INSTANCE",
                        true,
                        false,
                        scene.act().instance() + " is the last usable instance of the cluster: it is not deleted.",
                        "instances: " + new TreeMap<>(scene.seen().instances()).keySet(),
                        List.of(Commands.describeInstances(scene.target()))))
                : Optional.empty();
    }
}
