package io.rdsmaint.operations.instancetypechange;

import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.steps.Failover;
import io.rdsmaint.steps.ReaderEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the operator should know before the start. */
record Notes(Topology topology, Parameters parameters, Facts facts, Route route, Spare spare, String temporaryId) {

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
                .filter(m -> m.autoscaled() && !m.instanceClass().equals(parameters.targetClass()))
                .forEach(
                        m -> notes.add(
                                "Auto scaled " + m.id() + " stays " + m.instanceClass()
                                        + ": auto scaling gives new readers the writer's class and replaces this one when it scales in."));
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
        notes.addAll(surroundings());
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
        if (facts.readersRestartWithWriter() && route.writer().isPresent()) {
            notes.add(
                    "This engine version restarts the readers when the writer changes: reads drop at each failover, too.");
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

    private List<String> surroundings() {
        List<String> notes = new ArrayList<>();
        if (facts.scalingToSuspend()) {
            notes.add("Reader auto scaling is suspended during the change and restored at its end.");
        }
        if (facts.cacheManagement()) {
            notes.add(
                    "Cluster cache management is on and works only while its reader has the writer's class: it pauses "
                            + "while the classes are mixed.");
        }
        String proxies = topology.endpoints().stream()
                .filter(e -> e.kind() == ReaderEndpoint.Kind.PROXY)
                .map(ReaderEndpoint::id)
                .distinct()
                .collect(Collectors.joining(", "));
        if (!proxies.isEmpty()) {
            notes.add("Proxy " + proxies
                    + ": a read-only endpoint never leads to the writer; a reader is kept behind it.");
        }
        switch (facts.global()) {
            case PRIMARY ->
                notes.add("Primary cluster of a global database: change the secondary clusters first when going to a "
                        + "larger class and last when going to a smaller one, so that none of them is the smaller.");
            case SECONDARY ->
                notes.add("Secondary cluster of a global database: it has no writer, so there is no failover. Keep its "
                        + "classes at least as large as the primary's.");
            case NONE -> {}
        }
        return notes;
    }

    private static long count(List<PlannedStep> steps, String action) {
        return steps.stream().filter(s -> s.action().equals(action)).count();
    }
}
