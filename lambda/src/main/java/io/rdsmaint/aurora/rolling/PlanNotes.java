package io.rdsmaint.aurora.rolling;

import io.rdsmaint.aurora.instance.Failover;
import io.rdsmaint.aurora.instance.InstanceSteps;
import io.rdsmaint.engine.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the operator should know before the start. */
record PlanNotes(Topology topology, MemberChange work, Route route, TemporaryInstanceDecision spare) {

    /** One sentence. */
    static String summary(Topology topology, MemberChange work, Set<String> toDo, List<PlannedStep> steps) {
        long failovers =
                steps.stream().filter(s -> s.action().equals(Failover.ACTION)).count();
        return work.summary(toDo.size(), topology)
                + (failovers == 0
                        ? " without a failover"
                        : failovers == 1 ? " with 1 failover" : " with " + failovers + " failovers");
    }

    /** Instances that nothing is done to. */
    static List<String> leftAlone(Topology topology, MemberChange work) {
        return topology.members().stream()
                .flatMap(m -> work.leftAlone(m).stream())
                .toList();
    }

    /** All notes on a plan. */
    List<String> of(List<PlannedStep> steps, String finalWriter) {
        List<String> notes = new ArrayList<>();
        notes.add(interruptions(steps));
        topology.members().stream().filter(work::pending).forEach(m -> notes.add(work.line(m)));
        notes.addAll(work.notes());
        notes.addAll(readers());
        notes.addAll(failback(finalWriter));
        notes.addAll(leftAlone(topology, work));
        return notes;
    }

    private String interruptions(List<PlannedStep> steps) {
        List<String> targets = steps.stream()
                .filter(s -> s.action().equals(Failover.ACTION))
                .map(Failover::to)
                .toList();
        boolean inPlace = steps.stream().anyMatch(InstanceSteps::inPlace);
        if (inPlace) {
            return "Write interruptions: the database is away for "
                    + work.wording().outage() + ".";
        }
        return targets.isEmpty()
                ? "Write interruptions: none."
                : "Write interruptions: " + targets.size() + " (failover to " + String.join(", then to ", targets)
                        + "), usually under 35 seconds each; every connection to the writer is dropped.";
    }

    private List<String> readers() {
        List<String> notes = new ArrayList<>();
        int readers = topology.readers().size();
        int out = route.readers().size()
                + route.followers().size()
                + (route.writer().isPresent() ? 1 : 0);
        if (spare.wanted()) {
            notes.add("Temporary instance " + topology.temporaryId() + " (" + work.writerClass(topology) + ") because "
                    + spare.why() + "; it is paid for by the second, about an hour, and is deleted at the end.");
        }
        if (readers > 0 && out > 0) {
            notes.add("Readers: one instance at a time is out of service, "
                    + (out == 1 ? "once, for " : out + " times ")
                    + work.wording().away() + "; "
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
}
