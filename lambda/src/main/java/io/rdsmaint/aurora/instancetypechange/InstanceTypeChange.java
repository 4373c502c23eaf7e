package io.rdsmaint.aurora.instancetypechange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.preflight.Inspector;
import io.rdsmaint.aurora.preflight.Preflight;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.aurora.rolling.RollingPlanner;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Plan;
import java.util.List;

/** Gives the instances of an Aurora cluster another class. */
public final class InstanceTypeChange implements OperationType {
    /** The word in {@code params.type}. */
    public static final String NAME = "instance_type_change";

    private final RollingPlanner planner;

    public InstanceTypeChange(Inspector inspector, Preflight preflight, Scoping scoping) {
        this.planner = new RollingPlanner(inspector, preflight, scoping);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> problems(ObjectNode parameters) {
        return InvalidRequest.problemsOf(() -> Parameters.read(parameters));
    }

    @Override
    public Plan plan(PlanRequest request) {
        Parameters parameters = Parameters.read(request.parameters());
        NewClass work = new NewClass(parameters.targetClass());
        return planner.plan(
                request, parameters.wishes(), (cluster, instances) -> List.of(parameters.targetClass()), seen -> work);
    }

    @Override
    public List<String> report(Operation operation) {
        return Report.of(operation);
    }
}
