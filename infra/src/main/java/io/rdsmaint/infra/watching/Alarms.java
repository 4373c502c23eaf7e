package io.rdsmaint.infra.watching;

import io.rdsmaint.infra.AccountOptions;
import io.rdsmaint.infra.LogicalIds;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.constructs.Construct;

/**
 * What somebody must know although no event tells it. Each alarm's description says what it means and what to do; the
 * runbook has a section of its name.
 */
final class Alarms extends Construct {
    /** Begins the names of the runbook's sections, and those of the alarms unless the deployment has a prefix. */
    static final String PREFIX = AccountOptions.USUAL_NAME + "-";

    private static final Duration MINUTE = Duration.minutes(1);
    private static final Duration QUARTER = Duration.minutes(15);

    private final SnsAction tell;
    private final String deployment;
    private final List<IAlarm> all = new ArrayList<>();

    /** When an alarm rings: so often within so many periods. */
    private record Rule(double threshold, int datapoints, int periods, TreatMissingData missing) {
        /** For a gauge of the sweep: no news leaves it as it is. */
        static Rule gauge(double threshold) {
            return new Rule(threshold, 1, 1, TreatMissingData.IGNORE);
        }

        /** For what is only counted when it happens. */
        static Rule count(double threshold, int datapoints, int periods) {
            return new Rule(threshold, datapoints, periods, TreatMissingData.NOT_BREACHING);
        }
    }

    Alarms(Construct scope, String id, Watched watched) {
        super(scope, id);
        deployment = watched.functionName();
        tell = new SnsAction(watched.topic());
        gauges(watched);
        int sweeps = Math.max(30, 3 * watched.upkeep().sweepMinutes());
        Alarm noSweep = alarm(
                "no-sweep",
                watched.figures().gauge("LiveOperations", "SampleCount", Duration.minutes(sweeps)),
                new Rule(1, 1, 1, TreatMissingData.BREACHING),
                ComparisonOperator.LESS_THAN_THRESHOLD,
                "No sweep has run: nobody notices open questions and stalled operations. Look at the function's log, its"
                        + " errors and throttles, and whether the sweep's rule is enabled.");
        all.add(noSweep);
        counts(watched);
    }

    List<IAlarm> all() {
        return List.copyOf(all);
    }

    private void gauges(Watched watched) {
        int minutes = watched.upkeep().questionAlarmMinutes();
        Figures figures = watched.figures();
        rings(
                "question-open",
                figures.gauge("OldestQuestionAge"),
                Rule.gauge(minutes * 60.0),
                "A question has been open for more than " + minutes
                        + " minutes; its operation waits and its cluster may"
                        + " be half changed. Look with status, answer it.");
        rings(
                "no-progress",
                figures.gauge("OperationsWithoutProgress"),
                Rule.gauge(1),
                "An operation waits for nobody, and yet its execution has not called the function for 75 minutes. Look at"
                        + " the execution; if it hangs, stop it and take the operation over.");
        rings(
                "stalled",
                figures.gauge("StalledOperations"),
                Rule.gauge(1),
                "An operation is alive but its execution has ended: nothing goes on until somebody takes it over with"
                        + " start-execution and its operation_id.");
        rings(
                "residue",
                figures.gauge("Residue"),
                Rule.gauge(1),
                "A temporary instance, or a blue/green deployment, outlived the operation that made it, and costs. The"
                        + " function's log names it (log residue). Delete it, once nobody needs it.");
    }

    private void counts(Watched watched) {
        rings(
                "not-published",
                watched.figures().count("PublishFailures", QUARTER),
                Rule.count(1, 2, 3),
                "The event bus refuses events. Nothing is lost, but people are not told, and operations don't end before"
                        + " they are. The function's log says why (log unpublished): mend the bus or its permission.");
        rings(
                "function-errors",
                watched.function("Errors", "Sum", MINUTE),
                Rule.count(1, 3, 5),
                "The function fails again and again. Operations are tried again for about half an hour, then they stall."
                        + " Its log says why (log failed).");
        rings(
                "function-throttled",
                watched.function("Throttles", "Sum", MINUTE),
                Rule.count(1, 3, 5),
                "Lambda has no concurrency left for the function: operations wait, and stall in the end. Give the function"
                        + " a share of the account's concurrency.");
        rings(
                "dead-letters",
                watched.deadLetter(),
                Rule.count(1, 1, 1),
                "A message could not be delivered: news of an execution for the function, or a notification for people."
                        + " Read it in the queue, see that somebody knows, delete it.");
    }

    private void rings(String name, Metric metric, Rule rule, String description) {
        all.add(alarm(name, metric, rule, ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, description));
    }

    private Alarm alarm(String name, Metric metric, Rule rule, ComparisonOperator comparison, String description) {
        Alarm alarm = Alarm.Builder.create(this, name)
                .alarmName(deployment + "-" + name)
                .alarmDescription(description + " docs/runbook.md, " + PREFIX + name)
                .metric(metric)
                .threshold(rule.threshold())
                .comparisonOperator(comparison)
                .datapointsToAlarm(rule.datapoints())
                .evaluationPeriods(rule.periods())
                .treatMissingData(rule.missing())
                .build();
        alarm.addAlarmAction(tell);
        alarm.addOkAction(tell);
        LogicalIds.fix(alarm, "Alarm" + camel(name));
        return alarm;
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("-", -1)) {
            camel.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return camel.toString();
    }
}
