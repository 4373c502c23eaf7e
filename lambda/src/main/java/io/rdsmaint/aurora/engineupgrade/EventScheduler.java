package io.rdsmaint.aurora.engineupgrade;

import io.rdsmaint.aurora.preflight.Found;
import io.rdsmaint.gateway.rds.ParameterDefinition;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import java.util.List;
import java.util.Optional;

/** Aurora MySQL's scheduled events must not run on green beside blue. */
final class EventScheduler {
    /** The switch. */
    static final String PARAMETER = "event_scheduler";

    private EventScheduler() {}

    /** The switch, when a group has it on. */
    static Optional<ParameterDefinition> on(List<ParameterDefinition> parameters) {
        return parameters.stream()
                .filter(p -> p.name().equals(PARAMETER))
                .filter(p -> p.value() != null && UpgradeLook.on(p.value()))
                .findFirst();
    }

    static void check(UpgradeLook look, Found found) {
        if (look.cluster().engine().postgres()) {
            return;
        }
        Optional<String> named = look.parameters().clusterGroup();
        Optional<ParameterDefinition> blue = on(look.clusterGroup().parameters());
        Optional<ParameterDefinition> given = on(look.clusterGroup().givenParameters());
        String again = "after the switchover turn it on again: "
                + set(look, look.plan(Scope.CLUSTER).name().orElse("GROUP"), "ON");
        if (named.isPresent() && given.filter(ParameterDefinition::userSet).isPresent()) {
            found.refuse(
                    "event_scheduler is ON in cluster parameter group %s, which you named; it must be off on green"
                            .formatted(named.get()),
                    set(look, named.get(), "OFF") + "; " + again);
        } else if (named.isEmpty() && blue.filter(ParameterDefinition::userSet).isPresent()) {
            found.ask("event_scheduler is set to ON; green must not run events, so its group gets OFF", again);
        } else if (named.isPresent() ? given.isPresent() : blue.isPresent()) {
            found.warn(
                    "event_scheduler is on by default; events that run on green, too, break the replication",
                    "see whether there are any, on the writer: SELECT event_schema, event_name, status FROM"
                            + " information_schema.events; if so turn the scheduler off for the time, and "
                            + again);
        }
    }

    private static String set(UpgradeLook look, String group, String value) {
        return look.rds("modify-db-cluster-parameter-group --db-cluster-parameter-group-name " + group
                + " --parameters ParameterName=" + PARAMETER + ",ParameterValue=" + value + ",ApplyMethod=immediate");
    }
}
