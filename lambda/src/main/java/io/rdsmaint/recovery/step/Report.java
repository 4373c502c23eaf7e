package io.rdsmaint.recovery.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.s3.ReportBucket;
import io.rdsmaint.kit.Json;
import io.rdsmaint.recovery.plan.Parameters;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goal: the evidence is kept: what came up, how fast, and how old its data were, against the targets. It is the step's result, and where a
 * prefix was given two objects, {@code PLAN/OPERATION.json} and {@code .html}; the same texts whenever they are written again.
 */
public final class Report extends RecoveryStep {
    /** The word in plans. */
    public static final String ACTION = "report";

    private static final String WRITTEN = "written";

    private record Text(String suffix, String type, String text) {}

    public Report(RecoveryTools tools) {
        super(ACTION, tools);
    }

    /** Writes the report. */
    public static PlannedStep planned(@Nullable String prefix) {
        return PlannedStep.of(
                "Report",
                ACTION,
                Json.object(),
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                prefix == null ? List.of() : List.of("PutObject " + prefix + "…json", "PutObject " + prefix + "…html"));
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Evidence evidence = Evidence.of(operation);
        Parameters.@Nullable Place place = evidence.parameters().report();
        Optional<ReportBucket> bucket = tools.reports();
        if (place == null || bucket.isEmpty()) {
            return Outcome.done(evidence.json());
        }
        String name = place.prefix() + operation.target().name() + "/" + operation.id();
        for (Text text : List.of(
                new Text(".json", "application/json", evidence.json().toPrettyString()),
                new Text(".html", "text/html; charset=utf-8", EvidencePage.of(evidence)))) {
            String key = name + text.suffix();
            if (!run.memo().path(WRITTEN).has(key)) {
                return run.change(Change.repeatable(
                                "PutObject s3://" + bucket.get().name() + "/" + key,
                                "report:" + key,
                                () -> true,
                                intent -> {
                                    bucket.get().write(intent, key, text.type(), text.text());
                                    run.memo().withObjectProperty(WRITTEN).put(key, true);
                                })
                        .showingAtOnce());
            }
            run.reached("s3://" + bucket.get().name() + "/" + key + " is written");
        }
        ObjectNode result = evidence.json();
        result.put("page", "s3://" + bucket.get().name() + "/" + name + ".html");
        return Outcome.done(result);
    }
}
