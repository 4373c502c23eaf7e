package io.rdsmaint.preset;

import io.rdsmaint.campaign.Promises;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import io.rdsmaint.testkit.transport.AwsRequest;
import java.util.List;
import java.util.stream.Stream;

/** What operations on presets promise: each is made once, and only their own is deleted. */
record PresetPromises(Simulator simulator) implements Promises {
    @Override
    public List<String> brokenBy(LambdaInvocation from, Operation operation, AwsRequest change) {
        boolean foreign = change.action().equals("DeleteDBParameterGroup")
                && groups().anyMatch(group -> change.identifier().endsWith(group.name())
                        && !operation.id().equals(group.tags().get(Presets.TAG)));
        return foreign ? List.of("a deletion of what isn't ours: " + change) : List.of();
    }

    @Override
    public boolean once(AwsRequest change) {
        return change.action().equals("CreateDBParameterGroup");
    }

    @Override
    public List<String> world() {
        return groups().map(group -> group.name() + " " + group.family())
                .sorted()
                .toList();
    }

    @Override
    public List<String> leftBy(Operation operation) {
        return List.of();
    }

    private Stream<ParameterGroup> groups() {
        return simulator.world().sites().stream()
                .flatMap(site -> site.instanceGroups().values().stream())
                .filter(group -> !group.name().startsWith("default."));
    }
}
