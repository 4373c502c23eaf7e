package io.rdsmaint.aurora.bluegreen;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.cluster.ExpectedCluster;
import io.rdsmaint.aurora.cluster.Fitness;
import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.Resource;
import io.rdsmaint.aurora.cluster.Roles;
import io.rdsmaint.aurora.cluster.UpgradeCommands;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.RdsEvent;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.PreconditionEvaluator;
import io.rdsmaint.kit.Replanner;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.kit.Violation.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is left to do once the green cluster has the name: see it serve, mark it, and write down both sides. */
final class SwitchoverEnd {
    /** Seconds between looks: only the operation waits. */
    private static final long AFTER = 15;

    private static final String BY_OTHERS = "by_others";

    private final ClusterReader reader;
    private final PreconditionEvaluator<ChangeContext> evaluator;
    private final Deployments deployments;

    SwitchoverEnd(ClusterReader reader, PreconditionEvaluator<ChangeContext> evaluator, Deployments deployments) {
        this.reader = reader;
        this.evaluator = evaluator;
        this.deployments = deployments;
    }

    Outcome whenSwitched(StepRun run, Optional<BlueGreen> deployment) {
        if (!run.memo().has(SwitchoverSigns.SWITCHED_AT)) {
            run.memo().put(SwitchoverSigns.SWITCHED_AT, run.now().toString());
            run.memo().put(BY_OTHERS, run.intent().isEmpty() && !run.step().changedBefore());
            run.intent().ifPresent(i -> run.memo().put(SwitchoverSigns.STARTED, i.at().toString()));
            run.reached("the green cluster has the name");
        }
        Optional<Outcome> byOthers = run.memo().path(BY_OTHERS).asBoolean()
                ? evaluator.unlessAccepted(run, others(run)).map(PreconditionEvaluator::pastItsCall)
                : Optional.empty();
        if (byOthers.isPresent()) {
            return byOthers.get();
        }
        ObservedCluster seen = reader.look(run.operation());
        Optional<Outcome> notYet = notYet(run, seen);
        if (notYet.isPresent()) {
            return notYet.get();
        }
        return mark(run, seen.cluster()).orElseGet(() -> Outcome.done(result(run, seen, deployment)));
    }

    private static Violation.NeedsApproval others(StepRun run) {
        String name = run.operation().target().name();
        String now =
                Side.green(run.operation()).map(g -> g.cluster().resourceId()).orElse("another cluster");
        return new Violation.NeedsApproval(
                        ClusterQuestion.ALREADY_SWITCHED_OVER,
                        "SWITCHED_BY_ANOTHER",
                        Choices.PASS,
                        "Somebody else has switched over: the green cluster is in production, without a call of this"
                                + " operation.",
                        name + " now has the resource id that green had, " + now,
                        List.of(UpgradeCommands.events(
                                run.operation().target(),
                                Deployments.id(run.operation()).orElse(""))))
                .formerly(name + " is now " + now);
    }

    private Optional<Outcome> notYet(StepRun run, ObservedCluster seen) {
        Target target = run.operation().target();
        List<Violation> objections = new ArrayList<>();
        Fitness.restless(target, seen.cluster(), AFTER)
                .or(() -> Roles.unclear(target, seen.cluster()))
                .ifPresent(objections::add);
        for (Cluster.Member member : seen.cluster().members()) {
            seen.instance(member.instanceId())
                    .flatMap(i -> Fitness.trouble(target, i))
                    .or(() -> seen.whyNotServing(member.instanceId()).map(lacks -> new Retry(lacks, AFTER)))
                    .ifPresent(objections::add);
        }
        return evaluator.hindranceAfter(run, objections);
    }

    /** AWS copies tags to the new cluster; where it has not, the mark is set, so that others leave the cluster alone. */
    private Optional<Outcome> mark(StepRun run, Cluster cluster) {
        String mark = reader.expected(run.operation()).mark();
        if (mark.isEmpty() || cluster.tags().containsKey(Mark.TAG)) {
            return Optional.empty();
        }
        Target target = run.operation().target();
        return Optional.of(run.finish(Mark.on(
                cluster,
                mark,
                reader.world(target).rds(),
                () -> reader.cluster(target).resourceId().equals(cluster.resourceId()))));
    }

    private ObjectNode result(StepRun run, ObservedCluster seen, Optional<BlueGreen> deployment) {
        Operation operation = run.operation();
        ObjectNode result = Json.object()
                .put(Deployments.ID, Deployments.id(operation).orElse(""))
                .put("version", seen.cluster().engine().version())
                .put("writer", seen.writer().id().orElse(""))
                .put("by_itself", run.memo().path(BY_OTHERS).asBoolean());
        interruption(run, result);
        Side.blue(operation)
                .ifPresent(blue ->
                        result.set(Side.OLD, old(operation, blue, deployment).json()));
        result.set(
                Replanner.BASELINE,
                ExpectedCluster.baseline(
                        seen.cluster(),
                        seen.instances().values(),
                        reader.expected(operation).floors()));
        return result;
    }

    /**
     * H49: the former blue side under its new names: the physical cluster and instances that were written down beforehand, wherever
     * they are now, never what a name suggests. What the deployment calls its source must agree.
     */
    private Side old(Operation operation, Side blue, Optional<BlueGreen> deployment) {
        RdsGateway rds = reader.world(operation.target()).rds();
        List<String> sources = deployment.stream()
                .flatMap(d -> d.switchovers().stream())
                .map(BlueGreen.Switchover::source)
                .toList();
        Resource was = blue.cluster();
        Optional<Cluster> cluster = rds.clusterOfResource(was.resourceId());
        List<Resource> instances = new ArrayList<>();
        for (Resource instance : blue.instances()) {
            rds.instanceOfResource(instance.resourceId())
                    .filter(i -> sources.isEmpty() || sources.contains(i.arn()))
                    .ifPresent(i ->
                            instances.add(new Resource(instance.original(), i.id(), i.arn(), instance.resourceId())));
        }
        Resource now = cluster.filter(c -> sources.isEmpty() || sources.contains(c.arn()))
                .map(c -> new Resource(was.original(), c.id(), c.arn(), was.resourceId()))
                .orElse(new Resource(was.original(), "", "", was.resourceId()));
        List<String> endpoints = now.id().isEmpty()
                ? List.of()
                : rds.customEndpoints(now.id()).stream()
                        .map(e -> e.id())
                        .sorted()
                        .toList();
        return new Side(now, instances, endpoints);
    }

    private void interruption(StepRun run, ObjectNode result) {
        Instant since =
                Instant.parse(run.memo().path(SwitchoverSigns.STARTED).asText()).minus(Duration.ofMinutes(1));
        List<RdsEvent> events = Deployments.id(run.operation())
                .map(id -> deployments.gateway(run.operation()).events(id, since))
                .orElse(List.of());
        Optional<Instant> began = last(events, "started");
        Optional<Instant> ended = last(events, "completed");
        if (began.isPresent() && ended.isPresent() && !ended.get().isBefore(began.get())) {
            result.put(
                            "interruption_seconds",
                            Duration.between(began.get(), ended.get()).toSeconds())
                    .put("measured_by", "events");
        } else if (run.memo().has(SwitchoverSigns.BLUE_SEEN)) {
            Instant from =
                    Instant.parse(run.memo().path(SwitchoverSigns.BLUE_SEEN).asText());
            Instant to =
                    Instant.parse(run.memo().path(SwitchoverSigns.SWITCHED_AT).asText());
            result.put("interruption_seconds", Duration.between(from, to).toSeconds())
                    .put("measured_by", "sightings");
        }
    }

    private static Optional<Instant> last(List<RdsEvent> events, String word) {
        return events.stream()
                .filter(e -> {
                    String text = e.message().toLowerCase(Locale.ROOT);
                    return text.startsWith("switchover") && text.contains(word);
                })
                .map(RdsEvent::at)
                .reduce((first, second) -> second);
    }
}
