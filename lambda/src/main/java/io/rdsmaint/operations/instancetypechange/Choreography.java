package io.rdsmaint.operations.instancetypechange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.operations.instancetypechange.Parameters.Temporary;
import io.rdsmaint.steps.ChangeClass;
import io.rdsmaint.steps.Failover;
import io.rdsmaint.steps.Json;
import io.rdsmaint.steps.Planned;
import io.rdsmaint.steps.ReaderEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Arranges the change: never changes an instance while it is the writer if another can be promoted, proves the
 * class on a reader
 * first, needs the fewest write interruptions, and keeps readers serving. Pure: the same cluster and parameters
 * give the same plan.
 */
public final class Choreography {
    private static final int LAST_TIER = 15;
    private static final int TIER_THAT_SCALES_WITH_WRITER = 1;

    private final Topology topology;
    private final Parameters parameters;
    private final Facts facts;
    private final Route route;
    private final Spare spare;
    private final String temporaryId;
    private final List<PlannedStep> steps = new ArrayList<>();
    private final List<PlannedStep> cleanup = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private String finalWriter;

    private Choreography(Topology topology, Parameters parameters, Facts facts) {
        this.topology = topology;
        this.parameters = parameters;
        this.facts = facts;
        this.route = Route.of(topology, parameters.targetClass());
        this.temporaryId = topology.temporary()
                .map(Member::id)
                .orElseGet(() -> TemporaryName.of(topology.clusterId(), facts.operationId()));
        this.spare = Spare.decide(topology, route, parameters, facts, temporaryId);
        this.finalWriter = topology.writer().map(Member::id).orElse("");
    }

    /** Arranges. */
    public static Arrangement arrange(Topology topology, Parameters parameters, Facts facts) {
        return new Choreography(topology, parameters, facts).arrange();
    }

    private Arrangement arrange() {
        Set<String> toChange = topology.members().stream()
                .filter(m -> m.toChange(parameters.targetClass()))
                .map(Member::id)
                .collect(Collectors.toUnmodifiableSet());
        if (toChange.isEmpty() && topology.temporary().isEmpty()) {
            return nothingToChange();
        }
        findings.addAll(spare.findings());
        findings.addAll(Concerns.of(topology, parameters, route));
        prepare();
        changeReaders();
        changeWriter();
        if (spare.wanted()) {
            steps.add(Planned.delete(temporaryId));
        }
        steps.add(verify());
        gateAfterFirst();
        steps.addAll(cleanup.reversed());
        return new Arrangement(
                Notes.summary(topology, parameters, toChange, steps),
                steps,
                findings,
                new Notes(topology, parameters, route, spare, temporaryId).of(steps, finalWriter),
                spare.floors(),
                toChange,
                finalWriter.isEmpty() ? Optional.empty() : Optional.of(finalWriter));
    }

    private Arrangement nothingToChange() {
        return new Arrangement(
                "Nothing to change: every instance in scope of " + topology.clusterId() + " is "
                        + parameters.targetClass() + " already",
                List.of(verify()),
                List.of(),
                Notes.leftAlone(topology, parameters),
                spare.floors(),
                Set.of(),
                topology.writer().map(Member::id));
    }

    private void prepare() {
        steps.add(Planned.preflight());
        steps.add(Planned.mark(topology.clusterId()));
        cleanup.add(Planned.unmark(topology.clusterId()));
        if (facts.scalingToSuspend()) {
            steps.add(Planned.suspendScaling(topology.clusterId()));
            cleanup.add(Planned.restoreScaling(topology.clusterId()));
        }
        if (spare.wanted()) {
            prepareTemporary();
        }
        route.candidate().filter(c -> !c.canWriteAs(parameters.targetClass())).ifPresent(c -> {
            steps.add(Planned.tier(c.id(), c.tier(), TIER_THAT_SCALES_WITH_WRITER));
            cleanup.add(Planned.restoreTier(c.id(), TIER_THAT_SCALES_WITH_WRITER, c.tier()));
        });
    }

    private void prepareTemporary() {
        if (topology.temporary().isEmpty()) {
            Member like = topology.writer().orElseGet(() -> topology.members().getFirst());
            boolean promoted = route.leaderless();
            boolean scalesWithWriter = promoted && parameters.targetClass().equals(Member.SERVERLESS);
            steps.add(Planned.create(
                    temporaryId,
                    parameters.targetClass(),
                    like.id(),
                    like.zone(),
                    scalesWithWriter ? TIER_THAT_SCALES_WITH_WRITER : LAST_TIER));
        }
        for (ReaderEndpoint endpoint : topology.endpoints()) {
            boolean custom = endpoint.kind() == ReaderEndpoint.Kind.CUSTOM;
            boolean join = spare.joins().contains(endpoint);
            if (custom && join != endpoint.reaches(temporaryId)) {
                steps.add(Planned.adjustEndpoint(endpoint.id(), temporaryId, join));
                cleanup.add(Planned.restoreEndpoint(endpoint.id(), temporaryId));
            }
        }
    }

    private void changeReaders() {
        route.readers().forEach(r -> steps.add(Planned.change(r.id(), r.instanceClass(), parameters.targetClass())));
    }

    private void changeWriter() {
        if (route.writer().isEmpty()) {
            return;
        }
        Member writer = route.writer().get();
        if (route.candidate().isEmpty() && !spare.wanted()) {
            steps.add(Planned.changeInPlace(writer.id(), writer.instanceClass(), parameters.targetClass()));
            return;
        }
        String next = route.candidate().map(Member::id).orElse(temporaryId);
        boolean fresh = route.candidate().isEmpty()
                || route.readers().contains(route.candidate().get());
        failOver(Planned.failover(next, writer.id(), parameters.targetClass()), next, fresh);
        if (!writer.toChange(parameters.targetClass())) {
            return;
        }
        steps.add(Planned.change(writer.id(), writer.instanceClass(), parameters.targetClass()));
        if (parameters.failback() || route.candidate().isEmpty()) {
            failOver(Planned.failoverBack(writer.id(), next, parameters.targetClass()), writer.id(), true);
        }
    }

    private void failOver(PlannedStep failover, String to, boolean fresh) {
        if (fresh && !parameters.warmUp().isZero()) {
            steps.add(Planned.warmUp(to, parameters.warmUp()));
        }
        steps.add(
                parameters.pauseBeforeFailover()
                        ? failover.gated(
                                "pause_before_failover: writes are interrupted when " + to + " becomes the writer")
                        : failover);
        finalWriter = to;
    }

    private PlannedStep verify() {
        List<String> scope =
                topology.members().stream().filter(Member::ours).map(Member::id).toList();
        return Planned.verify(
                Json.object().put("class", parameters.targetClass()).<ObjectNode>set("instances", Json.texts(scope)));
    }

    private void gateAfterFirst() {
        if (!parameters.pauseAfterFirst()) {
            return;
        }
        boolean first = true;
        for (int i = 0; i < steps.size(); i++) {
            PlannedStep step = steps.get(i);
            boolean change = step.action().equals(ChangeClass.ACTION);
            if (!first && (change || step.action().equals(Failover.ACTION))) {
                steps.set(
                        i,
                        step.gated("pause_after_first: the first instance has the new class"
                                + (step.gate() == null ? "" : "; " + step.gate())));
                return;
            }
            first = first && !change;
        }
    }

    /** True when nobody can take the writes and no temporary instance may be made. */
    static boolean inPlace(Route route, Parameters parameters, Topology topology) {
        return route.leaderless()
                && parameters.temporary() == Temporary.NEVER
                && topology.temporary().isEmpty();
    }
}
