package io.rdsmaint.aurora.engineupgrade;

import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the operator should know before the start. */
final class UpgradeNotes {
    private UpgradeNotes() {}

    static List<String> of(UpgradeLook look, List<PlannedStep> steps) {
        List<String> notes = new ArrayList<>();
        boolean ahead = steps.stream().anyMatch(PlannedStep::disruptive);
        if (ahead) {
            notes.add("Write interruptions: 1, at the switchover, usually "
                    + SwitchoverTime.from(look.cluster().engine()) + "; AWS gives up and brings"
                    + " everything back after " + look.parameters().switchoverTimeoutSeconds()
                    + " s. Reads are interrupted, too, and every connection is dropped.");
            notes.add("Costs: from the creation to the end a second cluster with "
                    + look.instances().size()
                    + (look.instances().size() == 1 ? " instance" : " instances")
                    + " of the same classes runs beside the first, and storage for what changes; a gate that waits"
                    + " for days costs for days, and "
                    + (look.cluster().engine().postgres()
                            ? "holds back WAL on blue while green lags."
                            : "keeps binary logs on blue."));
            groups(look, notes);
        }
        notes.add("Afterwards: the names and endpoints are those of before; "
                + (look.parameters().finalSnapshot()
                        ? "the old cluster is deleted, its snapshot "
                                + Names.snapshot(look.cluster().id(), look.operationId()) + " stays"
                        : "the old cluster is deleted without a snapshot")
                + retention(look) + "."
                + " After the switchover there is no way back but to the old cluster's data of that moment.");
        if (look.parameters().deregistersProxies()) {
            notes.add(
                    "pause_before_proxy_deregister has no effect: no proxy is deregistered, they follow the switchover.");
        }
        if (look.parameters().skipProxyChecks() && !look.seen().proxies().isEmpty()) {
            notes.add("Proxies are not looked at: skip_proxy_checks.");
        }
        return notes;
    }

    private static String retention(UpgradeLook look) {
        int hours = look.parameters().retainOldHours();
        return hours == 0
                ? ""
                : ", " + hours + (hours == 1 ? " hour" : " hours") + " after the switchover at the earliest";
    }

    private static void groups(UpgradeLook look, List<String> notes) {
        for (Scope scope : Scope.values()) {
            String word = look.group(scope).word();
            Optional<String> note = switch (look.plan(scope)) {
                case GroupPlan.Made made ->
                    Optional.of("Green's " + word + " parameter group: " + made.group() + ", made with the values of "
                            + made.like() + ": " + carried(made.migration()) + ".");
                case GroupPlan.Given given ->
                    Optional.of("Green's " + word + " parameter group: "
                            + given.name().orElse("") + ", as you said.");
                case GroupPlan.EngineDefault d ->
                    Optional.of("Green's " + word + " parameter group: the default of " + look.family()
                            + "; nothing was set in the old one.");
                case GroupPlan.Kept kept -> Optional.<String>empty();
                case GroupPlan.Adopted adopted -> Optional.<String>empty();
            };
            note.ifPresent(notes::add);
        }
    }

    private static String carried(ParameterMigration migration) {
        List<String> names = migration.carried().stream()
                .map(ParameterMigration.Carried::name)
                .toList();
        String carried = names.isEmpty() ? "none needs setting" : String.join(", ", names);
        return migration.usual().isEmpty()
                ? carried
                : carried + "; by default the same: "
                        + migration.usual().stream().collect(Collectors.joining(", "));
    }
}
