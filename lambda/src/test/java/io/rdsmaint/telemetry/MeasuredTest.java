package io.rdsmaint.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.EngineSignal;
import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredTest {
    private final Operation operation = new Samples().fresh();

    @Test
    void anOperationThatNobodyLooksAtIsWithoutProgress() {
        Instant saved = operation.updatedAt();
        assertThat(withoutProgress(saved.plus(Measured.WITHOUT_PROGRESS))).isEqualTo(0);
        assertThat(withoutProgress(saved.plus(Measured.WITHOUT_PROGRESS).plusSeconds(1)))
                .isEqualTo(1);
    }

    @Test
    void theSweepNamesIt() {
        List<String> lines = new ArrayList<>();
        Instant late = operation.updatedAt().plus(Duration.ofHours(2));
        new Telemetry(lines::add, () -> late, "rds-maint-machine", "request")
                .accept(new EngineSignal.Swept(late, List.of(Listed.of(operation)), 0));
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"log\":\"without_progress\"", "\"level\":\"WARN\"", operation.id());
    }

    @Test
    void aSweepWhoseTimeDidNotSufficeSaysWhatItLeft() {
        List<String> lines = new ArrayList<>();
        Instant now = operation.updatedAt();
        new Telemetry(lines::add, () -> now, "rds-maint-machine", "request")
                .accept(new EngineSignal.Swept(now, List.of(), 3));
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"log\":\"not_swept\"", "\"level\":\"WARN\"", "\"operations_left\":3", "next sweeps");
    }

    @Test
    void theOldestQuestionCounts() {
        Instant now = operation.updatedAt();
        List<Listed> live = List.of(
                asking(operation, now.minusSeconds(60)),
                asking(operation, now.minusSeconds(3_600)),
                Listed.of(operation));
        assertThat(value(new EngineSignal.Swept(now, live, 0), Metric.OLDEST_QUESTION_AGE))
                .isEqualTo(3_600);
        assertThat(value(new EngineSignal.Swept(now, live, 0), Metric.OPEN_QUESTIONS))
                .isEqualTo(2);
        assertThat(value(new EngineSignal.Swept(now, List.of(), 0), Metric.OLDEST_QUESTION_AGE))
                .isEqualTo(0);
    }

    @Test
    void aSaveThatWasNotTakenMeasuresNothingAndIsTold() {
        EngineSignal.Unsaved unsaved = new EngineSignal.Unsaved(operation.id(), "saved by someone else");
        List<String> lines = new ArrayList<>();
        new Telemetry(lines::add, Instant::now, "rds-maint-machine", "request").accept(unsaved);
        assertThat(Measured.by(unsaved)).isEmpty();
        assertThat(lines).singleElement().asString().contains("\"log\":\"unsaved\"", "saved by someone else");
    }

    private static Listed asking(Operation operation, Instant first) {
        Listed op = Listed.of(operation);
        return new Listed(
                op.id(),
                op.type(),
                op.target(),
                OperationState.PAUSED,
                op.ending(),
                op.index(),
                op.steps(),
                op.stepName(),
                op.stepState(),
                op.waitCondition(),
                op.since(),
                null,
                op.rest(),
                new Listed.Asked("q1", Question.Kind.GATE, "all is well", "why", first),
                op.executionArn(),
                op.stalled(),
                op.untold(),
                op.requestedBy(),
                op.reason(),
                op.label(),
                op.version(),
                op.createdAt(),
                op.updatedAt(),
                op.endedAt());
    }

    private double withoutProgress(Instant now) {
        return value(new EngineSignal.Swept(now, List.of(Listed.of(operation)), 0), Metric.OPERATIONS_WITHOUT_PROGRESS);
    }

    private static double value(EngineSignal occurrence, Metric metric) {
        return Measured.by(occurrence).stream()
                .filter(datum -> datum.metric() == metric)
                .findFirst()
                .orElseThrow()
                .value();
    }
}
