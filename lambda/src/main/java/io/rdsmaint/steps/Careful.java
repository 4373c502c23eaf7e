package io.rdsmaint.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.QuestionDraft;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.StepState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges a change by its guards, words what they object to as a question, and remembers what a person accepted:
 * what was accepted
 * once is not asked again while the same is seen.
 */
public final class Careful {
    /** The choice to go on although a guard objects. */
    public static final String ACCEPT = "accept";

    /** The choice to go on by a new plan. */
    static final String REPLAN = "replan";

    private static final String ASKED = "asked";
    private static final String ACCEPTED = "accepted";
    private static final String LINGERING = "lingering";

    private final List<Guard> guards;
    private final Planner planner;

    public Careful(List<Guard> guards, Planner planner) {
        this.guards = List.copyOf(guards);
        this.planner = planner;
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
        return unaccepted(accepted(run.operation(), run.memo()), objections.stream())
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
            case Objection.Lingering lingering -> lingering(run, timers, lingering);
            case Objection.Ask ask -> asking(run, ask);
        };
    }

    /** Asks, unless a person accepted the same before. */
    public Optional<Outcome> unlessAccepted(StepRun run, Objection.Ask ask) {
        rememberAcceptance(run);
        return accepted(run.operation(), run.memo()).containsAll(ask.keys())
                ? Optional.empty()
                : Optional.of(asking(run, ask));
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
        Set<String> accepted = accepted(operation, memo);
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

    private static Optional<Objection> unaccepted(Set<String> accepted, Stream<Objection> objections) {
        return objections
                .filter(o -> question(o)
                        .filter(ask -> ask.acceptable() && accepted.containsAll(ask.keys()))
                        .isEmpty())
                .findFirst();
    }

    /**
     * What a person has accepted: in questions of the steps, in preflight, and, on the way back, the alarms that were
     * the reason for going back.
     */
    private static Set<String> accepted(Operation operation, ObjectNode memo) {
        Set<String> accepted = new HashSet<>(Json.texts(memo.path(ACCEPTED)));
        for (Step step : operation.steps()) {
            accepted.addAll(Json.texts(step.memo().path(ACCEPTED)));
            accepted.addAll(PreflightStep.acknowledged(step));
            if (operation.rollingBack() && step.state() == StepState.FAILED) {
                asked(step.memo()).stream().filter(AlarmGuard::about).forEach(accepted::add);
            }
        }
        return accepted;
    }

    /** The subjects of a guard's objections that a person has accepted in the course of an operation. */
    static Set<String> accepted(Operation operation, String code) {
        String prefix = Objection.Ask.key(code, "");
        return operation.steps().stream()
                .flatMap(step -> Json.texts(step.memo().path(ACCEPTED)).stream())
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The same, with what the answer to the current step's question accepts, before the step has looked and noted it.
     */
    static Set<String> acceptedNow(Operation operation, String code) {
        Set<String> all = new HashSet<>(accepted(operation, code));
        String prefix = Objection.Ask.key(code, "");
        operation
                .current()
                .filter(step ->
                        step.answer() != null && ACCEPT.equals(step.answer().choice()))
                .stream()
                .flatMap(step -> asked(step.memo()).stream())
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .forEach(all::add);
        return all;
    }

    /** What the last question was about; earlier versions wrote one text. */
    private static List<String> asked(ObjectNode memo) {
        JsonNode asked = memo.path(ASKED);
        return asked.isTextual() ? List.of(asked.asText()) : Json.texts(asked);
    }

    private static Optional<Objection.Ask> question(Objection objection) {
        return switch (objection) {
            case Objection.NotYet notYet -> Optional.empty();
            case Objection.Lingering lingering -> Optional.of(lingering.then());
            case Objection.Ask ask -> Optional.of(ask);
        };
    }

    /** Patience is for one stretch of time: what has passed and comes again is waited for anew. */
    private static void forgetPassed(StepRun run, String timers, List<Objection> seen) {
        if (run.memo().path(timers) instanceof ObjectNode since) {
            since.retain(seen.stream()
                    .flatMap(o -> o instanceof Objection.Lingering l ? Stream.of(timer(l)) : Stream.empty())
                    .toList());
            if (since.isEmpty()) {
                run.memo().remove(timers);
            }
        }
    }

    private static String timer(Objection.Lingering objection) {
        return String.join("; ", objection.then().keys());
    }

    private Outcome lingering(StepRun run, String timers, Objection.Lingering objection) {
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
        return asking(run, objection.then());
    }

    private static void rememberAcceptance(StepRun run) {
        List<String> asked = asked(run.memo());
        if (!asked.isEmpty() && chosen(run, ACCEPT)) {
            ArrayNode accepted = run.memo().withArray(ACCEPTED);
            List<String> before = Json.texts(accepted);
            asked.stream().filter(key -> !before.contains(key)).forEach(accepted::add);
            run.memo().remove(ASKED);
        }
    }

    private static boolean chosen(StepRun run, String choice) {
        return run.answer().filter(a -> choice.equals(a.choice())).isPresent();
    }

    private Outcome asking(StepRun run, Objection.Ask ask) {
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
            draft = draft.withChoice(ACCEPT, "go on as planned although this is so", true);
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
