package io.rdsmaint.recovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationCost;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.drs.SourceServer;
import io.rdsmaint.gateway.s3.Definitions;
import io.rdsmaint.kit.Count;
import io.rdsmaint.kit.PreflightStep;
import io.rdsmaint.kit.RequestFields;
import io.rdsmaint.recovery.plan.Parameters;
import io.rdsmaint.recovery.plan.PlanLook;
import io.rdsmaint.recovery.plan.Scope;
import io.rdsmaint.recovery.plan.Wave;
import io.rdsmaint.recovery.step.CheckLaunchSettings;
import io.rdsmaint.recovery.step.ChooseSnapshots;
import io.rdsmaint.recovery.step.Evidence;
import io.rdsmaint.recovery.step.HoldDrill;
import io.rdsmaint.recovery.step.JudgeWave;
import io.rdsmaint.recovery.step.MarkServers;
import io.rdsmaint.recovery.step.Report;
import io.rdsmaint.recovery.step.RunHook;
import io.rdsmaint.recovery.step.StartRecovery;
import io.rdsmaint.recovery.step.TerminateDrill;
import io.rdsmaint.recovery.step.UnmarkServers;
import io.rdsmaint.recovery.world.World;
import io.rdsmaint.recovery.world.WorldFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** {@code drs_recovery}: servers are launched elsewhere, wave by wave; a drill is taken back to its last instance. */
final class DrsRecovery implements OperationType {
    static final String NAME = "drs_recovery";

    private static final String BEFORE_RECOVERY = "This launches the servers of the plan for real, as a recovery.";
    private static final String BEFORE_WAVE = "The plan pauses before this wave.";
    private static final String BEFORE_TERMINATION = "The drill's instances are terminated next.";
    private static final int MOST_HOURS = 24 * 14;

    private final WorldFactory worlds;
    private final Definitions definitions;
    private final Scope scope;

    DrsRecovery(WorldFactory worlds, Definitions definitions, Scope scope) {
        this.worlds = worlds;
        this.definitions = definitions;
        this.scope = scope;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> problems(ObjectNode given) {
        if (given.has(Parameters.DEFINITION)) {
            return List.of("params.params." + Parameters.DEFINITION + " is written by the function; leave it out");
        }
        try {
            if (!StoredPlan.meant(given)) {
                Parameters.of(given);
            }
            return List.of();
        } catch (InvalidRequest e) {
            return e.problems();
        }
    }

    @Override
    public ObjectNode complete(Target.Asked target, ObjectNode given) {
        return StoredPlan.meant(given)
                ? new StoredPlan(definitions).complete(target.name(), target.region(), given)
                : given;
    }

    @Override
    public Plan plan(PlanRequest request) {
        Parameters parameters = Parameters.of(request.parameters());
        Target.Asked asked = request.target();
        World world = worlds.at(AwsScope.of(request));
        Target target = asked.in(world.identity().account(), null);
        PlanLook look = new PlanLook(world.drs(), scope, parameters);
        look.resolve();
        look.judge(request.operationId(), worlds.clock().instant());
        List<PlannedStep> steps = steps(parameters, look);
        int servers = parameters.waves().stream()
                .mapToInt(wave -> look.servers(wave.name()).size())
                .sum();
        steps.add(UnmarkServers.planned(servers));
        return new Plan(
                target,
                parameters.word() + " of plan " + asked.name() + " in " + asked.region() + ": "
                        + String.join(
                                ", then ",
                                parameters.waves().stream()
                                        .map(wave -> wave.name() + " ("
                                                + Count.of(
                                                        look.servers(wave.name())
                                                                .size(),
                                                        "server") + ")")
                                        .toList()),
                steps,
                PlanLook.CHECKS,
                look.findings(),
                notes(parameters, servers),
                look.frozen());
    }

    @Override
    public List<String> beside(Plan plan) {
        int servers = plan.steps().stream()
                .filter(step -> step.action().equals(StartRecovery.ACTION))
                .mapToInt(StartRecovery::servers)
                .sum();
        boolean takenBack = plan.steps().stream()
                        .map(PlannedStep::action)
                        .toList()
                        .lastIndexOf(TerminateDrill.ACTION)
                > plan.steps().stream().map(PlannedStep::action).toList().indexOf(StartRecovery.ACTION);
        String time = takenBack
                ? "for " + OperationCost.about(plan.expected(StartRecovery.ACTION, Set.of(TerminateDrill.ACTION)))
                : "until somebody terminates them";
        return servers == 0
                ? List.of()
                : List.of(servers + (servers == 1 ? " EC2 instance is" : " EC2 instances are") + " launched and cost "
                        + time);
    }

    private static List<String> notes(Parameters parameters, int servers) {
        List<String> notes = new ArrayList<>();
        if (parameters.drill()) {
            notes.add("a drill launches " + Count.of(servers, "instance") + ", which cost until they are terminated: "
                    + switch (parameters.drillRules().terminate()) {
                        case AUTO ->
                            "by themselves, " + Count.of(parameters.drillRules().ttlHours(), "hour")
                                    + " after the first launch, however it ends";
                        case ASK -> "once somebody says so";
                        case NEVER -> "by nobody but you";
                    });
        } else {
            notes.add("a recovery is never taken back: its instances stay, whatever is answered");
        }
        return notes;
    }

    private static List<PlannedStep> steps(Parameters parameters, PlanLook look) {
        List<PlannedStep> steps = new ArrayList<>();
        steps.add(PreflightStep.planned());
        boolean first = true;
        for (Wave wave : parameters.waves()) {
            List<String> servers =
                    look.servers(wave.name()).stream().map(SourceServer::id).toList();
            PlannedStep mark = MarkServers.planned(wave.name(), servers.size());
            String gate = first && !parameters.drill() ? BEFORE_RECOVERY : wave.pauseBefore() ? BEFORE_WAVE : null;
            steps.add(mark.gated(gate));
            first = false;
            if (parameters.drill() || !wave.launch().isEmpty()) {
                steps.add(CheckLaunchSettings.planned(wave.name()));
            }
            if (parameters.before() != null) {
                steps.add(ChooseSnapshots.planned(wave.name()));
            }
            if (look.hasEarlier(wave.name())) {
                steps.add(TerminateDrill.earlier(wave.name()));
            }
            if (wave.before() != null) {
                steps.add(RunHook.planned(wave.name(), "pre", wave.before()));
            }
            steps.addAll(JudgeWave.attempt(wave, 1, servers, Map.of(), parameters.drill()));
            if (wave.after() != null) {
                steps.add(RunHook.planned(wave.name(), "post", wave.after()));
            }
        }
        steps.add(Report.planned(
                parameters.report() == null ? null : parameters.report().toString()));
        if (parameters.drill()) {
            cleaning(parameters, steps);
        }
        return steps;
    }

    private static void cleaning(Parameters parameters, List<PlannedStep> steps) {
        PlannedStep terminate = TerminateDrill.planned("Terminate drill instances");
        switch (parameters.drillRules().terminate()) {
            case AUTO -> {
                steps.add(HoldDrill.planned(parameters.drillRules().ttlHours()));
                steps.add(terminate.asCleanup());
            }
            case ASK -> {
                steps.add(HoldDrill.planned(parameters.drillRules().ttlHours()));
                steps.add(terminate.gated(BEFORE_TERMINATION));
            }
            case NEVER -> {}
        }
    }

    /** How long a drill is held. */
    @Override
    public Map<String, PlannedStep> edited(List<Step> ahead, ObjectNode params) {
        List<String> problems = new ArrayList<>();
        RequestFields fields = new RequestFields(params, "edit.params.", problems);
        OptionalInt hours = fields.number(HoldDrill.HOURS, 0, MOST_HOURS);
        Map<String, PlannedStep> changed = new HashMap<>();
        if (hours.isPresent()) {
            ahead.stream()
                    .filter(step -> step.planned().action().equals(HoldDrill.ACTION))
                    .forEach(step -> changed.put(step.name(), HoldDrill.planned(hours.getAsInt())));
        }
        if (changed.isEmpty() && problems.isEmpty()) {
            problems.add("edit.params.ttl_hours: no hold of a drill is ahead, or none was named");
        }
        fields.requireNoProblems();
        return changed;
    }

    @Override
    public List<String> report(Operation operation) {
        List<String> lines = new ArrayList<>(Evidence.of(operation).lines());
        operation
                .lastCompleted(TerminateDrill.ACTION)
                .flatMap(step -> java.util.Optional.ofNullable(step.result()))
                .ifPresent(result -> lines.add(result.path("terminated").asInt() + " drill instances were terminated, "
                        + result.path("left").asInt() + " drill instances left"));
        return lines;
    }
}
