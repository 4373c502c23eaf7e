package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.process.Restart;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Set;

/** Restarts an instance's engine; also the way out of incompatible-parameters once the values fit. */
final class RebootDbInstance implements Rule {

    private static final Set<String> REBOOTABLE =
            Set.of("available", "incompatible-parameters", "storage-optimization");

    @Override
    public String action() {
        return "RebootDBInstance";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("DBInstanceIdentifier", "ForceFailover");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        Instance instance = Find.instance(site, call.required("DBInstanceIdentifier"));
        if (call.bool("ForceFailover").orElse(false)) {
            throw ApiError.invalidCombination(
                    "ForceFailover cannot be specified since the instance is not configured for Multi-AZ.");
        }
        if (!instance.idle() || !REBOOTABLE.contains(instance.status())) {
            throw ApiError.instanceState("Instance " + instance.id() + " cannot be rebooted while it is "
                    + instance.status() + " or about to change.");
        }
        new Restart(site.world()).requested(instance);
        return Answers.instance(instance, "rebooting");
    }
}
