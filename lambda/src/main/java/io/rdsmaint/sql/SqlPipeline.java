package io.rdsmaint.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.aurora.cluster.MarkStep;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rdsdata.Database;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.PreflightStep;
import io.rdsmaint.kit.RequestFields;
import io.rdsmaint.sql.pipeline.Parameters;
import io.rdsmaint.sql.pipeline.Phase;
import io.rdsmaint.sql.pipeline.PipelineLook;
import io.rdsmaint.sql.pipeline.Span;
import io.rdsmaint.sql.pipeline.Texts;
import io.rdsmaint.sql.step.CheckPlan;
import io.rdsmaint.sql.step.InstallLedger;
import io.rdsmaint.sql.step.JudgePhase;
import io.rdsmaint.sql.step.PlanPhase;
import io.rdsmaint.sql.step.Publish;
import io.rdsmaint.sql.step.Quiesce;
import io.rdsmaint.sql.step.Reconcile;
import io.rdsmaint.sql.step.RestoreQuiesce;
import io.rdsmaint.sql.step.RunPhase;
import io.rdsmaint.sql.step.SaveQuiesce;
import io.rdsmaint.sql.step.TargetCluster;
import io.rdsmaint.sql.step.UnmarkDatabaseCluster;
import io.rdsmaint.sql.world.DeploymentScope;
import io.rdsmaint.sql.world.World;
import io.rdsmaint.sql.world.WorldFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code sql_pipeline}: phases of SQL, one after the other, each in pieces that are done exactly once. */
final class SqlPipeline implements OperationType {
    private static final String WINDOW = "window";
    private static final String LEDGER = "ledger";

    private final WorldFactory worlds;
    private final Texts texts;
    private final DeploymentScope scope;
    private final String deployment;

    SqlPipeline(WorldFactory worlds, Texts texts, DeploymentScope scope, String deployment) {
        this.worlds = worlds;
        this.texts = texts;
        this.scope = scope;
        this.deployment = deployment;
    }

    @Override
    public String name() {
        return "sql_pipeline";
    }

    @Override
    public List<String> problems(ObjectNode given) {
        if (given.has(Parameters.DEFINITION)) {
            return List.of("params.params." + Parameters.DEFINITION + " is written by the function; leave it out");
        }
        try {
            if (!StoredPipeline.meant(given)) {
                Parameters.of(given);
            }
            return List.of();
        } catch (InvalidRequest e) {
            return e.problems();
        }
    }

    @Override
    public ObjectNode complete(ObjectNode given) {
        return StoredPipeline.meant(given) ? new StoredPipeline(texts.definitions()).complete(given) : given;
    }

    @Override
    public Plan plan(PlanRequest request) {
        Parameters parameters = Parameters.of(request.parameters());
        Target.Asked asked = request.target();
        World world = worlds.at(AwsScope.of(request));
        String account = world.identity().account();
        Cluster cluster = world.rds()
                .cluster(asked.name())
                .orElseThrow(() -> new InvalidRequest("there is no cluster " + asked.name() + " in " + asked.region()));
        Target target = asked.in(account, cluster.resourceId());
        Database database = new Database(cluster.arn(), parameters.secretArn(), parameters.database());
        PipelineLook look = new PipelineLook(world, texts, parameters, database);
        look.inScope(scope, cluster, asked.region());
        look.cluster(cluster, asked.region(), Mark.of(deployment, request.operationId()));
        Span.@Nullable Bounds bounds =
                look.database(before(request), worlds.clock().instant());
        List<PlannedStep> steps = steps(parameters, look, cluster.id());
        ObjectNode baseline = Json.object().put(TargetCluster.ARN, cluster.arn());
        String ledger = look.ledger().flatMap(row -> row.text("operation")).orElse(request.operationId());
        baseline.put(LEDGER, ledger);
        if (bounds != null) {
            baseline.putObject(WINDOW)
                    .put("from", bounds.from())
                    .put("to", bounds.to())
                    .put("type", bounds.type());
        }
        List<String> notes = new ArrayList<>(look.notes());
        if (bounds != null) {
            notes.addFirst("window " + bounds.words() + ", fixed for the whole operation");
        }
        notes.add("what a piece did is committed for good: there is no rollback of it, only going on (resume_of)");
        return new Plan(
                target,
                "pipeline " + parameters.pipeline() + " on " + parameters.database() + " of " + cluster.id() + ": "
                        + String.join(
                                ", ",
                                parameters.phases().stream().map(Phase::name).toList()),
                steps,
                PipelineLook.CHECKS,
                look.findings(),
                notes,
                baseline);
    }

    /** The window of an operation that is planned anew stays what it was. */
    private static Optional<Span.Bounds> before(PlanRequest request) {
        return request.soFar().stream()
                .filter(step -> step.planned().action().equals(InstallLedger.ACTION))
                .map(step -> step.planned().parameters().path(WINDOW))
                .filter(JsonNode::isObject)
                .map(window -> new Span.Bounds(
                        window.path("from").asText(),
                        window.path("to").asText(),
                        window.path("type").asText()))
                .findFirst();
    }

    private static List<PlannedStep> steps(Parameters parameters, PipelineLook look, String clusterId) {
        List<PlannedStep> steps = new ArrayList<>();
        steps.add(PreflightStep.planned());
        steps.add(MarkStep.planned(clusterId));
        steps.add(InstallLedger.planned(
                parameters.resumeOf() != null, look.bounds().orElse(null)));
        if (!parameters.quiesce().jobs().isEmpty()) {
            steps.add(SaveQuiesce.planned());
        }
        if (!parameters.quiesce().isEmpty()) {
            steps.add(Quiesce.planned(parameters.quiesce()));
        }
        for (Phase phase : parameters.phases()) {
            Duration expected = look.expected(phase);
            steps.add(PlanPhase.planned(phase, phase.chunk() == null ? Duration.ofSeconds(5) : Duration.ofSeconds(20)));
            if (phase.chunk() != null) {
                steps.add(CheckPlan.planned(phase));
            }
            steps.add(RunPhase.planned(phase, expected));
            steps.add(JudgePhase.planned(phase));
        }
        parameters.checks().forEach(check -> steps.add(Reconcile.planned(check)));
        if (parameters.approval() || parameters.quiesce().flag() != null) {
            steps.add(Publish.planned(parameters.quiesce().flag(), parameters.approval()));
        }
        if (!parameters.quiesce().isEmpty()) {
            steps.add(RestoreQuiesce.planned(parameters.quiesce()));
        }
        steps.add(UnmarkDatabaseCluster.planned(clusterId));
        return steps;
    }

    /** The lanes of phases that are not done: of all of them, or by their names. */
    @Override
    public Map<String, PlannedStep> edited(List<Step> ahead, ObjectNode params) {
        List<String> problems = new ArrayList<>();
        RequestFields fields = new RequestFields(params, "edit.params.", problems);
        JsonNode lanes = fields.any("lanes");
        Map<String, PlannedStep> changed = new java.util.LinkedHashMap<>();
        List<Step> phases = ahead.stream()
                .filter(step -> step.planned().action().equals(RunPhase.ACTION))
                .filter(step -> RunPhase.lanes(step.planned()).isPresent())
                .toList();
        if (lanes.isObject()) {
            RequestFields each = fields.fields("lanes");
            phases.forEach(step -> each.number(RunPhase.phase(step.planned()), 1, Phase.MOST_LANES)
                    .ifPresent(n -> changed.put(step.name(), RunPhase.withLanes(step.planned(), n))));
            each.refuseOthers();
        } else {
            fields.number("lanes", 1, Phase.MOST_LANES)
                    .ifPresent(n ->
                            phases.forEach(step -> changed.put(step.name(), RunPhase.withLanes(step.planned(), n))));
        }
        if (changed.isEmpty() && problems.isEmpty()) {
            problems.add("edit.params.lanes: no phase with lanes is ahead, or none was named");
        }
        fields.requireNoProblems();
        return changed;
    }

    @Override
    public List<String> report(Operation operation) {
        List<String> lines = new ArrayList<>();
        for (Step step : operation.steps()) {
            if (step.planned().action().equals(RunPhase.ACTION) && step.state() == StepState.COMPLETED) {
                JsonNode result = step.result() == null ? Json.object() : step.result();
                Duration taken = step.startedAt() == null || step.completedAt() == null
                        ? Duration.ZERO
                        : Duration.between(step.startedAt(), step.completedAt());
                lines.add(RunPhase.phase(step.planned()) + ": "
                        + result.path("rows").asLong() + " rows in "
                        + result.path("pieces").asLong() + " pieces, " + taken.toSeconds() + " s");
            }
        }
        return lines;
    }
}
