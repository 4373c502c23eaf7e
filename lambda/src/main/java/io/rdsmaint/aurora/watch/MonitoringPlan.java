package io.rdsmaint.aurora.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.aurora.bluegreen.Switchover;
import io.rdsmaint.aurora.instance.Failover;
import io.rdsmaint.aurora.instance.InstanceSteps;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Options;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Schedule;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.gateway.cloudwatch.GuardAlarm;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a plan is looked at meanwhile, what is said about it beforehand and at the end. Pure. */
record MonitoringPlan(Options options, List<GuardAlarm> alarms) {
    /** The actions that give a cluster another writer. */
    private static final Set<String> ROLE_CHANGES = Set.of(Failover.ACTION, Switchover.ACTION);

    /**
     * The plan's steps, each disruptive one followed by a look at the alarms, and the last one that changes the writer by
     * a watch. Finally steps are left alone: they bring settings back and have to run whatever an alarm says.
     */
    List<PlannedStep> steps(Plan plan) {
        Optional<PlannedStep> watched = watched(plan);
        List<PlannedStep> steps = new ArrayList<>();
        for (PlannedStep step : plan.steps()) {
            steps.add(step);
            if (!alarms.isEmpty() && disrupts(step)) {
                steps.add(CheckAlarms.planned(step, CheckAlarms.lookingTime(alarms)));
            }
            if (watched.filter(step::equals).isPresent()) {
                steps.add(Watch.planned(step, Duration.ofMinutes(options.watchMinutes())));
            }
        }
        return steps;
    }

    /** The last step after which another instance writes, or else the last that takes the writer itself away. */
    private Optional<PlannedStep> watched(Plan plan) {
        if (options.watchMinutes() == 0) {
            return Optional.empty();
        }
        List<PlannedStep> disruptive = plan.steps().reversed().stream()
                .filter(MonitoringPlan::disrupts)
                .toList();
        String writer = plan.baseline().path("writer").asText();
        return disruptive.stream()
                .filter(s -> ROLE_CHANGES.contains(s.action()))
                .findFirst()
                .or(() -> disruptive.stream()
                        .filter(s -> InstanceSteps.instance(s).equals(Optional.of(writer)))
                        .findFirst());
    }

    private static boolean disrupts(PlannedStep step) {
        return step.disruptive() && !step.cleanup();
    }

    /** What the operator should know about all this before the start. */
    List<String> notes(Plan plan) {
        List<String> notes = new ArrayList<>();
        Schedule schedule = options.schedule();
        long disruptive = plan.steps().stream().filter(MonitoringPlan::disrupts).count();
        if (schedule.notBefore() != null || schedule.window() != null) {
            notes.add("Schedule: disruptive steps begin " + schedule.words() + "; "
                    + (disruptive == 0
                            ? "this plan has none."
                            : schedule.outside() == Schedule.Outside.ASK
                                    ? "one that comes up at another time asks."
                                    : "one that comes up at another time waits, and nobody is asked."));
        }
        if (!alarms.isEmpty()) {
            notes.add("Guard alarms: "
                    + String.join(", ", alarms.stream().map(GuardAlarm::name).toList())
                    + ". While one is in ALARM nothing is disturbed without your word; after each disruptive step they are"
                    + " looked at for " + CheckAlarms.lookingTime(alarms).toMinutes() + " minutes.");
        }
        if (options.watchMinutes() > 0) {
            notes.add(watched(plan)
                    .map(step -> "Watch: for " + options.watchMinutes() + " minutes after \"" + step.name()
                            + "\", CPU, connections and replica lag are compared with before; clearly worse asks.")
                    .orElse("Watch: the writer doesn't change in this plan, so that nothing is watched."));
        }
        return notes;
    }

    /** What was seen meanwhile, for the report. */
    static List<String> report(Operation operation) {
        List<String> lines = new ArrayList<>();
        operation.steps().stream()
                .filter(s -> s.state() == StepState.COMPLETED && s.result() != null)
                .forEach(s -> {
                    JsonNode result = s.result();
                    if (s.planned().action().equals(Watch.ACTION)) {
                        lines.add(watched(result));
                    }
                    if (s.planned().action().equals(CheckAlarms.ACTION)
                            && !result.path("accepted").isEmpty()) {
                        lines.add("Accepted after "
                                + CheckAlarms.Params.of(s.planned().parameters())
                                        .after() + ": "
                                + String.join("; ", Json.texts(result.path("accepted"))) + ".");
                    }
                });
        return lines;
    }

    private static String watched(JsonNode result) {
        List<String> missing = Json.texts(result.path("missing"));
        List<String> accepted = Json.texts(result.path("accepted"));
        return "Watched " + result.path("writer").asText() + " as the writer for "
                + result.path("minutes").asText() + " minutes: "
                + Figures.read(result.path("after")).comparedWith(Figures.read(result.path("before")))
                + (accepted.isEmpty() ? "" : "; accepted: " + String.join("; ", accepted))
                + (missing.isEmpty() ? "" : "; CloudWatch had no figures for: " + String.join(", ", missing)) + ".";
    }
}
