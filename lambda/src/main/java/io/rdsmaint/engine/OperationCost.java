package io.rdsmaint.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What an operation will cost: what its own calls cost, and what AWS asks for beside it. Instances are named and not priced:
 * prices differ by region, contract and month. The looks are those of steps that take as long as they are expected to, and nobody
 * is paid for the time in which a question is open. Prices are list prices of us-east-1 as docs/costs.md has them.
 *
 * @param calls of the function, each a step of the operation or a look
 * @param beside what runs beside what is there and is paid for meanwhile, a line each
 */
public record OperationCost(int calls, List<String> beside) {
    /** A look is a task, a choice and mostly a wait. */
    private static final int TRANSITIONS_A_CALL = 3;

    /** USD: Standard workflows, the first price of the list. */
    private static final BigDecimal TRANSITION = new BigDecimal("0.000025");

    /** USD: about a second of 1 GB on arm64, and the request. */
    private static final BigDecimal SECOND_OF_THE_FUNCTION = new BigDecimal("0.0000135334");

    /** USD: a consistent read, and at most a write of some kilobytes, on demand. */
    private static final BigDecimal TABLE = new BigDecimal("0.000005");

    /** Steps that are expected to take up to this only look, or make a call that takes effect with its answer; as measured. */
    private static final Duration AT_ONCE = Duration.ofSeconds(30);

    /** So many minutes are told as minutes, more as hours; chosen. */
    private static final long MINUTES_BEFORE_HOURS = 180;

    /** Looks longer than this are not counted one by one; chosen, a year of the longest pauses. */
    private static final int MOST_LOOKS = 52_560;

    public OperationCost {
        beside = List.copyOf(beside);
    }

    /**
     * Of a plan.
     *
     * @param beside what its type says runs beside what is there
     */
    static OperationCost of(Plan plan, List<String> beside) {
        int calls = 1 + plan.steps().stream().mapToInt(OperationCost::calls).sum();
        return new OperationCost(calls, beside);
    }

    /** The call itself, and looks at the pace of the engine until the usual time has passed; what is short is done at once. */
    private static int calls(PlannedStep step) {
        UsualTime usual = UsualTime.expecting(step.expected());
        int looks = 1;
        Duration passed = step.expected().compareTo(AT_ONCE) <= 0 ? AT_ONCE : Duration.ZERO;
        while (passed.compareTo(step.expected()) < 0 && looks < MOST_LOOKS) {
            passed = passed.plus(PollInterval.next(passed, usual, 0.5));
            looks++;
        }
        return looks;
    }

    /** A length of time as people say it of what is only expected. */
    public static String about(Duration time) {
        long minutes = Math.max(1, Math.round(time.toSeconds() / 60.0));
        return minutes < MINUTES_BEFORE_HOURS
                ? "about " + minutes + " min"
                : "about " + Math.round(minutes / 60.0) + " h";
    }

    /** State transitions of Step Functions. */
    public int transitions() {
        return calls * TRANSITIONS_A_CALL;
    }

    /** USD, rounded up to a tenth of a cent. */
    public BigDecimal usd() {
        return TRANSITION
                .multiply(BigDecimal.valueOf(TRANSITIONS_A_CALL))
                .add(SECOND_OF_THE_FUNCTION)
                .add(TABLE)
                .multiply(BigDecimal.valueOf(calls))
                .setScale(3, RoundingMode.CEILING);
    }

    /** For people: the operation's own first, then a line for each thing that runs beside. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("the operation itself about " + usd().toPlainString() + " USD: " + calls
                + (calls == 1 ? " call" : " calls") + " of the function, " + transitions()
                + " state transitions, reads and writes of the table");
        lines.addAll(beside);
        if (beside.isEmpty()) {
            lines.add("nothing runs beside what is there already");
        }
        return lines;
    }
}
