package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a step kind sees of its operation, and the only way for it to change something. */
public final class StepRun {
    /** RDS shows what it has accepted within seconds to a minute; chosen with room. */
    private static final Duration PATIENCE_AFTER_ACCEPTANCE = Duration.ofMinutes(5);

    /** Seconds between looks while there is nothing to be seen, only time to pass. */
    private static final long MOST_BLIND = 300;

    private final UnitOfWork session;
    private final Holds holds;
    private final boolean mustFinish;
    private final ObjectNode memo;

    /** Nothing is changed in this run: the invocation has had its call. */
    private boolean onlyLooking;

    private boolean showsAtOnce;

    /** The intent of this run's change. */
    private @Nullable SavedIntent made;

    /**
     * @param mustFinish the step's kind says that it has calls which must be made once others took effect
     */
    StepRun(UnitOfWork session, Holds holds, boolean mustFinish) {
        this.session = session;
        this.holds = holds;
        this.mustFinish = mustFinish;
        this.memo = session.draft().step().memo().deepCopy();
    }

    /** A run for a further look in an invocation that has made its call. */
    StepRun onlyLooking() {
        onlyLooking = true;
        return this;
    }

    /** True when this run made a change that AWS took and whose effect shows at once. */
    boolean showsAtOnce() {
        return showsAtOnce;
    }

    /** The operation as it stands. */
    public Operation operation() {
        return session.draft().peek();
    }

    /** What the operation works on, seen from where this step's calls go. */
    public Target target() {
        PlannedStep.Place place = step().planned().place();
        Target target = operation().target();
        return place == null ? target : target.at(place);
    }

    /** The step as it stands. */
    public Step step() {
        return session.draft().step();
    }

    /**
     * The plan of this step as it is stored at this moment: a person may have edited it since the invocation began. Reads the store;
     * empty when the operation or the step is there no more.
     */
    public Optional<PlannedStep> plannedMeanwhile() {
        return session.storedMeanwhile()
                .flatMap(now -> now.steps().stream()
                        .filter(other -> other.name().equals(step().name()))
                        .findFirst())
                .map(Step::planned);
    }

    /** The step's parameters. */
    public JsonNode parameters() {
        return step().planned().parameters();
    }

    /** What the step remembers; saved with whatever the invocation's outcome is, and before any change. */
    public ObjectNode memo() {
        return memo;
    }

    /** Now. */
    public Instant now() {
        return session.now();
    }

    /** The answer to the question this step asked last, if it asked one and a person chose to continue. */
    public Optional<Answer> answer() {
        return Optional.ofNullable(step().answer());
    }

    /** The intent of this step that has not been refused, if any: its call may have been made. */
    public Optional<SavedIntent> intent() {
        return Optional.ofNullable(step().intent()).filter(i -> i.state() != SavedIntent.State.REFUSED);
    }

    /** Tells that the world shows the goal of this step's call; it will not be waited for or repeated any more. */
    public void reached(String evidence) {
        intent().filter(i -> i.state() != SavedIntent.State.PROVEN)
                .ifPresent(i -> close(i, SavedIntent.State.PROVEN, evidence));
    }

    /**
     * Tells that something is under way, or has failed, that this step's call may have led to. It proves an accepted call. An
     * unanswered one stays uncertain: a like change by somebody else looks the same, and the call may still act until it expires.
     */
    public void sign(String evidence) {
        intent().filter(i -> !i.shown()).ifPresent(i -> {
            if (i.open()) {
                session.draft().step(step().intending(i.showing(evidence), step().lost()));
            } else {
                close(i, SavedIntent.State.PROVEN, evidence);
            }
        });
    }

    /** While a call of this step may still act, although the world shows an end that is not its goal: the wait for that time. */
    public Optional<Outcome> untilExpired() {
        return step().uncertain()
                .filter(i -> now().isBefore(i.expiredAt()))
                .max(Comparator.comparing(SavedIntent::at))
                .map(this::untilExpired);
    }

    /**
     * Tells that the world shows that this step's unanswered call took no effect: like a refused one it may be made
     * again. Counts only once the call can no longer act; before that, no look can tell what it may still do.
     */
    public void disproved(String evidence) {
        intent().filter(i -> i.open() && !now().isBefore(i.expiredAt()))
                .ifPresent(i -> close(i, SavedIntent.State.REFUSED, evidence));
    }

    /**
     * Makes a change, or says why not now: an earlier call of unknown fate is looked for until its settle time has passed, an
     * accepted one until its effect shows; a freeze and the schedule are asked before the intent, so that none is written in
     * vain, and again right before the call. Call it only after a look that showed neither the goal nor a sign that it is
     * under way.
     */
    public Outcome change(Change change) {
        return unlessHeld(change, false);
    }

    /**
     * Makes a change that finishes what has taken effect, which neither a freeze nor the schedule holds; else as {@link #change}.
     * Only for a kind that says in {@link StepKind#mustFinish} what would be left half done.
     */
    public Outcome finish(Change change) {
        if (!mustFinish) {
            throw new IllegalStateException(step().planned().action() + " does not say what it must finish");
        }
        return beforeACall(change).orElseGet(() -> make(change, false, Optional::empty));
    }

    /**
     * Makes a harmless change that is not the step's own, such as giving back a tag that somebody took away. Until it is
     * answered it is among the lost calls, so that no kind takes it for its own call; afterwards nothing of it stays.
     */
    public Outcome aside(Change change) {
        return unlessHeld(change, true);
    }

    private Outcome unlessHeld(Change change, boolean aside) {
        return beforeACall(change)
                .or(() -> hold().map(Outcome.Held::new))
                .orElseGet(() -> make(change, aside, this::hold));
    }

    void keepMemo() {
        session.draft().step(step().remembering(memo));
    }

    private Optional<Outcome> beforeACall(Change change) {
        return onlyLooking
                ? Optional.of(Outcome.waiting("the next invocation: this one has had its call", 1))
                : untilEarlierCallsAreSettled(change);
    }

    private Optional<Outcome> untilEarlierCallsAreSettled(Change change) {
        Instant now = now();
        for (SavedIntent i : operation().uncertainCalls()) {
            boolean another =
                    i.resource().equals(change.resource()) && !i.call().equals(change.call());
            if (another && now.isBefore(i.expiredAt())) {
                return Optional.of(new Outcome.Held(new Hold.EarlierCall(i)));
            }
        }
        for (SavedIntent i : step().lost()) {
            if (i.call().equals(change.call()) && now.isBefore(i.settledAt())) {
                return Optional.of(unsettled(i));
            }
        }
        SavedIntent last = step().intent();
        return last == null
                ? Optional.empty()
                : switch (last.state()) {
                    case OPEN -> afterUnknown(last);
                    case ACCEPTED, PROVEN -> {
                        if (!last.call().equals(change.call())) {
                            yield Optional.empty();
                        }
                        yield Optional.of(
                                last.state() == SavedIntent.State.ACCEPTED ? afterAcceptance(last) : afterProof(last));
                    }
                    case REFUSED -> Optional.empty();
                };
    }

    private Optional<Outcome> afterUnknown(SavedIntent last) {
        if (now().isBefore(last.settledAt())) {
            return Optional.of(unsettled(last));
        }
        if (last.shown()) {
            return Optional.of(afterProof(last));
        }
        return switch (last.repeat()) {
            case SOON, ONCE_EXPIRED -> Optional.empty();
            case NEVER -> {
                if (step().answer() != null && step().answer().at().isAfter(last.settledAt())) {
                    yield Optional.empty();
                }
                yield Optional.of(new Outcome.Asking(QuestionDraft.of(
                        EngineQuestion.CALL_OUTCOME_UNKNOWN,
                        Question.Kind.FAILURE,
                        "No answer came to this call, and nothing shows that it took effect: " + last.call()
                                + ". It is not repeated without you.",
                        "called at " + Times.words(last.at()) + "; no sign of it "
                                + last.settling().toMinutes() + " minutes later",
                        "make the call (again)")));
            }
        };
    }

    private Outcome afterAcceptance(SavedIntent last) {
        Instant accepted = last.closedAt() == null ? last.at() : last.closedAt();
        Instant patience = accepted.plus(PATIENCE_AFTER_ACCEPTANCE);
        if (now().isBefore(patience)) {
            return Outcome.waiting("AWS to show the effect of an accepted call (" + last.call() + ")", 15);
        }
        return new Outcome.Asking(QuestionDraft.of(
                EngineQuestion.CALL_WITHOUT_EFFECT,
                Question.Kind.FAILURE,
                "AWS accepted this call but its effect does not show: " + last.call(),
                "accepted at " + Times.words(accepted) + "; nothing to see " + PATIENCE_AFTER_ACCEPTANCE.toMinutes()
                        + " minutes later",
                "look again and make the call again if it is still needed"));
    }

    private Outcome afterProof(SavedIntent last) {
        return new Outcome.Asking(QuestionDraft.of(
                EngineQuestion.CALL_WITHOUT_EFFECT,
                Question.Kind.FAILURE,
                "This call took effect but did not reach its goal: " + last.call(),
                String.valueOf(last.detail()),
                "make the call again if it is still needed"));
    }

    private Outcome unsettled(SavedIntent unanswered) {
        long pause = Math.clamp(Duration.between(unanswered.at(), now()).toSeconds() / 4, 10, 60);
        return until(unanswered.settledAt(), pause, "a sign of the unanswered call (" + unanswered.call() + ")");
    }

    private Outcome untilExpired(SavedIntent unanswered) {
        return until(
                unanswered.expiredAt(),
                MOST_BLIND,
                "the time when an unanswered call (" + unanswered.call() + ") can no longer act");
    }

    private Outcome until(Instant then, long atMost, String what) {
        return Outcome.waiting(what, Math.clamp(Duration.between(now(), then).toSeconds() + 1, 1, atMost));
    }

    private Optional<Hold> hold() {
        return holds.ofCall(session.draft(), now());
    }

    private Outcome make(Change change, boolean aside, Supplier<Optional<Hold>> holding) {
        Step before = step();
        Intent intent = intend(change, aside);
        boolean right;
        Optional<Hold> hold;
        try {
            right = change.stillRight().getAsBoolean();
            hold = holding.get();
        } catch (RuntimeException e) {
            withdraw(before, "the look right before the call failed: " + text(e));
            session.save();
            throw e;
        }
        if (!right) {
            withdraw(before, "the target changed right before the call");
            throw new TransientFailure(
                    change.call() + " was withdrawn: the target changed between two looks right before the call.");
        }
        if (hold.isPresent()) {
            withdraw(
                    before,
                    "right before the call it had to wait for " + hold.get().condition());
            return new Outcome.Held(hold.get());
        }
        return send(change, intent, before);
    }

    private Outcome send(Change change, Intent intent, Step before) {
        try {
            change.send().accept(intent);
        } catch (Intent.IntentLapsed e) {
            notMade(before, text(e));
            return Outcome.waiting("the next invocation: this one was too late for its call", 1);
        } catch (ChangeFailure.Refused e) {
            notMade(before, text(e));
            if (e.passes()) {
                throw new TransientFailure(text(e), e);
            }
            throw new LastingFailure(text(e), e);
        } catch (ChangeFailure.Unknown e) {
            session.draft().step(step().countingWindowsFrom(null));
            return Outcome.waiting("a sign of the unanswered call (" + change.call() + "): " + e.getMessage(), 10);
        } catch (RuntimeException e) {
            if (!intent.spent()) {
                withdraw(before, "the call could not be prepared: " + text(e));
                session.save();
            }
            throw e;
        }
        close(intentNow(), SavedIntent.State.ACCEPTED, "accepted");
        showsAtOnce = change.shownAtOnce();
        session.draft().step(step().countingWindowsFrom(null));
        return Outcome.waiting("AWS to show the effect of: " + change.call(), 10);
    }

    private void withdraw(Step before, String why) {
        notMade(before, "withdrawn: " + why);
    }

    /** The call was surely not made, so it hides nothing: what is known of the call before it counts again. */
    private void notMade(Step before, String detail) {
        close(intentNow(), SavedIntent.State.REFUSED, detail);
        SavedIntent earlier = before.intent();
        if (earlier != null && earlier.state() != SavedIntent.State.REFUSED) {
            session.draft().step(step().intending(earlier, before.lost()));
        }
    }

    private Intent intend(Change change, boolean aside) {
        keepMemo();
        Step step = step();
        List<SavedIntent> lost = new ArrayList<>(step.lost());
        if (!aside && step.intent() != null && step.intent().open()) {
            lost.add(step.intent());
        }
        String id = session.invocation().id() + "-" + session.draft().peek().version();
        SavedIntent saved = new SavedIntent(
                id,
                change.call(),
                change.resource(),
                change.repeat(),
                now(),
                session.invocation().id(),
                change.evidence(),
                SavedIntent.State.OPEN,
                null,
                null,
                change.settle());
        if (aside) {
            lost.add(saved);
        }
        session.draft().step(step.intending(aside ? step.intent() : saved, lost));
        made = saved;
        session.log(LogEntry.Type.INTENT_SAVED, null, change.call());
        Invocation.Moment before = session.invocation().moment();
        session.save();
        return new Intent(saved, session.invocation(), before, change.callTimeout(), change.requests());
    }

    private static String text(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }

    private SavedIntent intentNow() {
        return Objects.requireNonNull(made);
    }

    private void close(SavedIntent intent, SavedIntent.State state, String detail) {
        Step step = step();
        boolean own = step.intent() != null && step.intent().id().equals(intent.id());
        session.draft()
                .step(
                        own
                                ? step.intending(intent.closed(state, now(), detail), step.lost())
                                : step.intending(
                                        step.intent(),
                                        step.lost().stream()
                                                .filter(i -> !i.id().equals(intent.id()))
                                                .toList()));
        session.log(LogEntry.Type.INTENT_CLOSED, detail, state + ": " + intent.call());
    }
}
