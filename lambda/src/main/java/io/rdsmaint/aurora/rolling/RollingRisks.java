package io.rdsmaint.aurora.rolling;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Finding.Severity;
import java.util.ArrayList;
import java.util.List;

/** Arrangements that would do harm: nobody permanent to take the writes. */
final class RollingRisks {
    private static final String CODE = "writer-without-successor";

    private RollingRisks() {}

    /** All of them. */
    static List<Finding> of(Topology topology, RollingOptions options, MemberChange work, Route route) {
        List<Finding> findings = new ArrayList<>();
        if (Choreography.inPlace(route, options, topology) && topology.members().size() > 1 && work.dethrones()) {
            findings.add(new Finding(
                    CODE,
                    Severity.REFUSE,
                    "no other instance may take the writes of "
                            + route.writer().map(Member::id).orElse("the writer")
                            + " (all are excluded or auto scaled); Aurora would promote one of them by itself when the "
                            + "writer is " + work.wording().participle() + " in place",
                    "set temporary_instance to auto, or exclude fewer instances"));
        }
        topology.writer()
                .filter(w -> w.temporary() && route.candidate().isEmpty())
                .ifPresent(w -> findings.add(new Finding(
                        CODE,
                        Severity.REFUSE,
                        "the temporary instance " + w.id()
                                + " is the writer, and no permanent instance in scope can take its place",
                        "add an instance to the cluster, or exclude fewer, then go on")));
        return findings;
    }
}
