package io.rdsmaint.infra.watching;

import io.rdsmaint.infra.LogicalIds;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.LogQueryVisualizationType;
import software.amazon.awscdk.services.cloudwatch.LogQueryWidget;
import software.amazon.awscdk.services.cloudwatch.SingleValueWidget;
import software.constructs.Construct;

/** The dashboard: what is wrong, what waits, what became of operations, what takes long, and the machine itself. */
final class Overview extends Construct {
    private static final Duration MINUTES = Duration.minutes(5);
    private static final int WHOLE = 24;
    private static final int THIRD = 8;
    private static final int HEIGHT = 6;

    Overview(Construct scope, String id, Watched watched, List<IAlarm> alarms) {
        super(scope, id);
        Figures figures = watched.figures();
        Dashboard dashboard = Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(watched.functionName())
                .defaultInterval(Duration.days(1))
                .build();
        LogicalIds.fix(dashboard, "Dashboard");
        row(
                dashboard,
                AlarmStatusWidget.Builder.create()
                        .title("Alarms: each says what to do")
                        .alarms(alarms)
                        .width(WHOLE)
                        .height(3)
                        .build());
        row(
                dashboard,
                SingleValueWidget.Builder.create()
                        .title("Now")
                        .metrics(Stream.of(
                                        "LiveOperations",
                                        "OpenQuestions",
                                        "OldestQuestionAge",
                                        "OperationsWithoutProgress",
                                        "StalledOperations",
                                        "Residue")
                                .map(figures::gauge)
                                .toList())
                        .width(WHOLE)
                        .height(3)
                        .build());
        row(
                dashboard,
                graph("Operations by outcome", figures.eachOutcome("Operations")),
                graph("Questions asked", figures.eachQuestion("Questions", "Sum")),
                graph("How long people took to answer (s)", figures.eachQuestion("HumanWait", "Maximum")));
        row(
                dashboard,
                graph("How long steps took (s)", figures.eachStep("StepDuration", "Maximum")),
                graph("Waited for AWS (s per 5 minutes)", figures.eachStep("WaitTime", "Sum")),
                graph("Looks tried again", figures.eachStep("Retries", "Sum")));
        row(
                dashboard,
                graph(
                        "Executions",
                        Stream.of(
                                        "ExecutionsStarted",
                                        "ExecutionsSucceeded",
                                        "ExecutionsFailed",
                                        "ExecutionsTimedOut",
                                        "ExecutionsAborted",
                                        "ExecutionThrottled")
                                .map(name -> watched.machine(name, "Sum"))
                                .toArray(IMetric[]::new)),
                graph(
                        "Function",
                        watched.function("Invocations", "Sum", MINUTES),
                        watched.function("Errors", "Sum", MINUTES),
                        watched.function("Throttles", "Sum", MINUTES)),
                graph("Function's time (ms)", watched.function("Duration", "p99", MINUTES)));
        row(
                dashboard,
                graph("Events refused by the bus", figures.count("PublishFailures", MINUTES)),
                graph("Dead letters", watched.deadLetter()),
                LogQueryWidget.Builder.create()
                        .title("Last troubles")
                        .logGroupNames(List.of(watched.log().getLogGroupName()))
                        .queryLines(List.of(
                                "fields @timestamp, log, operation_id, error_cause",
                                "filter level in ['WARN', 'ERROR']",
                                "sort @timestamp desc",
                                "limit 20"))
                        .view(LogQueryVisualizationType.TABLE)
                        .width(THIRD)
                        .height(HEIGHT)
                        .build());
    }

    private static void row(Dashboard dashboard, IWidget... widgets) {
        dashboard.addWidgets(widgets);
    }

    private static GraphWidget graph(String title, IMetric... metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(List.of(metrics))
                .width(THIRD)
                .height(HEIGHT)
                .build();
    }
}
