package io.rdsmaint.aurora.instancecycle;

import io.rdsmaint.aurora.preflight.Inspection;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The parameters that a restart makes count. RDS tells which groups wait for one, and not which of their values are
 * new: it can only be a static one that somebody set, or one that was reset to its default.
 */
final class WaitingParameters {
    private WaitingParameters() {}

    /** One line for each group that instances wait for. */
    static List<String> notes(Inspection seen) {
        Map<String, List<String>> waiting = new LinkedHashMap<>();
        for (Instance instance : seen.instances().values()) {
            seen.waitingGroups(instance)
                    .forEach(g -> waiting.computeIfAbsent(g, name -> new ArrayList<>())
                            .add(instance.id()));
        }
        List<String> notes = new ArrayList<>();
        waiting.forEach((group, ids) -> notes.add("Values of parameter group " + group + " wait for a restart of "
                + String.join(", ", ids) + ". " + candidates(statics(seen, group))));
        return notes;
    }

    private static String candidates(Set<String> statics) {
        return statics.isEmpty()
                ? "No static parameter is set in it: one was reset to its default."
                : "Static parameters that are set in it: " + String.join(", ", statics)
                        + "; RDS does not tell which of them are new.";
    }

    private static Set<String> statics(Inspection seen, String group) {
        Map<String, Parameter> values = group.equals(seen.cluster().parameterGroup())
                ? seen.clusterParameters()
                : seen.instanceParameters().getOrDefault(group, Map.of());
        Map<String, Parameter> set = new TreeMap<>(values);
        set.values().removeIf(p -> !p.userSet() || !p.applyType().equals("static"));
        return set.keySet();
    }
}
