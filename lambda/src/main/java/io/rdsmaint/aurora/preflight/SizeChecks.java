package io.rdsmaint.aurora.preflight;

import io.rdsmaint.gateway.cloudwatch.InstanceLoad;
import io.rdsmaint.gateway.rds.ClassSize;
import io.rdsmaint.gateway.rds.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Is the class big enough for the work? */
final class SizeChecks {
    /** Percent of an hour's average, which hides minutes at 100; chosen. */
    private static final double CPU_LIMIT = 90;

    /** About 2 GiB (Aurora guide, Aurora Serverless v2 capacity). */
    private static final double GIB_PER_ACU = 2;

    private SizeChecks() {}

    static List<Check<Look>> all() {
        return List.of(
                new Check<>("smaller-class", SizeChecks::smaller),
                new Check<>("class-size-unknown", SizeChecks::unknown),
                new Check<>("failover-target-size", SizeChecks::failoverTarget),
                new Check<>("serverless-load", SizeChecks::fromServerless),
                new Check<>("optimized-reads", SizeChecks::optimizedReads),
                new Check<>("burstable-class", SizeChecks::burstable),
                new Check<>("reserved-instances", SizeChecks::reserved));
    }

    private static void smaller(Look look, Found found) {
        Set<String> shrinking = new TreeSet<>();
        List<String> full = new ArrayList<>();
        for (ChangeScope.ClassChange change : look.scope().changes()) {
            Optional<ClassSize> from = ClassSize.of(change.from());
            Optional<ClassSize> to = ClassSize.of(change.to());
            if (from.isEmpty() || to.isEmpty() || !to.get().smallerThan(from.get())) {
                continue;
            }
            shrinking.add("from " + from.get().describe() + " to " + to.get().describe());
            Double peak = look.seen().load(change.instanceId()).peakCpuPercent();
            double expected =
                    peak == null ? 0 : peak * from.get().vcpus() / to.get().vcpus();
            if (expected > CPU_LIMIT) {
                full.add("%s's highest hourly CPU of 14 days, %.0f %%, would be %.0f %%"
                        .formatted(change.instanceId(), peak, expected));
            }
        }
        String sizes = "instances shrink " + String.join(", ", shrinking) + "; local temporary storage shrinks, too";
        if (!full.isEmpty()) {
            found.ask(
                    "%s. %s; the limit is %.0f %%".formatted(sizes, String.join(", ", full), CPU_LIMIT),
                    "choose a bigger class, or change a reader first and watch it: pause_after_first");
        } else if (!shrinking.isEmpty()) {
            found.warn(sizes, "change one reader first and watch it: pause_after_first");
        }
    }

    private static void unknown(Look look, Found found) {
        Set<String> unknown = new TreeSet<>();
        for (ChangeScope.ClassChange change : look.scope().changes()) {
            for (String name : List.of(change.from(), change.to())) {
                if (!name.equals(Instance.SERVERLESS) && ClassSize.of(name).isEmpty()) {
                    unknown.add(name);
                }
            }
        }
        if (!unknown.isEmpty()) {
            found.ask(
                    "the size of class %s can't be told from its name, so nothing here says whether it is big enough"
                            .formatted(String.join(", ", unknown)),
                    "compare vCPUs and memory yourself: aws ec2 describe-instance-types --instance-types "
                            + unknown.stream()
                                    .map(n -> n.replaceFirst("^db\\.", ""))
                                    .reduce((a, b) -> a + " " + b)
                                    .orElseThrow()
                            + " --query 'InstanceTypes[].[InstanceType,VCpuInfo.DefaultVCpus,MemoryInfo.SizeInMiB]'");
        }
    }

    private static void failoverTarget(Look look, Found found) {
        Optional<ClassSize> present = look.seen().writerInstance().flatMap(w -> ClassSize.of(w.instanceClass()));
        if (present.isEmpty()) {
            return;
        }
        for (String id : look.scope().failoverTargets()) {
            Optional<ClassSize> then = classOf(look, id).flatMap(ClassSize::of);
            boolean belowAll = then.isPresent()
                    && then.get().smallerThan(present.get())
                    && look.scope().targetClasses().stream()
                            .flatMap(c -> ClassSize.of(c).stream())
                            .allMatch(c -> then.get().smallerThan(c));
            if (belowAll) {
                found.refuse(
                        ("%s would become writer as %s, smaller than the present writer's %s and than the"
                                        + " class asked for (%s)")
                                .formatted(
                                        id,
                                        then.get().describe(),
                                        present.get().describe(),
                                        Look.names(look.scope().targetClasses())),
                        "don't exclude it, so that it is changed before it becomes writer");
            }
        }
    }

    private static Optional<String> classOf(Look look, String id) {
        ChangeScope.Temporary temporary = look.scope().temporary();
        return temporary != null && temporary.id().equals(id)
                ? Optional.of(temporary.instanceClass())
                : look.seen().instance(id).map(look::classAfter);
    }

    private static void fromServerless(Look look, Found found) {
        for (ChangeScope.ClassChange change : look.scope().changes()) {
            InstanceLoad load = look.seen().load(change.instanceId());
            Double capacity = load.serverlessCapacity();
            Optional<ClassSize> to = ClassSize.of(change.to());
            if (!change.from().equals(Instance.SERVERLESS) || to.isEmpty()) {
                continue;
            }
            if (capacity == null) {
                found.ask(
                        "CloudWatch doesn't tell the capacity that serverless instance %s uses; %s must hold it"
                                .formatted(change.instanceId(), to.get().describe()),
                        "look at ServerlessDatabaseCapacity of the last days, 1 ACU being about 2 GiB");
            } else if (capacity * GIB_PER_ACU > to.get().memoryGib()) {
                found.ask(
                        "serverless instance %s uses %s ACU, about %.0f GiB, now; %s holds less"
                                .formatted(
                                        change.instanceId(),
                                        capacity,
                                        capacity * GIB_PER_ACU,
                                        to.get().describe()),
                        "choose a class with at least %.0f GiB".formatted(capacity * GIB_PER_ACU));
            }
        }
    }

    private static void optimizedReads(Look look, Found found) {
        List<String> losing = look.scope().changes().stream()
                .filter(c -> local(c.from()) && !local(c.to()))
                .map(c -> "%s (%s to %s)".formatted(c.instanceId(), c.from(), c.to()))
                .toList();
        if (!losing.isEmpty()) {
            boolean tiered = look.cluster().features().storageType().equals("aurora-iopt1");
            found.ask(
                    "local NVMe storage is lost by %s: Optimized Reads end (temporary objects%s)"
                            .formatted(String.join(", ", losing), tiered ? " and the tiered cache" : ""),
                    "choose a class whose family ends in d, or make sure by SQL that the working set fits into memory");
        }
    }

    private static boolean local(String instanceClass) {
        return ClassSize.of(instanceClass).map(ClassSize::localStorage).orElse(false);
    }

    private static void burstable(Look look, Found found) {
        Set<String> names = new TreeSet<>();
        for (ChangeScope.ClassChange change : look.scope().changes()) {
            boolean was = ClassSize.of(change.from()).map(ClassSize::burstable).orElse(false);
            boolean becomes =
                    ClassSize.of(change.to()).map(ClassSize::burstable).orElse(false);
            if (becomes && !was) {
                names.add(change.to());
            }
        }
        if (!names.isEmpty()) {
            found.ask(
                    "class %s works on CPU credits: it may use a fraction of its vCPUs for long, and more costs extra"
                            .formatted(String.join(", ", names)),
                    "choose a class without credits (db.r…) for anything but tests, or watch CPUCreditBalance and"
                            + " CPUSurplusCreditsCharged");
        }
    }

    private static void reserved(Look look, Found found) {
        for (ChangeScope.ClassChange change : look.scope().changes()) {
            String from = family(change.from());
            String to = family(change.to());
            if (!from.equals(to) && !from.equals("serverless")) {
                found.warn(
                        "the class family changes from %s to %s; a reservation covers one family".formatted(from, to),
                        "see what is reserved: "
                                + look.rds("describe-reserved-db-instances --query"
                                        + " \"ReservedDBInstances[?State=='active'].DBInstanceClass\""));
                return;
            }
        }
    }

    private static String family(String instanceClass) {
        String[] parts = instanceClass.split("\\.", -1);
        return parts.length > 1 ? parts[1] : instanceClass;
    }
}
