package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.process.DeploymentDeletion;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Set;

/** Ends a blue/green deployment, and before its switchover the green side too if that is asked for. */
final class DeleteBlueGreenDeployment implements Rule {

    private static final Set<String> BUSY = Set.of("PROVISIONING", "SWITCHOVER_IN_PROGRESS", "DELETING");

    @Override
    public String action() {
        return "DeleteBlueGreenDeployment";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("BlueGreenDeploymentIdentifier", "DeleteTarget");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        BlueGreenDeployment deployment = BlueGreenView.find(site, call.required("BlueGreenDeploymentIdentifier"));
        boolean withTarget = call.bool("DeleteTarget").orElse(false);
        if (BUSY.contains(deployment.status())) {
            throw BlueGreenView.state(deployment, "deleted");
        }
        if (withTarget && deployment.completed()) {
            throw BlueGreenView.state(deployment, "deleted with its target");
        }
        boolean held = withTarget
                && deployment
                        .green()
                        .filter(green ->
                                green.attributes().path("DeletionProtection").asBoolean())
                        .isPresent();
        if (held) {
            throw ApiError.invalidCombination(DeleteDbCluster.PROTECTED);
        }
        new DeploymentDeletion(site.world(), site).begin(deployment, withTarget);
        return BlueGreenView.answer(site, deployment);
    }
}
