package io.rdsmaint.aurora.rolling;

import io.rdsmaint.aurora.cluster.ReaderEndpoint;
import io.rdsmaint.aurora.endpoint.AdjustEndpoint;
import io.rdsmaint.aurora.endpoint.RestoreEndpoint;
import io.rdsmaint.aurora.instance.CreateInstance;
import io.rdsmaint.aurora.instance.DeleteInstance;
import io.rdsmaint.aurora.instance.Failover;
import io.rdsmaint.aurora.instance.SetTier;
import io.rdsmaint.aurora.instance.Verify;
import io.rdsmaint.aurora.instance.WarmUp;
import io.rdsmaint.aurora.mark.MarkCluster;
import io.rdsmaint.aurora.mark.UnmarkCluster;
import io.rdsmaint.aurora.rolling.RollingOptions.Temporary;
import io.rdsmaint.aurora.scaling.RestoreScaling;
import io.rdsmaint.aurora.scaling.SuspendScaling;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.kit.PreflightStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Arranges the work: never does it to an instance while it is the writer if another can be promoted, proves it on a
 * reader first, needs the fewest write interruptions, and keeps readers serving. Pure: the same cluster, work and
 * options give the same plan.
 */
public final class Choreography {
    /** RDS API reference, ModifyDBInstance, PromotionTier. */
    private static final int LAST_TIER = 15;

    /** Serverless readers of tiers 0 and 1 do (Aurora guide, Aurora Serverless v2). */
    private static final int TIER_THAT_SCALES_WITH_WRITER = 1;

    private final Topology topology;
    private final MemberChange work;
    private final RollingOptions options;
    private final Route route;
    private final TemporaryInstanceDecision spare;
    private final String temporaryId;
    private final List<PlannedStep> steps = new ArrayList<>();
    private final List<PlannedStep> cleanup = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private String finalWriter;

    private Choreography(Topology topology, MemberChange work, RollingOptions options) {
        this.topology = topology;
        this.work = work;
        this.options = options;
        this.route = Route.of(topology, work);
        this.temporaryId = topology.temporaryId();
        this.spare = TemporaryInstanceDecision.decide(topology, route, work, options);
        this.finalWriter = topology.writer().map(Member::id).orElse("");
    }

    /** Arranges. */
    public static RollingPlan arrange(Topology topology, MemberChange work, RollingOptions options) {
        return new Choreography(topology, work, options).arrange();
    }

    private RollingPlan arrange() {
        Set<String> toDo = topology.members().stream()
                .filter(work::pending)
                .map(Member::id)
                .collect(Collectors.toUnmodifiableSet());
        if (toDo.isEmpty() && topology.temporary().isEmpty()) {
            return nothingToDo();
        }
        findings.addAll(spare.findings());
        findings.addAll(RollingRisks.of(topology, options, work, route));
        prepare();
        route.readers().forEach(r -> steps.add(work.step(r)));
        relieveWriter();
        if (spare.wanted()) {
            steps.add(DeleteInstance.planned(temporaryId));
        }
        steps.add(verify());
        gateAfterFirst();
        steps.addAll(cleanup.reversed());
        return new RollingPlan(
                PlanNotes.summary(topology, work, toDo, steps),
                steps,
                findings,
                new PlanNotes(topology, work, route, spare).of(steps, finalWriter),
                spare.floors(),
                toDo,
                finalWriter.isEmpty() ? Optional.empty() : Optional.of(finalWriter));
    }

    private RollingPlan nothingToDo() {
        return new RollingPlan(
                work.nothing(topology),
                List.of(verify()),
                List.of(),
                PlanNotes.leftAlone(topology, work),
                spare.floors(),
                Set.of(),
                topology.writer().map(Member::id));
    }

    private void prepare() {
        steps.add(PreflightStep.planned());
        steps.add(MarkCluster.planned(topology.clusterId()));
        cleanup.add(UnmarkCluster.planned(topology.clusterId()));
        if (topology.scalingToSuspend()) {
            steps.add(SuspendScaling.planned(topology.clusterId()));
            cleanup.add(RestoreScaling.planned(topology.clusterId()));
        }
        if (spare.wanted()) {
            prepareTemporary();
        }
        route.candidate().filter(c -> !c.canWriteAs(work.classAfter(c))).ifPresent(c -> {
            steps.add(SetTier.planned(c.id(), c.tier(), TIER_THAT_SCALES_WITH_WRITER));
            cleanup.add(SetTier.plannedBack(c.id(), TIER_THAT_SCALES_WITH_WRITER, c.tier()));
        });
    }

    private void prepareTemporary() {
        if (topology.temporary().isEmpty()) {
            Member like = topology.writer().orElseGet(() -> topology.members().getFirst());
            boolean promoted = route.leaderless();
            String temporaryClass = work.writerClass(topology);
            boolean scalesWithWriter = promoted && temporaryClass.equals(Member.SERVERLESS);
            steps.add(CreateInstance.planned(
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
                steps.add(AdjustEndpoint.planned(endpoint.id(), temporaryId, join));
                cleanup.add(RestoreEndpoint.planned(endpoint.id(), temporaryId));
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
        failOver(Failover.planned(next, writer.id(), writerClass), next, fresh);
        route.followers().forEach(r -> steps.add(work.step(r)));
        if (!work.pending(writer)) {
            return;
        }
        steps.add(work.step(writer));
        if (options.failback() || route.candidate().isEmpty()) {
            failOver(Failover.plannedBack(writer.id(), next, writerClass), writer.id(), true);
        }
    }

    private void failOver(PlannedStep failover, String to, boolean fresh) {
        if (fresh && !options.warmUp().isZero()) {
            steps.add(WarmUp.planned(to, options.warmUp()));
        }
        steps.add(
                options.pauseBeforeFailover()
                        ? failover.gated(
                                "pause_before_failover: writes are interrupted when " + to + " becomes the writer")
                        : failover);
        finalWriter = to;
    }

    private PlannedStep verify() {
        List<String> scope =
                topology.members().stream().filter(Member::ours).map(Member::id).toList();
        return Verify.planned(work.goal(), scope);
    }

    private void gateAfterFirst() {
        if (!options.pauseAfterFirst()) {
            return;
        }
        boolean first = true;
        for (int i = 0; i < steps.size(); i++) {
            PlannedStep step = steps.get(i);
            boolean done = step.action().equals(work.action());
            if (!first && (done || step.action().equals(Failover.ACTION))) {
                steps.set(
                        i,
                        step.gated("pause_after_first: " + work.wording().proven()
                                + (step.gate() == null ? "" : "; " + step.gate())));
                return;
            }
            first = first && !done;
        }
    }

    /** True when nobody can take the writes and no temporary instance may be made. */
    static boolean inPlace(Route route, RollingOptions options, Topology topology) {
        return route.leaderless()
                && options.temporary() == Temporary.NEVER
                && topology.temporary().isEmpty();
    }
}
