package io.rdsmaint.telemetry;

import io.rdsmaint.engine.EngineSignal;
import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Milestone;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What an occurrence measures. */
final class Measured {
    /** A step that waits is looked at, and saved, at least once an hour, else every half hour. */
    static final Duration WITHOUT_PROGRESS = Duration.ofMinutes(75);

    private Measured() {}

    static List<Datum> by(EngineSignal occurrence) {
        return switch (occurrence) {
            case EngineSignal.Saved saved -> saved(saved);
            case EngineSignal.Answered answered ->
                List.of(Datum.time(
                        Metric.HUMAN_WAIT,
                        Duration.between(answered.askedAt(), answered.at()),
                        answered.operation().type(),
                        answered.question().kind().word()));
            case EngineSignal.Unpublished ignored -> List.of(Datum.count(Metric.PUBLISH_FAILURES, 1));
            case EngineSignal.Swept swept -> swept(swept);
            case EngineSignal.Looked ignored -> List.of();
            case EngineSignal.Unsaved ignored -> List.of();
            case EngineSignal.NotWoken ignored -> List.of();
        };
    }

    private static List<Datum> saved(EngineSignal.Saved saved) {
        List<Datum> data = new ArrayList<>();
        Operation after = saved.after();
        if (saved.before() != null) {
            between(saved.before(), after).forEach(data::add);
        }
        for (LogEntry event : saved.events()) {
            outcome(event.type()).ifPresent(word -> data.add(Datum.count(Metric.OPERATIONS, 1, after.type(), word)));
            switch (event.type()) {
                case STEP_COMPLETED -> data.add(duration(after, step(saved)));
                case STEP_RETRIED -> data.add(retry(after, step(saved)));
                case QUESTION_ASKED -> data.add(Datum.count(Metric.QUESTIONS, 1, after.type(), kind(after)));
                case WAVE_COMPLETED -> {
                    told(event, Milestone.RECOVERY_TIME, Metric.RECOVERY_TIME, after)
                            .ifPresent(data::add);
                    told(event, Milestone.RECOVERY_POINT, Metric.RECOVERY_POINT, after)
                            .ifPresent(data::add);
                }
                default -> {}
            }
        }
        return data;
    }

    private static Optional<Datum> told(LogEntry event, String field, Metric metric, Operation operation) {
        return event.data().has(field)
                ? Optional.of(Datum.time(
                        metric, Duration.ofSeconds(event.data().path(field).asLong()), operation.type()))
                : Optional.empty();
    }

    /** Every time between two saves in which a step waited for AWS counts, and counts once. */
    private static Stream<Datum> between(Operation before, Operation after) {
        Optional<Step> step = before.current();
        boolean moving = before.state() == OperationState.RUNNING || before.state() == OperationState.ROLLING_BACK;
        Stream<Datum> wait = step.filter(s -> moving && s.state() == StepState.WAITING).stream()
                .map(s -> Datum.time(
                        Metric.WAIT_TIME,
                        Duration.between(before.updatedAt(), after.updatedAt()),
                        after.type(),
                        s.planned().action()));
        Stream<Datum> retries = step
                .filter(s -> after.state() != OperationState.PAUSED
                        && after.index() == before.index()
                        && after.steps().get(before.index()).errors() > s.errors())
                .stream()
                .map(s -> retry(after, s));
        return Stream.concat(wait, retries);
    }

    private static Step step(EngineSignal.Saved saved) {
        return saved.after().steps().get(Objects.requireNonNull(saved.before()).index());
    }

    private static Datum duration(Operation operation, Step step) {
        Instant began = step.startedAt() == null ? operation.updatedAt() : step.startedAt();
        Instant ended = step.completedAt() == null ? operation.updatedAt() : step.completedAt();
        return Datum.time(
                Metric.STEP_DURATION,
                Duration.between(began, ended),
                operation.type(),
                step.planned().action());
    }

    private static Datum retry(Operation operation, Step step) {
        return Datum.count(Metric.RETRIES, 1, operation.type(), step.planned().action());
    }

    private static String kind(Operation operation) {
        Question question = operation.question();
        return question == null ? "unknown" : question.kind().word();
    }

    private static Optional<String> outcome(LogEntry.Type type) {
        return switch (type) {
            case OPERATION_STARTED -> Optional.of("started");
            case OPERATION_COMPLETED -> Optional.of("completed");
            case OPERATION_ABORTED -> Optional.of("aborted");
            case OPERATION_ROLLED_BACK -> Optional.of("rolled_back");
            case OPERATION_STALLED -> Optional.of("stalled");
            default -> Optional.empty();
        };
    }

    private static List<Datum> swept(EngineSignal.Swept swept) {
        List<Listed> live = swept.operations();
        Duration oldest = live.stream()
                .flatMap(one -> one.askedAt().stream())
                .map(asked -> Duration.between(asked, swept.at()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return List.of(
                Datum.count(Metric.LIVE_OPERATIONS, live.size()),
                Datum.count(
                        Metric.OPEN_QUESTIONS,
                        live.stream().filter(one -> one.askedAt().isPresent()).count()),
                Datum.time(Metric.OLDEST_QUESTION_AGE, oldest),
                Datum.count(
                        Metric.OPERATIONS_WITHOUT_PROGRESS,
                        live.stream()
                                .filter(one -> withoutProgress(one, swept.at()))
                                .count()),
                Datum.count(
                        Metric.STALLED_OPERATIONS,
                        live.stream().filter(Listed::stalled).count()));
    }

    /** Live and neither waiting for a person nor known to be stalled, and yet nobody has saved it for too long. */
    static boolean withoutProgress(Listed operation, Instant now) {
        return operation.state() != OperationState.PAUSED
                && !operation.stalled()
                && operation.updatedAt().isBefore(now.minus(WITHOUT_PROGRESS));
    }
}
