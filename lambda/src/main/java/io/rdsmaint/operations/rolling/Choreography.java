package io.rdsmaint.operations.rolling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.operations.rolling.Wishes.Temporary;
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
 * Arranges the work: never does it to an instance while it is the writer if another can be promoted, proves it on a
 * reader first, needs the fewest write interruptions, and keeps readers serving. Pure: the same cluster, work and
 * wishes give the same plan.
 */
public final class Choreography {
    private static final int LAST_TIER = 15;
    private static final int TIER_THAT_SCALES_WITH_WRITER = 1;

    private final Topology topology;
    private final Work work;
    private final Wishes wishes;
    private final Facts facts;
    private final Route route;
    private final Spare spare;
    private final String temporaryId;
    private final List<PlannedStep> steps = new ArrayList<>();
    private final List<PlannedStep> cleanup = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private String finalWriter;

    private Choreography(Topology topology, Work work, Wishes wishes, Facts facts) {
        this.topology = topology;
        this.work = work;
        this.wishes = wishes;
        this.facts = facts;
        this.route = Route.of(topology, work);
        this.temporaryId = topology.temporary()
                .map(Member::id)
                .orElseGet(() -> TemporaryName.of(topology.clusterId(), facts.operationId()));
        this.spare = Spare.decide(topology, route, work, wishes, facts, temporaryId);
        this.finalWriter = topology.writer().map(Member::id).orElse("");
    }

    /** Arranges. */
    public static Arrangement arrange(Topology topology, Work work, Wishes wishes, Facts facts) {
        return new Choreography(topology, work, wishes, facts).arrange();
    }

    private Arrangement arrange() {
        Set<String> toDo = topology.members().stream()
                .filter(work::pending)
                .map(Member::id)
                .collect(Collectors.toUnmodifiableSet());
        if (toDo.isEmpty() && topology.temporary().isEmpty()) {
            return nothingToDo();
        }
        findings.addAll(spare.findings());
        findings.addAll(Concerns.of(topology, wishes, work, route));
        prepare();
        route.readers().forEach(r -> steps.add(work.step(r)));
        relieveWriter();
        if (spare.wanted()) {
            steps.add(Planned.delete(temporaryId));
        }
        steps.add(verify());
        gateAfterFirst();
        steps.addAll(cleanup.reversed());
        return new Arrangement(
                Notes.summary(topology, work, toDo, steps),
                steps,
                findings,
                new Notes(topology, work, route, spare, temporaryId).of(steps, finalWriter),
                spare.floors(),
                toDo,
                finalWriter.isEmpty() ? Optional.empty() : Optional.of(finalWriter));
    }

    private Arrangement nothingToDo() {
        return new Arrangement(
                work.nothing(topology),
                List.of(verify()),
                List.of(),
                Notes.leftAlone(topology, work),
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
        route.candidate().filter(c -> !c.canWriteAs(work.classAfter(c))).ifPresent(c -> {
            steps.add(Planned.tier(c.id(), c.tier(), TIER_THAT_SCALES_WITH_WRITER));
            cleanup.add(Planned.restoreTier(c.id(), TIER_THAT_SCALES_WITH_WRITER, c.tier()));
        });
    }

    private void prepareTemporary() {
        if (topology.temporary().isEmpty()) {
            Member like = topology.writer().orElseGet(() -> topology.members().getFirst());
            boolean promoted = route.leaderless();
            String temporaryClass = work.writerClass(topology);
            boolean scalesWithWriter = promoted && temporaryClass.equals(Member.SERVERLESS);
            steps.add(Planned.create(
                    temporaryId,
                    temporaryClass,
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

    private void relieveWriter() {
        if (route.writer().isEmpty()) {
            return;
        }
        Member writer = route.writer().get();
        if (route.candidate().isEmpty() && !spare.wanted()) {
            steps.add(work.stepInPlace(writer));
            route.followers().forEach(r -> steps.add(work.step(r)));
            return;
        }
        String next = route.candidate().map(Member::id).orElse(temporaryId);
        boolean fresh = route.candidate().isEmpty()
                || route.readers().contains(route.candidate().get());
        String writerClass = work.writerClass(topology);
        failOver(Planned.failover(next, writer.id(), writerClass), next, fresh);
        route.followers().forEach(r -> steps.add(work.step(r)));
        if (!work.pending(writer)) {
            return;
        }
        steps.add(work.step(writer));
        if (wishes.failback() || route.candidate().isEmpty()) {
            failOver(Planned.failoverBack(writer.id(), next, writerClass), writer.id(), true);
        }
    }

    private void failOver(PlannedStep failover, String to, boolean fresh) {
        if (fresh && !wishes.warmUp().isZero()) {
            steps.add(Planned.warmUp(to, wishes.warmUp()));
        }
        steps.add(
                wishes.pauseBeforeFailover()
                        ? failover.gated(
                                "pause_before_failover: writes are interrupted when " + to + " becomes the writer")
                        : failover);
        finalWriter = to;
    }

    private PlannedStep verify() {
        List<String> scope =
                topology.members().stream().filter(Member::ours).map(Member::id).toList();
        return Planned.verify(work.goal().<ObjectNode>set("instances", Json.texts(scope)));
    }

    private void gateAfterFirst() {
        if (!wishes.pauseAfterFirst()) {
            return;
        }
        boolean first = true;
        for (int i = 0; i < steps.size(); i++) {
            PlannedStep step = steps.get(i);
            boolean done = step.action().equals(work.action());
            if (!first && (done || step.action().equals(Failover.ACTION))) {
                steps.set(
                        i,
                        step.gated("pause_after_first: " + work.words().proven()
                                + (step.gate() == null ? "" : "; " + step.gate())));
                return;
            }
            first = first && !done;
        }
    }

    /** True when nobody can take the writes and no temporary instance may be made. */
    static boolean inPlace(Route route, Wishes wishes, Topology topology) {
        return route.leaderless()
                && wishes.temporary() == Temporary.NEVER
                && topology.temporary().isEmpty();
    }
}
