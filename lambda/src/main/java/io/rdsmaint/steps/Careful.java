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
        Optional<Objection> objection = first(run.operation(), run.memo(), scene);
        if (objection.isPresent()
                && chosen(run, REPLAN)
                && planned(run)
                && objection.get() instanceof Objection.Ask a
                && a.drift()) {
            return Optional.of(replanned(run));
        }
        return objection.map(o -> outcome(run, o));
    }

    /** What comes of objections that no guard raised, in their order; empty when nothing does, or what does was accepted. */
    public Optional<Outcome> hindrance(StepRun run, List<Objection> objections) {
        rememberAcceptance(run);
        return unaccepted(Acceptances.of(run.operation(), run.memo()), objections.stream())
                .map(o -> outcome(run, o));
    }

    private Outcome outcome(StepRun run, Objection objection) {
        return switch (objection) {
            case Objection.NotYet notYet -> Outcome.waiting(notYet.condition(), notYet.seconds());
            case Objection.Lingering lingering -> lingering(run, lingering, ACCEPTING);
            case Objection.Mendable mendable -> mended(run, mendable);
            case Objection.Ask ask -> asking(run, ask, ACCEPTING);
        };
    }

    private Outcome mended(StepRun run, Objection.Mendable objection) {
        boolean accepted = Acceptances.of(run.operation(), run.memo())
                .cover(objection.until().then());
        return accepted
                ? run.aside(
                        objection.mend().apply(observer.world(run.operation().target())))
                : lingering(run, objection.until(), objection.means());
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
        return first(run.operation(), run.memo(), scene).isEmpty();
    }

    private Optional<Objection> first(Operation operation, ObjectNode memo, Scene scene) {
        return unaccepted(
                Acceptances.of(operation, memo), guards.stream().flatMap(g -> g.check().apply(scene).stream()));
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

    private Outcome lingering(StepRun run, Objection.Lingering objection, String accepting) {
        ObjectNode since = run.memo().withObjectProperty(LINGERING);
        String code = objection.then().code();
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
