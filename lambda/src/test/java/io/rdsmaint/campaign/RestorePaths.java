package io.rdsmaint.campaign;

import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.aurora.QuickScenarios;
import java.util.List;
import java.util.Optional;

/**
 * Paths of restores, each through a copy whose databases are a server of its own: a run takes seconds where others take milliseconds, so
 * there are few.
 */
final class RestorePaths {
    private static final String ISOLATION = "sg-0150000000000001";
    private static final Scenario SCENARIO = QuickScenarios.find("restore");

    private RestorePaths() {}

    /** All of them; the first two need nobody. */
    static List<Subject> all() {
        return List.of(
                path("restore", 500, false, false, Trouble.NONE),
                path("restore with a rename that nobody answers", 500, false, false, secondRename(true)),
                path("restore with a refused rename", 500, false, false, secondRename(false), "continue"),
                path("restore at its gate", 500, true, false, Trouble.NONE, "rollback"),
                path("restore at its gate", 500, true, false, Trouble.NONE, "abort"),
                path("restore after the exchange", 500, false, true, Trouble.NONE, "rollback"),
                path("restore with a mismatch", 501, false, false, Trouble.NONE, "continue/accept"));
    }

    private static String parameters(int expected, boolean cutover, boolean delete) {
        return """
            {"source": {"cluster_id": "shop"}, "isolation_security_groups": ["%s"],
             "sql": {"bindings": {"app": "public"}, "mask": [
               {"inline": "UPDATE {app}.customers SET name = 'Person ' || id, email = 'person' || id || '@masked.invalid', card = NULL; UPDATE {app}.orders SET note = NULL"},
               {"inline": "REFRESH MATERIALIZED VIEW {app}.mail"}]},
             "verify": [{"name": "all", "sql": "SELECT count(*) FROM {app}.customers", "op": "=", "expected": %d}],
             "gates": {"before_cutover": %s, "before_delete": %s}, "old_cluster": {"hold_hours": 1}}""".formatted(ISOLATION, expected, cutover, delete);
    }

    private static Subject path(
            String name, int expected, boolean cutover, boolean delete, Trouble trouble, String... answers) {
        return new Subject(
                answers.length == 0 ? name : name + ": " + String.join(", ", answers),
                "aurora_restore",
                SCENARIO,
                RestorePromises::new,
                new Subject.Target("cluster_id", RestorePromises.TARGET),
                JsonTrees.read(parameters(expected, cutover, delete)).toString(),
                trouble,
                List.of(answers));
    }

    /**
     * Nobody has the target's name, and the call that is to give it to the copy goes wrong once.
     *
     * @param unanswered whether it gets no answer and acts a minute and a half later, or is refused for good
     */
    private static Trouble secondRename(boolean unanswered) {
        return (simulator, _) -> new Trouble.Begun() {
            private boolean begun;

            @Override
            public void end() {
                // It strikes once.
            }

            @Override
            public void answered() {
                Optional<String> copy = begun ? Optional.empty() : nameless(simulator);
                if (copy.isPresent()) {
                    begun = true;
                    Fault fault = unanswered
                            ? Fault.cutBeforeLateEffect("ModifyDBCluster", 90)
                            : Fault.error("ModifyDBCluster", "InvalidParameterCombination", 400);
                    var _ = simulator.inject(fault.on(copy.get()));
                }
            }
        };
    }

    private static Optional<String> nameless(Simulator simulator) {
        List<String> names = simulator.world().sites().stream()
                .flatMap(site -> site.clusters().stream())
                .map(Cluster::id)
                .toList();
        return names.contains(RestorePromises.TARGET)
                ? Optional.empty()
                : names.stream().filter(name -> name.contains("-r-")).findFirst();
    }
}
