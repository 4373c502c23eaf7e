package io.rdsmaint.aurora.preflight;

import io.rdsmaint.gateway.rds.ClassSize;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Parameter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Do values that were set for the old class fit the new one? */
final class ParameterChecks {
    private static final double GIB = 1L << 30;

    /**
     * DBInstanceClassMemory is less than the class has, AWS doesn't say how much (Aurora guide, formulas); estimated.
     */
    private static final double USABLE = 0.93;

    /** Share of DBInstanceClassMemory: the default formulas take three quarters; chosen. */
    private static final double CACHE_LIMIT = 0.8;

    /** Share of the new limit that a peak may reach unsaid; chosen. */
    private static final double CONNECTIONS_NEAR = 0.8;

    /** About 2 GiB (Aurora guide, Aurora Serverless v2 capacity). */
    private static final double GIB_PER_ACU = 2;

    /** As much as r classes have with 2 GiB; AWS says only "corresponding CPU"; estimated. */
    private static final double VCPU_PER_ACU = 0.25;

    /** Bytes: the unit of shared_buffers (PostgreSQL documentation, block_size). */
    private static final long BLOCK = 8192;

    /** Source: the default parameter groups of Aurora PostgreSQL and Aurora MySQL. */
    private static final String POSTGRES_CONNECTIONS = "LEAST({DBInstanceClassMemory/9531392},5000)";

    private static final String MYSQL_CONNECTIONS =
            "GREATEST({log(DBInstanceClassMemory/805306368)*45},{log(DBInstanceClassMemory/8187281408)*1000})";

    private ParameterChecks() {}

    static List<Check<Look>> all() {
        return List.of(
                new Check<>("cache-size", ParameterChecks::cache),
                new Check<>("fixed-max-connections", ParameterChecks::fixedConnections),
                new Check<>("peak-connections", ParameterChecks::peakConnections));
    }

    /** Memory and vCPUs that formulas see on a class. */
    private record Size(double bytes, double vcpus) {}

    private static void cache(Look look, Found found) {
        boolean postgres = look.cluster().engine().postgres();
        String name = postgres ? "shared_buffers" : "innodb_buffer_pool_size";
        Set<String> told = new HashSet<>();
        for (Instance instance : look.restarted()) {
            Parameter parameter = effective(look, instance, name);
            String to = look.classAfter(instance);
            Size size = size(look, to);
            if (parameter == null || size == null || !told.add(group(instance) + to)) {
                continue;
            }
            OptionalDouble value = Formula.value(parameter.value(), size.bytes(), size.vcpus());
            if (value.isEmpty()) {
                continue;
            }
            double bytes = value.getAsDouble() * (postgres ? BLOCK : 1);
            String observed = "%s=%s in group %s of %s is %.1f GiB; class %s has %.1f GiB"
                    .formatted(
                            name,
                            parameter.value(),
                            group(instance),
                            instance.id(),
                            bytes / GIB,
                            to,
                            size.bytes() / USABLE / GIB);
            if (bytes > CACHE_LIMIT * size.bytes() / USABLE) {
                found.refuse(
                        observed
                                + (", and at most %.0f %% can be cache: the instance would end in"
                                                + " incompatible-parameters")
                                        .formatted(CACHE_LIMIT * 100),
                        "go back to the default formula: " + reset(look, instance, name));
            } else if (parameter.userSet() && !parameter.formula() && !look.rebootOnly()) {
                found.warn(
                        observed + "; a fixed value does not follow the class",
                        "go back to the default formula: " + reset(look, instance, name));
            }
        }
    }

    private static void fixedConnections(Look look, Found found) {
        Set<String> told = new HashSet<>();
        for (Instance instance : look.changed()) {
            Parameter parameter = effective(look, instance, "max_connections");
            String to = look.classAfter(instance);
            Size size = size(look, to);
            if (parameter == null
                    || size == null
                    || !parameter.userSet()
                    || parameter.formula()
                    || !told.add(group(instance) + to)) {
                continue;
            }
            double fixed =
                    Formula.value(parameter.value(), size.bytes(), size.vcpus()).orElse(0);
            double usual = defaultConnections(look, size);
            if (fixed > usual) {
                found.ask(
                        ("max_connections is fixed at %.0f in group %s of %s; class %s would get about"
                                        + " %.0f by itself, and memory may run out")
                                .formatted(fixed, group(instance), instance.id(), to, usual),
                        "go back to the default formula: " + reset(look, instance, "max_connections"));
            }
        }
    }

    private static void peakConnections(Look look, Found found) {
        Double writers = look.seen()
                .writerInstance()
                .map(w -> look.seen().load(w.id()).peakConnections())
                .orElse(null);
        for (Instance instance : look.changed()) {
            String to = look.classAfter(instance);
            Size size = size(look, to);
            Double own = look.seen().load(instance.id()).peakConnections();
            boolean becomesWriter = look.scope().failoverTargets().contains(instance.id());
            double peak = Stream.of(
                            Optional.ofNullable(own),
                            becomesWriter ? Optional.ofNullable(writers) : Optional.<Double>empty())
                    .flatMap(Optional::stream)
                    .reduce(0.0, Math::max);
            if (size == null || peak == 0) {
                continue;
            }
            Parameter parameter = effective(look, instance, "max_connections");
            double limit = parameter == null
                    ? defaultConnections(look, size)
                    : Formula.value(parameter.value(), size.bytes(), size.vcpus())
                            .orElse(defaultConnections(look, size));
            String observed =
                    "instance %s had to serve up to %.0f connections in 14 days%s; as %s it accepts about %.0f"
                            .formatted(instance.id(), peak, becomesWriter ? " (as writer)" : "", to, limit);
            String way = "choose a bigger class, let fewer clients connect (RDS Proxy, smaller pools), or raise"
                    + " max_connections if the memory allows it";
            if (peak > limit) {
                found.ask(observed, way);
            } else if (peak > CONNECTIONS_NEAR * limit) {
                found.warn(observed, way);
            }
        }
    }

    private static double defaultConnections(Look look, Size size) {
        String formula = look.cluster().engine().postgres() ? POSTGRES_CONNECTIONS : MYSQL_CONNECTIONS;
        return Math.max(0, Formula.value(formula, size.bytes(), size.vcpus()).orElse(0));
    }

    /** What counts on an instance: set in its own group, else set in the cluster's, else the defaults in that order. */
    private static @Nullable Parameter effective(Look look, Instance instance, String name) {
        Map<String, Parameter> own = look.seen().instanceParameters().getOrDefault(group(instance), Map.of());
        List<Parameter> candidates = Stream.of(
                        Optional.ofNullable(own.get(name)),
                        Optional.ofNullable(look.seen().clusterParameters().get(name)))
                .flatMap(Optional::stream)
                .toList();
        return candidates.stream()
                .filter(Parameter::userSet)
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .orElse(null);
    }

    private static String reset(Look look, Instance instance, String name) {
        Parameter own = look.seen()
                .instanceParameters()
                .getOrDefault(group(instance), Map.of())
                .get(name);
        String parameter = " --parameters ParameterName=" + name + ",ApplyMethod=pending-reboot";
        return own != null && own.userSet()
                ? look.rds("reset-db-parameter-group --db-parameter-group-name " + group(instance) + parameter)
                : look.rds("reset-db-cluster-parameter-group --db-cluster-parameter-group-name "
                        + look.cluster().parameterGroup() + parameter);
    }

    private static String group(Instance instance) {
        return instance.parameterGroups().isEmpty()
                ? ""
                : instance.parameterGroups().getFirst().name();
    }

    private static @Nullable Size size(Look look, String instanceClass) {
        Cluster.Serverless range = look.cluster().serverless();
        if (instanceClass.equals(Instance.SERVERLESS)) {
            return range == null
                    ? null
                    : new Size(range.maxCapacity() * GIB_PER_ACU * GIB * USABLE, range.maxCapacity() * VCPU_PER_ACU);
        }
        return ClassSize.of(instanceClass)
                .map(s -> new Size(s.memoryGib() * GIB * USABLE, s.vcpus()))
                .orElse(null);
    }
}
