package io.rdsmaint.aurora.instancetypechange;

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

/** Gives the instances of an Aurora cluster another class. */
public final class InstanceTypeChange extends RollingOperationType<Parameters> {
    /** The word in {@code params.type}. */
    public static final String NAME = "instance_type_change";

    public InstanceTypeChange(Inspector inspector, Scoping scoping) {
        super(NAME, inspector, scoping);
    }

    @Override
    protected Parameters read(ObjectNode given) {
        return Parameters.read(given);
    }

    @Override
    protected Collection<String> classes(Parameters parameters, Cluster cluster, Map<String, Instance> instances) {
        return List.of(parameters.targetClass());
    }

    @Override
    protected RollingOptions options(Parameters parameters) {
        return parameters.options();
    }

    @Override
    protected MemberChange work(Parameters parameters, Inspection seen, List<Step> soFar) {
        return new NewClass(parameters.targetClass());
    }

    @Override
    public List<String> report(Operation operation) {
        return Report.of(operation);
    }
}
