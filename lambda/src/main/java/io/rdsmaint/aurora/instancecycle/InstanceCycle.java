package io.rdsmaint.aurora.instancecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.preflight.Inspection;
import io.rdsmaint.aurora.preflight.Inspector;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.aurora.rolling.MemberChange;
import io.rdsmaint.aurora.rolling.RollingOperationType;
import io.rdsmaint.aurora.rolling.RollingOptions;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Step;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reboots the instances of an Aurora cluster, one at a time: a rolling reboot. */
public final class InstanceCycle extends RollingOperationType<Parameters> {
    /** The word in {@code params.type}. */
    public static final String NAME = "instance_cycle";

    public InstanceCycle(Inspector inspector, Scoping scoping) {
        super(NAME, inspector, scoping);
    }

    @Override
    protected Parameters read(ObjectNode given) {
        return Parameters.read(given);
    }

    /** The class of a temporary instance: it must be there to be had. */
    @Override
    protected Collection<String> classes(Parameters parameters, Cluster cluster, Map<String, Instance> instances) {
        return Stream.concat(
                        cluster.writer().id().flatMap(w -> Optional.ofNullable(instances.get(w))).stream(),
                        instances.values().stream())
                .limit(1)
                .map(Instance::instanceClass)
                .toList();
    }

    @Override
    protected RollingOptions options(Parameters parameters) {
        return parameters.options();
    }

    @Override
    protected MemberChange work(Parameters parameters, Inspection seen, List<Step> soFar) {
        return Restart.of(seen, parameters.onlyPending(), soFar);
    }

    @Override
    public List<String> report(Operation operation) {
        return Report.of(operation);
    }
}
