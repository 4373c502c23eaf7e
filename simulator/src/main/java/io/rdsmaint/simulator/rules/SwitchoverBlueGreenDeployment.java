package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.process.Switchover;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.time.Duration;
import java.util.Set;

/** Puts the green side into the place of the blue one; guardrails are looked at after the answer. */
final class SwitchoverBlueGreenDeployment implements Rule {

    private static final Set<String> READY = Set.of("AVAILABLE", "SWITCHOVER_FAILED");

    @Override
    public String action() {
        return "SwitchoverBlueGreenDeployment";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("BlueGreenDeploymentIdentifier", "SwitchoverTimeout");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        BlueGreenDeployment deployment = BlueGreenView.find(site, call.required("BlueGreenDeploymentIdentifier"));
        int timeout = call.integer("SwitchoverTimeout").orElse(300);
        if (timeout < 30 || timeout > 3_600) {
            throw ApiError.invalidValue(
                    "Invalid value " + timeout + " for SwitchoverTimeout. Must be between 30 and 3600");
        }
        if (!READY.contains(deployment.status())) {
            throw BlueGreenView.state(deployment, "switched over");
        }
        Switchover.begin(site.world(), deployment, Duration.ofSeconds(timeout));
        return BlueGreenView.answer(site, deployment);
    }
}
