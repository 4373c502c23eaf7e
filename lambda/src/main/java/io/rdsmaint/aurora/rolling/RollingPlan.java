package io.rdsmaint.aurora.rolling;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.PlannedStep;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What {@link Choreography} arranged.
 *
 * @param floors the fewest readers of each endpoint, by its name
 * @param toDo the instances that the work is done to
 * @param writer who writes at the end; empty for a cluster without writer
 */
public record RollingPlan(
        String summary,
        List<PlannedStep> steps,
        List<Finding> findings,
        List<String> notes,
        Map<String, Integer> floors,
        Set<String> toDo,
        Optional<String> writer) {

    public RollingPlan {
        steps = List.copyOf(steps);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
        floors = Collections.unmodifiableMap(new TreeMap<>(floors));
        toDo = Set.copyOf(toDo);
    }
}
