package io.rdsmaint.telemetry;

import java.util.List;

/** The metrics that there are; {@code docs/observability.md} says what each means. */
public enum Metric {
    OPERATIONS("Operations", Unit.COUNT, By.OUTCOME),
    STEP_DURATION("StepDuration", Unit.SECONDS, By.STEP),
    WAIT_TIME("WaitTime", Unit.SECONDS, By.STEP),
    RETRIES("Retries", Unit.COUNT, By.STEP),
    QUESTIONS("Questions", Unit.COUNT, By.QUESTION),
    HUMAN_WAIT("HumanWait", Unit.SECONDS, By.QUESTION),
    PUBLISH_FAILURES("PublishFailures", Unit.COUNT, By.NOTHING),
    LIVE_OPERATIONS("LiveOperations", Unit.COUNT, By.NOTHING),
    OPEN_QUESTIONS("OpenQuestions", Unit.COUNT, By.NOTHING),
    OLDEST_QUESTION_AGE("OldestQuestionAge", Unit.SECONDS, By.NOTHING),
    OPERATIONS_WITHOUT_PROGRESS("OperationsWithoutProgress", Unit.COUNT, By.NOTHING),
    STALLED_OPERATIONS("StalledOperations", Unit.COUNT, By.NOTHING),
    RESIDUE("Residue", Unit.COUNT, By.NOTHING),
    RECOVERY_TIME("RecoveryTime", Unit.SECONDS, By.TYPE),
    RECOVERY_POINT("RecoveryPoint", Unit.SECONDS, By.TYPE);

    private final String word;
    private final Unit unit;
    private final By by;

    Metric(String word, Unit unit, By by) {
        this.word = word;
        this.unit = unit;
        this.by = by;
    }

    /** Its name in CloudWatch. */
    public String word() {
        return word;
    }

    /** The names of its dimensions. */
    public List<String> dimensions() {
        return switch (by) {
            case OUTCOME -> List.of("operation_type", "outcome");
            case STEP -> List.of("operation_type", "step_action");
            case QUESTION -> List.of("operation_type", "question_kind");
            case TYPE -> List.of("operation_type");
            case NOTHING -> List.of();
        };
    }

    /** Its unit, as CloudWatch calls it. */
    public String unit() {
        return switch (unit) {
            case COUNT -> "Count";
            case SECONDS -> "Seconds";
        };
    }

    private enum Unit {
        COUNT,
        SECONDS
    }

    /** What its values are told apart by. All of it has few values: never an operation or a cluster. */
    private enum By {
        OUTCOME,
        STEP,
        QUESTION,
        TYPE,
        NOTHING
    }
}
