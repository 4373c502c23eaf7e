package io.rdsmaint.operations.instancetypechange;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Finding.Severity;
import io.rdsmaint.steps.ReaderEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the operator has to decide about an arrangement, beyond the readers that a {@link Spare} is about. */
final class Concerns {

    private Concerns() {}

    /** All of them. */
    static List<Finding> of(Topology topology, Parameters parameters, Route route) {
        List<Finding> findings = new ArrayList<>();
        inPlace(topology, parameters, route, findings);
        mixedClasses(topology, parameters, findings);
        emptiedEndpoints(topology, parameters, route, findings);
        writerThatCannotStay(topology, route, findings);
        return findings;
    }

    private static void inPlace(Topology topology, Parameters parameters, Route route, List<Finding> findings) {
        if (!Choreography.inPlace(route, parameters, topology)) {
            return;
        }
        String writer = route.writer().map(Member::id).orElse("");
        if (topology.members().size() == 1) {
            findings.add(Choreography.ask(
                    "IN_PLACE_OUTAGE",
                    writer + " is the only instance and temporary_instance is never: the database is away for 5 to 15 "
                            + "minutes while it is changed",
                    "answer continue to accept the outage, or set temporary_instance to auto for two short write "
                            + "interruptions instead"));
        } else {
            findings.add(new Finding(
                    "WRITER_WITHOUT_SUCCESSOR",
                    Severity.REFUSE,
                    "no other instance may take the writes of " + writer
                            + " (all are excluded or auto scaled), and Aurora "
                            + "would promote one of them by itself when the writer is changed in place",
                    "set temporary_instance to auto, or exclude fewer instances"));
        }
    }

    private static void mixedClasses(Topology topology, Parameters parameters, List<Finding> findings) {
        TreeSet<String> classes = topology.members().stream()
                .filter(m -> m.toChange(parameters.targetClass()))
                .map(Member::instanceClass)
                .collect(Collectors.toCollection(TreeSet::new));
        if (classes.size() > 1 && parameters.excluded().isEmpty()) {
            findings.add(Choreography.ask(
                    "MIXED_CLASSES",
                    "the instances have " + classes.size() + " different classes now (" + String.join(", ", classes)
                            + ") and all of them would become " + parameters.targetClass(),
                    "answer continue if that is meant, or abort and name instances to keep in exclude_instances"));
        }
    }

    private static void emptiedEndpoints(
            Topology topology, Parameters parameters, Route route, List<Finding> findings) {
        route.candidate().ifPresent(candidate -> {
            List<ReaderEndpoint> emptied = Route.emptied(topology, candidate);
            if (!emptied.isEmpty()) {
                ReaderEndpoint first = emptied.getFirst();
                findings.add(Choreography.ask(
                        "ENDPOINT_EMPTY_AFTER_FAILOVER",
                        emptied.stream().map(ReaderEndpoint::name).collect(Collectors.joining(", "))
                                + " would lead nowhere once " + candidate.id() + " is the writer"
                                + (parameters.failback() ? " until the failback" : ""),
                        "add a reader to it: aws rds modify-db-cluster-endpoint --db-cluster-endpoint-identifier "
                                + first.id() + " --static-members " + String.join(" ", new TreeSet<>(first.only()))
                                + " READER, then start again; or answer continue to accept it"));
            }
        });
    }

    private static void writerThatCannotStay(Topology topology, Route route, List<Finding> findings) {
        topology.writer().filter(w -> !w.canStay()).ifPresent(w -> {
            String what = "the writer " + w.id()
                    + (w.autoscaled()
                            ? " was made by auto scaling, which may take it away at the next scale-in"
                            : " is the temporary instance");
            findings.add(
                    route.candidate().isPresent()
                            ? new Finding(
                                    "WRITER_STEPS_DOWN",
                                    Severity.WARN,
                                    what,
                                    "the plan fails over to "
                                            + route.candidate().get().id())
                            : new Finding(
                                    "WRITER_WITHOUT_SUCCESSOR",
                                    Severity.REFUSE,
                                    what + ", and no permanent instance in scope can take its place",
                                    "exclude fewer instances, or add an instance to the cluster first"));
        });
    }
}
