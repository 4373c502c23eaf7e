package io.rdsmaint.kit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Answer;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Finding.Severity;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.QuestionDraft;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Goal: nothing stands against the plan, or a person knows and accepts what does. Plans once more from what is
 * there now, and asks when that gives another course.
 */
public final class PreflightStep implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "preflight";

    private static final String ACKNOWLEDGED = "acknowledged";
    private static final String ASKED = "asked";
    private static final String MENDABLE = "mendable";
    private static final String TO_MEND = "to_mend";

    /** In the result: what people were told to do, and were seen to have done, for the time of the operation. */
    private static final String MENDED = "mended";

    private static final String ANSWERED = "answered";

    private final Replanner replanner;
    private final PreconditionEvaluator<?> evaluator;
    private final Passing passing;
    private final Function<Target, List<String>> look;

    /**
     * What of the refusals passes by itself, such as a view that is being updated: it is waited for where nothing else would
     * be refused.
     */
    @FunctionalInterface
    public interface Passing {
        /** The violations to wait for; empty when something else is refused, too. */
        List<Violation> of(Operation operation, List<Finding> refusals);
    }

    /**
     * @param look commands that show what a plan rests on; none of them changes anything
     */
    public PreflightStep(
            Replanner replanner,
            PreconditionEvaluator<?> evaluator,
            Passing passing,
            Function<Target, List<String>> look) {
        this.replanner = replanner;
        this.evaluator = evaluator;
        this.passing = passing;
        this.look = look;
    }

    /** Looks for what would fail or hurt, before the first change. */
    public static PlannedStep planned() {
        return PlannedStep.looking("Preflight", ACTION, Json.object(), Duration.ofSeconds(20), Duration.ofMinutes(15));
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        acknowledge(run);
        Plan plan;
        try {
            plan = replanner.plan(run.operation());
        } catch (InvalidRequest e) {
            return StepQuestion.ask(
                    run,
                    PlanQuestion.NO_NEW_PLAN,
                    "the operation can't go on as it was asked for.",
                    String.join("; ", e.problems()),
                    "check again",
                    List.of());
        }
        List<Finding> refusals = of(plan, Severity.REFUSE);
        Optional<Outcome> unclear = evaluator.hindrance(run, passing.of(run.operation(), refusals));
        if (unclear.isPresent()) {
            run.memo().remove(List.of(ASKED, MENDABLE));
            return unclear.get();
        }
        if (!refusals.isEmpty()) {
            return new Outcome.Asking(QuestionDraft.of(
                    PlanQuestion.PREFLIGHT_REFUSE,
                    Question.Kind.FAILURE,
                    "Preflight found what would fail or do harm.",
                    lines(refusals),
                    "check again"));
        }
        if (!replanner.sameCourse(plan, run.operation())) {
            return otherCourse(run, plan);
        }
        Acceptances known = Acceptances.of(run.operation(), run.memo());
        List<Finding> open =
                of(plan, Severity.ASK).stream().filter(f -> !known.cover(f)).toList();
        if (!open.isEmpty()) {
            return decide(run, open);
        }
        ObjectNode result = Json.object();
        result.set(ACKNOWLEDGED, run.memo().path(ACKNOWLEDGED).deepCopy());
        if (run.memo().has(TO_MEND)) {
            result.set(MENDED, run.memo().path(TO_MEND).deepCopy());
        }
        result.set(
                "warnings",
                Json.texts(of(plan, Severity.WARN).stream().map(Finding::line).toList()));
        return Outcome.done(result);
    }

    /** What can be mended is accepted only by a choice of its own: a plain {@code continue} says that it was mended. */
    private static Outcome decide(StepRun run, List<Finding> open) {
        List<Finding> mendable = open.stream().filter(Finding::mendable).toList();
        List<Finding> others = open.stream().filter(f -> !f.mendable()).toList();
        run.memo().set(ASKED, Json.texts(subjects(others)));
        run.memo().set(MENDABLE, Json.texts(subjects(mendable)));
        if (!mendable.isEmpty()) {
            run.memo()
                    .set(
                            TO_MEND,
                            Json.texts(mendable.stream().map(Finding::wayOut).toList()));
        }
        QuestionDraft question = QuestionDraft.of(
                PlanQuestion.PREFLIGHT_ASK,
                Question.Kind.FAILURE,
                "Preflight found what only you can decide; nothing has been changed yet.",
                lines(open),
                mendable.isEmpty()
                        ? accepting(others)
                        : (others.isEmpty() ? "" : accepting(others) + "; before that, ")
                                + "look whether you have done what is shown for "
                                + mendable.stream()
                                        .map(Finding::code)
                                        .distinct()
                                        .collect(Collectors.joining(", "))
                                + ": the operation goes on once that is seen, else it asks again");
        return new Outcome.Asking(
                mendable.isEmpty()
                        ? question
                        : question.withChoice(PreconditionEvaluator.ACCEPT, accepting(open), false));
    }

    private static String accepting(List<Finding> findings) {
        return "accept " + (findings.size() == 1 ? "this" : "these " + findings.size())
                + " and go on; it is written down that you did";
    }

    private static List<String> subjects(List<Finding> findings) {
        return findings.stream()
                .flatMap(f -> Stream.concat(Stream.of(Acceptances.words(f)), f.keys().stream()))
                .distinct()
                .toList();
    }

    private Outcome otherCourse(StepRun run, Plan plan) {
        if (run.answer().filter(a -> QuestionDraft.REPLAN.equals(a.choice())).isPresent()) {
            return evaluator.replanned(run);
        }
        PlanDifference difference = replanner.difference(plan, run.operation());
        return new Outcome.Asking(new QuestionDraft(
                PlanQuestion.PLAN_OUTDATED,
                Question.Kind.DRIFT,
                "The " + replanner.target()
                        + " is no longer what the plan was made for; nothing has been changed by this plan yet.",
                otherwise(run.operation(), plan),
                "look again; go on as planned if the " + replanner.target() + " is as it was",
                List.of(PreconditionEvaluator.replan(replanner.target(), difference)),
                Set.of(),
                look.apply(run.operation().target())));
    }

    private static String otherwise(Operation operation, Plan plan) {
        List<String> things = PlanDifference.ofBaselines(operation.baseline(), plan.baseline());
        return things.isEmpty()
                ? "the plan that would be made now is another one"
                : "What differs: " + String.join("; ", things) + ".";
    }

    private static String lines(List<Finding> findings) {
        return findings.stream().map(Finding::line).collect(Collectors.joining("\n"));
    }

    /** A plain {@code continue} accepts what can't be mended, the choice {@code accept} all that was asked. */
    private static void acknowledge(StepRun run) {
        Optional<Answer> answer = run.answer()
                .filter(a -> a.choice() == null || a.choice().equals(PreconditionEvaluator.ACCEPT))
                .filter(a -> !a.questionId().equals(run.memo().path(ANSWERED).asText()));
        if (answer.isEmpty()) {
            return;
        }
        List<String> asked = new ArrayList<>(Json.texts(run.memo().path(ASKED)));
        if (answer.get().choice() != null) {
            asked.addAll(Json.texts(run.memo().path(MENDABLE)));
        }
        if (asked.isEmpty()) {
            return;
        }
        ArrayNode all = run.memo().withArray(ACKNOWLEDGED);
        for (String key : asked) {
            all.addObject()
                    .put("finding", key)
                    .put("by", answer.get().by())
                    .put("at", answer.get().at().toString());
        }
        run.memo().remove(List.of(ASKED, MENDABLE));
        if (answer.get().choice() != null) {
            run.memo().remove(TO_MEND);
        }
        run.memo().put(ANSWERED, answer.get().questionId());
    }

    /** What people have done for the time of an operation, as they were told to; how to put it back is told with it. */
    public static List<String> mended(Operation operation) {
        return operation
                .lastCompleted(ACTION)
                .map(step -> Json.texts(
                        step.result() == null ? Json.object() : step.result().path(MENDED)))
                .orElse(List.of());
    }

    private static List<Finding> of(Plan plan, Severity severity) {
        return plan.findings().stream().filter(f -> f.severity() == severity).toList();
    }
}
