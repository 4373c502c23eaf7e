package io.rdsmaint.sql.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.QuestionDraft;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.sql.ledger.FailedPiece;
import io.rdsmaint.sql.ledger.Ledger;
import io.rdsmaint.sql.ledger.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/**
 * Runs the pieces of one phase, a batch an invocation, until all are done.
 *
 * <ol>
 *   <li>look at the ledger: done, running (locked by somebody), or free; all done is the goal;
 *   <li>an earlier call that nobody heard of is no concern: it did its piece, is doing it, or finds it done or locked when it comes;
 *   <li>free pieces are run in as many lanes as are not taken by pieces that still run; those that failed once come in the next
 *       round, after a pause, when no others are left;
 *   <li>what failed in its last round is asked about, once nothing runs any more.
 * </ol>
 */
final class PieceRunner {
    /** Batches in a row that brought nothing: whatever it is does not pass by itself; chosen. */
    private static final int MOST_IDLE = 8;

    /** Failed pieces that a question names. */
    private static final int SHOWN = 5;

    /** Seconds before the first further try, doubled for each after it. */
    private static final long FIRST_PAUSE = 5;

    private static final long LONGEST_PAUSE = 300;

    /** Seconds between looks at statements that go on without a call. */
    private static final long LOOK_AGAIN = 10;

    private static final String BATCHES = "batches";
    private static final String IDLE = "idle";
    private static final String ROUND = "round";
    private static final String SINCE = "since";
    private static final String ROWS_THEN = "rows_then";
    private static final String RETRIED = "retried";

    private final SqlStep step;
    private final Lanes lanes;

    /**
     * What is run.
     *
     * @param lanesNow how many lanes there are to be by now, which a person may have changed while a batch runs
     * @param hint how a statement that takes too long can be mended, for people
     */
    record Work(
            Ledger ledger,
            String phase,
            int lanes,
            IntSupplier lanesNow,
            int retries,
            boolean goesOn,
            Duration longest,
            String hint) {}

    PieceRunner(SqlStep step) {
        this.step = step;
        this.lanes = new Lanes(step.tools.worlds().clock());
    }

    /** One batch, or why there is none now; empty when all pieces are done. */
    Optional<Outcome> advance(StepRun run, Work work) {
        Progress before = work.ledger().progress(work.phase());
        run.reached("the ledger shows " + before.done() + " of " + before.pieces() + " pieces done");
        begin(run, before);
        if (before.complete()) {
            return Optional.empty();
        }
        if (wantsRetry(run)) {
            return Optional.of(retry(run, work));
        }
        long free = before.pieces() - before.done() - before.running();
        if (free == 0) {
            return Optional.of(afterward(run, work, before));
        }
        int round = before.fewestFailures().orElse(0) + 1;
        if (round > work.retries() + 1) {
            return Optional.of(before.running() > 0 ? afterward(run, work, before) : failed(run, work, before));
        }
        if (run.memo().path(IDLE).asInt() >= MOST_IDLE) {
            return Optional.of(stuck(run, work, before));
        }
        if (round > run.memo().path(ROUND).asInt(1)) {
            run.memo().put(ROUND, round);
            long pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE << (round - 2));
            return Optional.of(Outcome.waiting("another try of " + before.failed() + " pieces that failed", pause));
        }
        int open = (int) Math.min(free, work.lanes() - before.running());
        if (open <= 0) {
            return Optional.of(afterward(run, work, before));
        }
        return batch(run, work, before, round, open);
    }

    private static void begin(StepRun run, Progress before) {
        if (!run.memo().has(SINCE)) {
            run.memo().put(SINCE, run.now().toString()).put(ROWS_THEN, before.doneRows());
        }
    }

    private Optional<Outcome> batch(StepRun run, Work work, Progress before, int round, int open) {
        int number = run.memo().path(BATCHES).asInt() + 1;
        run.memo().put(BATCHES, number);
        AtomicReference<Lanes.Batch> ran = new AtomicReference<>();
        Outcome outcome = step.change(
                run,
                "ops.run_piece " + work.ledger().operation() + "/" + work.phase() + ", batch " + number,
                Lanes.MOST_CALLS,
                intent -> ran.set(lanes.run(
                        open,
                        () -> (int) Math.max(1, work.lanesNow().getAsInt() - before.running()),
                        () -> work.ledger().run(intent, work.phase(), round, work.goesOn()),
                        work.longest(),
                        () -> work.ledger().cancelOverdue(intent, work.phase()))));
        Lanes.Batch batch = ran.get();
        if (batch == null) {
            return Optional.of(outcome);
        }
        if (batch.closed()) {
            return Optional.of(closed(run, work));
        }
        Progress after = work.ledger().progress(work.phase());
        run.reached(batch.done() + " pieces done, " + batch.failed() + " failed by this batch");
        boolean moved = after.done() > before.done() || batch.failed() > 0 || after.running() > 0;
        run.memo().put(IDLE, moved ? 0 : run.memo().path(IDLE).asInt() + 1);
        if (batch.unknown() != null) {
            run.memo().put("unanswered", batch.unknown());
        }
        return after.complete()
                ? Optional.empty()
                : Optional.of(Outcome.waiting(words(run, work, after), moved ? 1 : LOOK_AGAIN));
    }

    /** How far it is, completing "waiting for …". */
    private static String words(StepRun run, Work work, Progress now) {
        double perSecond = rowsPerSecond(run, now);
        String pace = "";
        if (perSecond > 0) {
            pace = ", " + Math.round(perSecond) + " rows/s";
            if (now.plannedRows() > now.doneRows()) {
                long left = Math.round((now.plannedRows() - now.doneRows()) / perSecond);
                run.memo().put(Step.ENDS_AT, run.now().plusSeconds(left).toString());
                pace += ", about " + (left < 120 ? left + " s" : left / 60 + " minutes") + " left";
            }
        }
        return "pieces of " + work.phase() + ": " + now.done() + " of " + now.pieces() + " done"
                + (now.running() > 0 ? ", " + now.running() + " running" : "")
                + (now.failed() > 0 ? ", " + now.failed() + " failed so far" : "") + ", " + work.lanes()
                + (work.lanes() == 1 ? " lane" : " lanes") + pace;
    }

    /** Since the step began to run pieces; 0 while nobody can tell. */
    private static double rowsPerSecond(StepRun run, Progress now) {
        Duration taken = Duration.between(
                Instant.parse(run.memo().path(SINCE).asText(run.now().toString())), run.now());
        long rows = now.doneRows() - run.memo().path(ROWS_THEN).asLong();
        return taken.isPositive() && rows > 0 ? rows * 1_000.0 / taken.toMillis() : 0;
    }

    /** Statements go on without a call of ours; those that run too long are ended. */
    private Outcome afterward(StepRun run, Work work, Progress before) {
        int number = run.memo().path(BATCHES).asInt() + 1;
        run.memo().put(BATCHES, number);
        AtomicReference<Boolean> looked = new AtomicReference<>(false);
        Outcome outcome = step.change(
                run,
                "ops.cancel_overdue " + work.ledger().operation() + "/" + work.phase() + ", look " + number,
                1,
                intent -> {
                    work.ledger().cancelOverdue(intent, work.phase());
                    looked.set(true);
                });
        if (!looked.get()) {
            return outcome;
        }
        run.reached("it was answered");
        return Outcome.waiting(words(run, work, before), LOOK_AGAIN);
    }

    private static boolean wantsRetry(StepRun run) {
        return run.answer()
                .filter(answer ->
                        !answer.questionId().equals(run.memo().path(RETRIED).asText()))
                .isPresent();
    }

    /** Once for each answer; a repeat gives only more tries. */
    private Outcome retry(StepRun run, Work work) {
        String answer = run.answer().orElseThrow().questionId();
        AtomicReference<Boolean> given = new AtomicReference<>(false);
        Outcome outcome = step.change(
                run,
                "ops.retry_failed " + work.ledger().operation() + "/" + work.phase() + ", answer " + answer,
                1,
                intent -> {
                    work.ledger().retryFailed(intent, work.phase());
                    given.set(true);
                });
        if (!given.get()) {
            return outcome;
        }
        run.reached("it was answered");
        run.memo().put(RETRIED, answer).put(ROUND, 1).put(IDLE, 0);
        return Outcome.waiting("failed pieces to be tried again", 1);
    }

    private Outcome failed(StepRun run, Work work, Progress now) {
        List<FailedPiece> failed = work.ledger().failed(work.phase(), SHOWN);
        boolean late = failed.stream().anyMatch(piece -> piece.error().startsWith("57014"));
        String observed = now.failed() + " of " + now.pieces() + " pieces failed "
                + (work.retries() + 1) + " times, " + now.done() + " are done: "
                + failed.stream().map(FailedPiece::words).collect(Collectors.joining("; "))
                + (now.failed() > failed.size() ? "; and " + (now.failed() - failed.size()) + " more" : "")
                + (late ? ". " + work.hint() : "");
        return asking(
                run,
                work,
                SqlQuestion.PIECES_FAILED,
                "pieces failed, and what is not done is not published.",
                observed,
                "run only the " + now.failed() + " pieces that failed again, " + (work.retries() + 1)
                        + " times each at most; the " + now.done() + " that are done are not touched");
    }

    private Outcome stuck(StepRun run, Work work, Progress now) {
        return asking(
                run,
                work,
                SqlQuestion.BATCHES_IDLE,
                "the last " + MOST_IDLE + " batches brought nothing.",
                now.done() + " of " + now.pieces() + " pieces are done; the last call without an answer: "
                        + run.memo().path("unanswered").asText("none"),
                "go on with the pieces that are not done");
    }

    private Outcome closed(StepRun run, Work work) {
        return asking(
                run,
                work,
                SqlQuestion.LEDGER_TAKEN,
                "the ledger is no longer this operation's to work on: another one has taken it over, or it was closed.",
                "ledger " + work.ledger().operation(),
                "look again");
    }

    private Outcome asking(StepRun run, Work work, SqlQuestion code, String reason, String observed, String goesOn) {
        Operation operation = run.operation();
        return new Outcome.Asking(
                QuestionDraft.of(code, Question.Kind.FAILURE, run.step().name() + ": " + reason, observed, goesOn)
                        .withCommands(step.looking(work.ledger(), operation, work.phase())));
    }
}
