package io.rdsmaint.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.QuestionDraft;
import io.rdsmaint.engine.StepRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges a change by its guards, words what they object to as a question, and remembers what a person accepted:
 * what was accepted once, here or in preflight, is not asked again while the same is seen.
 *
 * @param <C> what the preconditions of a family judge
 */
public final class PreconditionEvaluator<C> {
    /** The choice to go on although a guard objects. */
    public static final String ACCEPT = "accept";

    private static final String ACCEPTING = "go on as planned although this is so";

    private static final String PASSING = "go on with the next step although this is so";
    private static final String ASKED = "asked";
    private static final String LINGERING = "lingering";

    private final List<Precondition<C>> preconditions;
    private final Replanner replanner;

    public PreconditionEvaluator(List<Precondition<C>> preconditions, Replanner replanner) {
        this.preconditions = List.copyOf(preconditions);
        this.replanner = replanner;
    }

    /** What stands in the way of a change; empty when nothing does. */
    public Optional<Outcome> hindrance(StepRun run, C context) {
        rememberAcceptance(run);
        Judgement judgement = judge(run.operation(), run.memo(), context);
        forgetPassed(run, LINGERING, judgement.seen());
        Optional<Violation> objection = judgement.first();
        if (objection.isPresent()
                && chosen(run, QuestionDraft.REPLAN)
                && planned(run)
                && objection.get() instanceof Violation.NeedsApproval a
                && a.drift()) {
            return Optional.of(replanned(run));
        }
        return objection.map(o -> outcome(run, LINGERING, o));
    }

    /** What comes of objections that no guard raised, in their order; empty when nothing does, or what does was accepted. */
    public Optional<Outcome> hindrance(StepRun run, List<Violation> objections) {
        return hindrance(run, "goal", objections);
    }

    /**
     * The same of all objections that concern one topic: what lingered under it and is not among them has passed.
     *
     * @param topic a word of its own for each judgement that a step makes in an invocation
     */
    public Optional<Outcome> hindrance(StepRun run, String topic, List<Violation> objections) {
        String timers = LINGERING + "_" + topic;
        rememberAcceptance(run);
        forgetPassed(run, timers, objections);
        return unaccepted(Acceptances.of(run.operation(), run.memo()), objections.stream())
                .map(o -> outcome(run, timers, o));
    }

    /** The same for a step whose call has done its work: no answer makes it again. */
    public Optional<Outcome> hindranceAfter(StepRun run, List<Violation> objections) {
        return hindrance(run, objections).map(PreconditionEvaluator::pastItsCall);
    }

    /** The same outcome; what it asks leads on to the next step. */
    public static Outcome pastItsCall(Outcome outcome) {
        return outcome instanceof Outcome.Asking asking
                ? new Outcome.Asking(asking.question().pastItsCall())
                : outcome;
    }

    /**
     * Waits for what lingers, until its patience is over; then nothing comes of it, and the step asks in its own words.
     */
    public Optional<Outcome> patience(StepRun run, String topic, List<Violation> objections) {
        ObjectNode before = run.memo().deepCopy();
        Optional<Outcome> outcome = hindrance(run, topic, objections);
        if (outcome.isPresent() && outcome.get() instanceof Outcome.Asking) {
            run.memo().removeAll().setAll(before);
            return Optional.empty();
        }
        return outcome;
    }

    private Outcome outcome(StepRun run, String timers, Violation objection) {
        return switch (objection) {
            case Violation.Retry notYet -> Outcome.waiting(notYet.condition(), notYet.seconds());
            case Violation.Grace lingering -> lingering(run, timers, lingering, ACCEPTING);
            case Violation.Mendable mendable -> mended(run, timers, mendable);
            case Violation.NeedsApproval ask -> asking(run, ask, ACCEPTING);
        };
    }

    private Outcome mended(StepRun run, String timers, Violation.Mendable objection) {
        boolean accepted = Acceptances.of(run.operation(), run.memo())
                .cover(objection.until().then());
        return accepted
                ? run.aside(objection.mend().get())
                : lingering(run, timers, objection.until(), objection.means());
    }

    /** Asks, unless a person accepted the same before. */
    public Optional<Outcome> unlessAccepted(StepRun run, Violation.NeedsApproval ask) {
        rememberAcceptance(run);
        return Acceptances.of(run.operation(), run.memo()).cover(ask)
                ? Optional.empty()
                : Optional.of(asking(run, ask, ACCEPTING));
    }

    /** True when nothing stands in the way. */
    public boolean clear(StepRun run, C context) {
        return judge(run.operation(), run.memo(), context).first().isEmpty();
    }

    /**
     * What the guards said.
     *
     * @param seen everything that the guards objected to, up to the one that stands in the way
     * @param first what stands in the way
     */
    private record Judgement(List<Violation> seen, Optional<Violation> first) {}

    private Judgement judge(Operation operation, ObjectNode memo, C context) {
        Acceptances accepted = Acceptances.of(operation, memo);
        List<Violation> seen = new ArrayList<>();
        for (Precondition<C> precondition : preconditions) {
            List<Violation> objections = precondition.check().apply(context);
            seen.addAll(objections);
            Optional<Violation> first = unaccepted(accepted, objections.stream());
            if (first.isPresent()) {
                return new Judgement(seen, first);
            }
        }
        return new Judgement(seen, Optional.empty());
    }

    private static Optional<Violation> unaccepted(Acceptances accepted, Stream<Violation> objections) {
        return objections
                .filter(o -> question(o).filter(accepted::cover).isEmpty())
                .findFirst();
    }

    /** What the last question was about; earlier versions wrote one text. */
    static List<String> asked(ObjectNode memo) {
        JsonNode asked = memo.path(ASKED);
        return asked.isTextual() ? List.of(asked.asText()) : Json.texts(asked);
    }

    /** What may be accepted as it is. */
    private static Optional<Violation.NeedsApproval> question(Violation objection) {
        return switch (objection) {
            case Violation.Retry notYet -> Optional.empty();
            case Violation.Grace lingering -> Optional.of(lingering.then());
            case Violation.Mendable mendable -> Optional.empty();
            case Violation.NeedsApproval ask -> Optional.of(ask);
        };
    }

    /** Patience is for one stretch of time: what has passed and comes again is waited for anew. */
    private static void forgetPassed(StepRun run, String timers, List<Violation> seen) {
        if (run.memo().path(timers) instanceof ObjectNode since) {
            since.retain(seen.stream()
                    .flatMap(o -> lingering(o).stream())
                    .map(PreconditionEvaluator::timer)
                    .toList());
            if (since.isEmpty()) {
                run.memo().remove(timers);
            }
        }
    }

    private static Optional<Violation.Grace> lingering(Violation objection) {
        return switch (objection) {
            case Violation.Grace lingering -> Optional.of(lingering);
            case Violation.Mendable mendable -> Optional.of(mendable.until());
            case Violation.Retry notYet -> Optional.empty();
            case Violation.NeedsApproval ask -> Optional.empty();
        };
    }

    private static String timer(Violation.Grace objection) {
        return String.join("; ", objection.then().keys());
    }

    private Outcome lingering(StepRun run, String timers, Violation.Grace objection, String accepting) {
        ObjectNode since = run.memo().withObjectProperty(timers);
        String code = timer(objection);
        if (!since.has(code)) {
            since.put(code, run.now().toString());
        }
        Instant began = Instant.parse(since.path(code).asText());
        if (run.now().isBefore(began.plus(objection.patience()))) {
            return Outcome.waiting(
                    objection.atFirst().condition(), objection.atFirst().seconds());
        }
        since.remove(code);
        return asking(run, objection.then(), accepting);
    }

    private static void rememberAcceptance(StepRun run) {
        List<String> asked = asked(run.memo());
        if (!asked.isEmpty() && chosen(run, ACCEPT)) {
            Acceptances.add(run.memo(), asked);
            run.memo().remove(ASKED);
        }
    }

    private static boolean chosen(StepRun run, String choice) {
        return run.answer().filter(a -> choice.equals(a.choice())).isPresent();
    }

    private Outcome asking(StepRun run, Violation.NeedsApproval ask, String accepting) {
        run.memo().set(ASKED, Json.texts(ask.keys()));
        Optional<NewPlan> newPlan =
                ask.drift() && planned(run) ? Optional.of(newPlan(run.operation())) : Optional.empty();
        String observed = ask.observed()
                + newPlan.filter(p -> !p.possible()).map(p -> ". " + p.words()).orElse("");
        QuestionDraft draft = QuestionDraft.of(
                        ask.question(),
                        ask.drift() ? Question.Kind.DRIFT : Question.Kind.FAILURE,
                        run.step().name() + ": " + ask.reason(),
                        observed,
                        "look again; go on as planned if the cause is gone")
                .withCommands(ask.commands());
        if (newPlan.filter(NewPlan::possible).isPresent()) {
            draft = draft.with(replan(replanner.target(), newPlan.get().difference()));
        }
        if (ask.acceptable()) {
            draft = ask.passes()
                    ? draft.withChoice(ACCEPT, PASSING, false).past(ACCEPT)
                    : draft.withChoice(ACCEPT, accepting, false);
        }
        return new Outcome.Asking(draft);
    }

    /** The way to go on by a new plan, marked when that takes service away from clients. */
    static Question.Option replan(String target, PlanDifference difference) {
        return new Question.Option(
                Question.Action.CONTINUE,
                QuestionDraft.REPLAN,
                "go on by the new plan, made from what the " + target + " is now: it " + difference.words(),
                difference.interrupts());
    }

    /** On the way there: neither on the way back nor tidying up. */
    private static boolean planned(StepRun run) {
        return !run.operation().rollingBack() && !run.step().planned().cleanup();
    }

    /** A plan made from what is there now, and what its preflight would refuse it for. */
    private record NewPlan(@Nullable PlanDifference plan, List<String> refusals) {
        PlanDifference difference() {
            return Objects.requireNonNull(plan);
        }

        boolean possible() {
            return refusals.isEmpty();
        }

        String words() {
            return "A new plan would be refused: " + String.join("; ", refusals);
        }
    }

    private NewPlan newPlan(Operation operation) {
        try {
            Plan plan = replanner.plan(operation);
            return new NewPlan(
                    replanner.difference(plan, operation),
                    plan.findings().stream()
                            .filter(f -> f.severity() == Finding.Severity.REFUSE)
                            .map(Finding::line)
                            .toList());
        } catch (InvalidRequest e) {
            return new NewPlan(null, e.problems());
        }
    }

    /** Ends the step by putting a new plan in the place of the rest. */
    Outcome replanned(StepRun run) {
        try {
            Plan plan = replanner.plan(run.operation());
            ObjectNode result = Json.object().put("replanned", true);
            result.set(Replanner.BASELINE, plan.baseline());
            return new Outcome.Done(result, replanner.remaining(plan, run.operation()));
        } catch (InvalidRequest e) {
            return new Outcome.Asking(QuestionDraft.of(
                    PlanQuestion.NO_NEW_PLAN,
                    Question.Kind.DRIFT,
                    run.step().name() + ": no new plan can be made.",
                    String.join("; ", e.problems()),
                    "look again"));
        }
    }
}
