package io.rdsmaint.operations.instancetypechange;

import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.steps.Failover;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the operator should know before the start. */
record Notes(Topology topology, Parameters parameters, Route route, Spare spare, String temporaryId) {

    /** One sentence. */
    static String summary(Topology topology, Parameters parameters, Set<String> toChange, List<PlannedStep> steps) {
        long failovers = count(steps, Failover.ACTION);
        return "Change " + toChange.size() + " of " + topology.members().size() + " instances of "
                + topology.clusterId() + " to " + parameters.targetClass() + " with "
                + (failovers == 1 ? "1 failover" : failovers + " failovers");
    }

    /** Instances that keep their class. */
    static List<String> leftAlone(Topology topology, Parameters parameters) {
        List<String> notes = new ArrayList<>();
        topology.members().stream()
                .filter(Member::excluded)
                .forEach(m -> notes.add("Excluded " + m.id() + " stays " + m.instanceClass() + "."));
        return notes;
    }

    /** All notes on a plan. */
    List<String> of(List<PlannedStep> steps, String finalWriter) {
        List<String> notes = new ArrayList<>();
        notes.add(interruptions(steps));
        notes.addAll(changes());
        notes.addAll(readers());
        notes.addAll(failback(finalWriter));
        notes.addAll(leftAlone(topology, parameters));
        return notes;
    }

    private static String interruptions(List<PlannedStep> steps) {
        List<String> targets = steps.stream()
                .filter(s -> s.action().equals(Failover.ACTION))
                .map(s -> s.parameters().path("to").asText())
                .toList();
        boolean inPlace =
                steps.stream().anyMatch(s -> s.parameters().path("in_place").asBoolean());
        if (inPlace) {
            return "Write interruptions: the database is away for 5 to 15 minutes.";
        }
        return targets.isEmpty()
                ? "Write interruptions: none."
                : "Write interruptions: " + targets.size() + " (failover to " + String.join(", then to ", targets)
                        + "), usually under 35 seconds each; every connection to the writer is dropped.";
    }

    private List<String> changes() {
        return topology.members().stream()
                .filter(m -> m.toChange(parameters.targetClass()))
                .map(m -> m.id() + ": " + m.instanceClass() + " → " + parameters.targetClass()
                        + (m.writer() ? " (writer)" : ""))
                .toList();
    }

    private List<String> readers() {
        List<String> notes = new ArrayList<>();
        int readers = topology.readers().size();
        int out = route.readers().size() + (route.writer().isPresent() ? 1 : 0);
        if (spare.wanted()) {
            notes.add("Temporary instance " + temporaryId + " (" + parameters.targetClass() + ") because " + spare.why()
                    + "; it is paid for by the second, about an hour, and is deleted at the end.");
        }
        if (readers > 0 && out > 0) {
            notes.add("Readers: one instance at a time is out of service, " + out + " times about 10 minutes; "
                    + (spare.wanted()
                            ? "the temporary instance stands in."
                            : readers - 1 + " of " + readers + " readers go on serving."));
        }
        return notes;
    }

    private List<String> failback(String finalWriter) {
        return topology
                .writer()
                .filter(w -> !finalWriter.equals(w.id()) && w.canStay())
                .map(w -> "Afterwards " + finalWriter + " is the writer, not " + w.id()
                        + ". Ask for failback (one more write interruption) if clients use instance endpoints, if the "
                        + "writer's availability zone matters, or if alarms or custom endpoints name instances.")
                .stream()
                .toList();
    }

    private static long count(List<PlannedStep> steps, String action) {
        return steps.stream().filter(s -> s.action().equals(action)).count();
    }
}
