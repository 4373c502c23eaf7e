package io.rdsmaint.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.QuestionDraft;
import io.rdsmaint.engine.StepRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges a change by its guards, words what they object to as a question, and remembers what a person accepted:
 * what was accepted once, here or in preflight, is not asked again while the same is seen.
 */
public final class Careful {
    /** The choice to go on although a guard objects. */
    public static final String ACCEPT = "accept";

    /** The choice to go on by a new plan. */
    static final String REPLAN = "replan";

    private static final String ACCEPTING = "go on as planned although this is so";
    private static final String ASKED = "asked";
    private static final String LINGERING = "lingering";

    private final List<Guard> guards;
    private final Planner planner;
    private final Observer observer;

    public Careful(List<Guard> guards, Planner planner, Observer observer) {
        this.guards = List.copyOf(guards);
        this.planner = planner;
        this.observer = observer;
    }

    /** What stands in the way of a change; empty when nothing does. */
    public Optional<Outcome> hindrance(StepRun run, Scene scene) {
        rememberAcceptance(run);
        Judgement judgement = judge(run.operation(), run.memo(), scene);
        forgetPassed(run, LINGERING, judgement.seen());
        Optional<Objection> objection = judgement.first();
        if (objection.isPresent()
                && chosen(run, REPLAN)
                && planned(run)
                && objection.get() instanceof Objection.Ask a
                && a.drift()) {
            return Optional.of(replanned(run));
        }
        return objection.map(o -> outcome(run, LINGERING, o));
    }

    /** What comes of objections that no guard raised, in their order; empty when nothing does, or what does was accepted. */
    public Optional<Outcome> hindrance(StepRun run, List<Objection> objections) {
        return hindrance(run, "goal", objections);
    }

    /**
     * The same of all objections that concern one topic: what lingered under it and is not among them has passed.
     *
     * @param topic a word of its own for each judgement that a step makes in an invocation
     */
    public Optional<Outcome> hindrance(StepRun run, String topic, List<Objection> objections) {
        String timers = LINGERING + "_" + topic;
        rememberAcceptance(run);
        forgetPassed(run, timers, objections);
        return unaccepted(Acceptances.of(run.operation(), run.memo()), objections.stream())
                .map(o -> outcome(run, timers, o));
    }

    /**
     * Waits for what lingers, until its patience is over; then nothing comes of it, and the step asks in its own words.
     */
    Optional<Outcome> patience(StepRun run, String topic, List<Objection> objections) {
        ObjectNode before = run.memo().deepCopy();
        Optional<Outcome> outcome = hindrance(run, topic, objections);
        if (outcome.isPresent() && outcome.get() instanceof Outcome.Asking) {
            run.memo().removeAll().setAll(before);
            return Optional.empty();
        }
        return outcome;
    }

    private Outcome outcome(StepRun run, String timers, Objection objection) {
        return switch (objection) {
            case Objection.NotYet notYet -> Outcome.waiting(notYet.condition(), notYet.seconds());
            case Objection.Lingering lingering -> lingering(run, timers, lingering, ACCEPTING);
            case Objection.Mendable mendable -> mended(run, timers, mendable);
            case Objection.Ask ask -> asking(run, ask, ACCEPTING);
        };
    }

    private Outcome mended(StepRun run, String timers, Objection.Mendable objection) {
        boolean accepted = Acceptances.of(run.operation(), run.memo())
                .cover(objection.until().then());
        return accepted
                ? run.aside(
                        objection.mend().apply(observer.world(run.operation().target())))
                : lingering(run, timers, objection.until(), objection.means());
    }

    /** Asks, unless a person accepted the same before. */
    public Optional<Outcome> unlessAccepted(StepRun run, Objection.Ask ask) {
        rememberAcceptance(run);
        return Acceptances.of(run.operation(), run.memo()).cover(ask)
                ? Optional.empty()
                : Optional.of(asking(run, ask, ACCEPTING));
    }

    /** True when nothing stands in the way. */
    public boolean clear(StepRun run, Scene scene) {
        return judge(run.operation(), run.memo(), scene).first().isEmpty();
    }

    /**
     * What the guards said.
     *
     * @param seen everything that the guards objected to, up to the one that stands in the way
     * @param first what stands in the way
     */
    private record Judgement(List<Objection> seen, Optional<Objection> first) {}

    private Judgement judge(Operation operation, ObjectNode memo, Scene scene) {
        Acceptances accepted = Acceptances.of(operation, memo);
        List<Objection> seen = new ArrayList<>();
        for (Guard guard : guards) {
            List<Objection> objections = guard.check().apply(scene);
            seen.addAll(objections);
            Optional<Objection> first = unaccepted(accepted, objections.stream());
            if (first.isPresent()) {
                return new Judgement(seen, first);
            }
        }
        return new Judgement(seen, Optional.empty());
    }

    private static Optional<Objection> unaccepted(Acceptances accepted, Stream<Objection> objections) {
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
    private static Optional<Objection.Ask> question(Objection objection) {
        return switch (objection) {
            case Objection.NotYet notYet -> Optional.empty();
            case Objection.Lingering lingering -> Optional.of(lingering.then());
            case Objection.Mendable mendable -> Optional.empty();
            case Objection.Ask ask -> Optional.of(ask);
        };
    }

    /** Patience is for one stretch of time: what has passed and comes again is waited for anew. */
    private static void forgetPassed(StepRun run, String timers, List<Objection> seen) {
        if (run.memo().path(timers) instanceof ObjectNode since) {
            since.retain(seen.stream()
                    .flatMap(o -> lingering(o).stream())
                    .map(Careful::timer)
                    .toList());
            if (since.isEmpty()) {
                run.memo().remove(timers);
            }
        }
    }

    private static Optional<Objection.Lingering> lingering(Objection objection) {
        return switch (objection) {
            case Objection.Lingering lingering -> Optional.of(lingering);
            case Objection.Mendable mendable -> Optional.of(mendable.until());
            case Objection.NotYet notYet -> Optional.empty();
            case Objection.Ask ask -> Optional.empty();
        };
    }

    private static String timer(Objection.Lingering objection) {
        return String.join("; ", objection.then().keys());
    }

    private Outcome lingering(StepRun run, String timers, Objection.Lingering objection, String accepting) {
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

    private Outcome asking(StepRun run, Objection.Ask ask, String accepting) {
        run.memo().set(ASKED, Json.texts(ask.keys()));
        Optional<NewPlan> newPlan =
                ask.drift() && planned(run) ? Optional.of(newPlan(run.operation())) : Optional.empty();
        String observed = ask.observed() + newPlan.map(p -> ". " + p.words()).orElse("");
        QuestionDraft draft = QuestionDraft.of(
                        ask.drift() ? Question.Kind.DRIFT : Question.Kind.FAILURE,
                        run.step().name() + ": " + ask.reason(),
                        observed,
                        "look again; go on as planned if the cause is gone")
                .withCommands(ask.commands());
        if (newPlan.filter(NewPlan::possible).isPresent()) {
            draft = draft.withChoice(REPLAN, "go on by the new plan, made from what the cluster is now", false);
        }
        if (ask.acceptable()) {
            draft = draft.withChoice(ACCEPT, accepting, true);
        }
        return new Outcome.Asking(draft);
    }

    /** On the way there: neither on the way back nor tidying up. */
    private static boolean planned(StepRun run) {
        return !run.operation().rollingBack() && !run.step().planned().cleanup();
    }

    /** A plan made from what the cluster is now, and what its preflight would refuse it for. */
    private record NewPlan(List<String> steps, List<String> refusals) {
        boolean possible() {
            return refusals.isEmpty();
        }

        String words() {
            return possible()
                    ? "New plan: " + String.join(", ", steps)
                    : "A new plan would be refused: " + String.join("; ", refusals);
        }
    }

    private NewPlan newPlan(Operation operation) {
        try {
            Plan plan = planner.plan(operation);
            return new NewPlan(
                    Planner.remaining(plan, operation).stream()
                            .map(PlannedStep::name)
                            .toList(),
                    plan.findings().stream()
                            .filter(f -> f.severity() == Finding.Severity.REFUSE)
                            .map(Finding::line)
                            .toList());
        } catch (InvalidRequest e) {
            return new NewPlan(List.of(), e.problems());
        }
    }

    /** Ends the step by putting a new plan in the place of the rest. */
    Outcome replanned(StepRun run) {
        try {
            Plan plan = planner.plan(run.operation());
            ObjectNode result = Json.object().put("replanned", true);
            result.set(Expectation.BASELINE, plan.baseline());
            return new Outcome.Done(result, Planner.remaining(plan, run.operation()));
        } catch (InvalidRequest e) {
            return new Outcome.Asking(QuestionDraft.of(
                    Question.Kind.DRIFT,
                    run.step().name() + ": no new plan can be made.",
                    String.join("; ", e.problems()),
                    "look again"));
        }
    }
}
