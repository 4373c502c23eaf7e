package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Where an operation goes: on, into a question, back, or to its end. Works on the draft only; the caller saves. */
final class Lifecycle {
    /** The kind of the step that lets changes under way come to rest before anything else begins. */
    static final String SETTLE = "settle";

    private final Catalogue catalogue;

    Lifecycle(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Names the execution that is to go on with the operation. */
    NextAction handOver(UnitOfWork session) {
        Owner owner = session.draft().owner;
        String successor = owner.successorName(session.stored().id());
        session.draft().owner = owner.handingOverTo(successor);
        session.log(
                LogEntry.Type.OPERATION_HANDED_OVER,
                "the execution's history is filling up",
                "to execution " + successor);
        return new NextAction.HandOver(successor);
    }

    /** Moves to the next step that has not ended; past the last one the operation ends. */
    void moveOn(UnitOfWork session) {
        OperationBuilder draft = session.draft();
        while (draft.index < draft.steps.size() && draft.step().state().ended()) {
            draft.index++;
        }
        if (draft.index == draft.steps.size()) {
            finish(session);
        }
    }

    /** Pauses the operation with a question, which takes the place of one that is open. */
    void ask(UnitOfWork session, QuestionDraft question) {
        OperationBuilder draft = session.draft();
        draft.questions++;
        String id = session.stored().id() + "-q" + draft.questions;
        draft.resumesTo = draft.state == OperationState.PAUSED ? draft.resumesTo : draft.state;
        Situation situation = situation(draft.peek(), question.kind());
        keep(draft, situation);
        draft.question = Questions.ask(session, question, id, prospects(draft.peek(), situation));
        draft.state = OperationState.PAUSED;
        session.log(LogEntry.Type.QUESTION_ASKED, id, question.reason());
    }

    /** Asks the open question once more, with what can be seen now. */
    void askAgain(UnitOfWork session, Question open, String note) {
        Situation now = situation(session.stored(), open.kind());
        keep(session.draft(), now);
        stoodStill(session, open);
        session.draft().question = open.askedAgain(session.now(), note, Questions.firstLine(now, open.options()));
        session.log(LogEntry.Type.QUESTION_ASKED_AGAIN, open.id(), note);
    }

    /** The time in which a question was open is no part of how long its step took. */
    private static void stoodStill(UnitOfWork session, Question question) {
        OperationBuilder draft = session.draft();
        if (draft.step().startedAt() != null) {
            draft.step(draft.step().asked(Duration.between(question.askedAt(), session.now())));
        }
    }

    /** What was seen goes with the step that asks; what an earlier question saw of it is old. */
    private static void keep(OperationBuilder draft, Situation situation) {
        ObjectNode memo = draft.step().memo().deepCopy();
        if (situation.seen().isEmpty()) {
            memo.remove(Situation.SEEN);
        } else {
            memo.set(Situation.SEEN, situation.seen());
        }
        draft.step(draft.step().remembering(memo));
    }

    private Questions.Prospects prospects(Operation operation, Situation situation) {
        List<PlannedStep> next = untilNextQuestion(operation);
        List<PlannedStep> undo = undo(operation);
        List<PlannedStep> finallySteps = finallySteps(operation);
        return new Questions.Prospects(
                situation,
                ahead(operation, next),
                ahead(operation, next.stream().skip(1).toList()),
                undo.stream().map(PlannedStep::name).toList(),
                ahead(
                        operation.ending(Operation.Ending.ROLLED_BACK),
                        Stream.concat(undo.stream(), finallySteps.stream()).toList()),
                barrier(operation).orElse(null),
                finallySteps.stream().map(PlannedStep::name).toList(),
                ahead(operation.ending(Operation.Ending.ABORTED), finallySteps),
                ahead(operation.ending(Operation.Ending.MARKED_COMPLETE), finallySteps),
                leftIfEndedNow(operation, Operation.Ending.ABORTED),
                leftIfEndedNow(operation, Operation.Ending.MARKED_COMPLETE),
                look(operation));
    }

    /**
     * How the target stands, and whom the trouble that is asked about may hurt all the same; a look that fails is said, and never
     * keeps a question from being asked.
     */
    private Situation situation(Operation operation, Question.Kind kind) {
        Situation seen;
        try {
            seen = catalogue
                    .family(operation.type())
                    .map(family -> family.situation(operation))
                    .orElseGet(() -> Situation.unknown("this version does not know " + operation.type()));
        } catch (TransientFailure | LastingFailure e) {
            seen = Situation.unknown(String.valueOf(e.getMessage()));
        }
        Optional<Situation> hurt = kind == Question.Kind.GATE
                ? Optional.empty()
                : operation.current().flatMap(step -> kind(operation, step)).flatMap(StepKind::hurting);
        return hurt.map(seen::and).orElse(seen);
    }

    private Ahead ahead(Operation operation, List<PlannedStep> steps) {
        return Ahead.of(
                steps,
                step -> catalogue.known(operation, step.action()).flatMap(kind -> kind.deletes(operation, step)));
    }

    /** The current step and those that follow it without asking first; finally steps do what is said where an answer ends all. */
    private static List<PlannedStep> untilNextQuestion(Operation operation) {
        List<PlannedStep> ahead = operation.steps().stream()
                .skip(operation.index())
                .filter(step -> !step.state().ended())
                .map(Step::planned)
                .toList();
        return Stream.concat(
                        ahead.stream().limit(1),
                        ahead.stream()
                                .skip(1)
                                .takeWhile(step -> step.gate() == null)
                                .filter(step -> !step.cleanup()))
                .toList();
    }

    /** The finally steps that an answer which ends the operation still runs; one that is current is given up. */
    private static List<PlannedStep> finallySteps(Operation operation) {
        return operation.steps().stream()
                .skip(operation.index() + 1L)
                .map(Step::planned)
                .filter(PlannedStep::cleanup)
                .toList();
    }

    /** Goes on as a person answered. */
    void answered(UnitOfWork session, Answer answer) {
        OperationBuilder draft = session.draft();
        Question question = java.util.Objects.requireNonNull(draft.question);
        stoodStill(session, question);
        draft.state = draft.resumesTo == null ? OperationState.RUNNING : draft.resumesTo;
        draft.resumesTo = null;
        draft.question = null;
        draft.lastAnswer = answer;
        session.log(
                LogEntry.Type.INTERVENTION_ANSWERED,
                answer.by() == null ? session.actor() : answer.by(),
                answer.comment(),
                answer.action().word() + " to: " + question.reason(),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("question_id", question.id())
                        .put("action", answer.action().word())
                        .put("choice", answer.choice()));
        switch (answer.action()) {
            case CONTINUE -> {
                boolean gate = question.kind() == Question.Kind.GATE;
                draft.step(gate ? draft.step().approvedBy(answer) : draft.step().retried(answer));
            }
            case ABORT -> end(session, Operation.Ending.ABORTED, StepState.FAILED);
            case MARK_COMPLETE -> end(session, Operation.Ending.MARKED_COMPLETE, StepState.SKIPPED);
            case ROLLBACK -> rollBack(session);
        }
    }

    /** Puts other steps in the place of those that have not begun; finally steps stay. */
    void replan(UnitOfWork session, List<PlannedStep> rest) {
        OperationBuilder draft = session.draft();
        draft.steps
                .subList(draft.index + 1, draft.steps.size())
                .removeIf(s -> !s.planned().cleanup());
        draft.steps.addAll(draft.index + 1, rest.stream().map(Step::pending).toList());
        session.log(LogEntry.Type.STEP_REPLANNED, null, "new plan: " + rest.size() + " steps");
    }

    /** Ends the operation: its state, what it leaves behind and its report. */
    void finish(UnitOfWork session) {
        OperationBuilder draft = session.draft();
        draft.state = draft.ending.state();
        draft.endedAt = session.now();
        draft.residue = residue(draft.peek());
        draft.report = catalogue
                .type(session.stored().type())
                .map(t -> stored(draft.peek(), "its report", () -> t.report(draft.peek())))
                .orElse(List.of());
        LogEntry.Type type = switch (draft.ending) {
            case COMPLETED, MARKED_COMPLETE -> LogEntry.Type.OPERATION_COMPLETED;
            case ABORTED -> LogEntry.Type.OPERATION_ABORTED;
            case ROLLED_BACK -> LogEntry.Type.OPERATION_ROLLED_BACK;
        };
        session.log(type, null, Summaries.of(draft.peek()));
    }

    private void end(UnitOfWork session, Operation.Ending ending, StepState current) {
        session.draft().ending = ending;
        skipTheRest(session, current, List.of());
    }

    private void rollBack(UnitOfWork session) {
        OperationBuilder draft = session.draft();
        List<PlannedStep> undo = undo(draft.peek());
        draft.ending = Operation.Ending.ROLLED_BACK;
        draft.state = OperationState.ROLLING_BACK;
        session.log(LogEntry.Type.ROLLBACK_STARTED, null, undo.size() + " steps to bring back");
        skipTheRest(session, StepState.FAILED, undo);
    }

    private void skipTheRest(UnitOfWork session, StepState current, List<PlannedStep> instead) {
        OperationBuilder draft = session.draft();
        boolean cleaning = draft.step().planned().cleanup();
        boolean changed = draft.steps.stream().anyMatch(Step::mayHaveChanged);
        draft.step(draft.step().ended(current, session.now()));
        for (int i = draft.index + 1; i < draft.steps.size(); i++) {
            Step later = draft.steps.get(i);
            if (!later.planned().cleanup()) {
                draft.steps.set(i, later.ended(StepState.SKIPPED, session.now()));
            }
        }
        if (!cleaning) {
            List<PlannedStep> inserted = new ArrayList<>(instead);
            if (changed) {
                inserted.addFirst(settle());
            }
            draft.steps.addAll(
                    draft.index + 1, inserted.stream().map(Step::pending).toList());
        }
        moveOn(session);
    }

    private static PlannedStep settle() {
        return new PlannedStep(
                "Let changes under way come to rest",
                SETTLE,
                JsonNodeFactory.instance.objectNode(),
                null,
                Duration.ofHours(2),
                Duration.ofMinutes(5),
                List.of(),
                false,
                false);
    }

    /** What brings back everything done so far, newest first, down to the newest step that nothing brings back. */
    private List<PlannedStep> undo(Operation operation) {
        List<PlannedStep> all = new ArrayList<>();
        for (Step step : begun(operation)) {
            if (irreversible(operation, step).isPresent()) {
                break;
            }
            if (step.state() == StepState.COMPLETED || step.mayHaveChanged()) {
                kind(operation, step)
                        .ifPresent(k -> all.addAll(stored(operation, step, () -> k.undo(operation, step))));
            }
        }
        return all;
    }

    /** Why the newest step that can't be brought back can't. */
    private Optional<String> barrier(Operation operation) {
        return begun(operation).stream()
                .flatMap(step -> irreversible(operation, step).stream())
                .findFirst();
    }

    private Optional<String> irreversible(Operation operation, Step step) {
        Optional<StepKind> kind = kind(operation, step);
        return kind.isPresent()
                ? stored(operation, step, () -> kind.get().irreversible(operation, step))
                : Optional.of("this version of the function can't bring back step " + step.name() + ", of kind "
                        + step.planned().action()
                        + ", which it does not know. Deploy the version that planned it to have it brought back.");
    }

    /** The steps that have begun, newest first; finally steps have nothing to bring back. */
    private static List<Step> begun(Operation operation) {
        return operation.steps().reversed().stream()
                .filter(s -> !s.planned().cleanup() && s.startedAt() != null)
                .toList();
    }

    private List<String> look(Operation operation) {
        return catalogue
                .family(operation.type())
                .map(family -> family.look(operation.target()))
                .orElse(List.of());
    }

    /** What stays behind once the finally steps have done their part. */
    private List<String> leftIfEndedNow(Operation operation, Operation.Ending ending) {
        OperationBuilder draft = new OperationBuilder(operation.ending(ending));
        int next = operation.index() + 1;
        for (int i = next; i < draft.steps.size(); i++) {
            Step step = draft.steps.get(i);
            if (step.planned().cleanup()) {
                draft.steps.set(i, step.ended(StepState.COMPLETED, operation.updatedAt()));
            }
        }
        Operation end = draft.peek();
        return residue(end, end.steps().stream().limit(next));
    }

    private List<String> residue(Operation operation) {
        return residue(operation, operation.steps().stream());
    }

    private List<String> residue(Operation operation, Stream<Step> steps) {
        return steps.flatMap(s -> residue(operation, s).stream()).distinct().toList();
    }

    private Optional<String> residue(Operation operation, Step step) {
        Optional<StepKind> kind = kind(operation, step);
        boolean acted = step.state() == StepState.COMPLETED || step.mayHaveChanged();
        if (kind.isPresent()) {
            return acted ? stored(operation, step, () -> kind.get().residue(operation, step)) : Optional.empty();
        }
        return step.startedAt() == null
                ? Optional.empty()
                : Optional.of("what step " + step.name() + ", of kind "
                        + step.planned().action()
                        + ", did: this version of the function does not know that kind and can't say what it leaves behind"
                        + (step.planned().calls().isEmpty()
                                ? ""
                                : "; its plan was to call "
                                        + String.join(", then ", step.planned().calls())));
    }

    /**
     * What a kind or a type says by the document, outside of a step's own run, where nobody could be asked: an operation whose
     * document is damaged is neither brought back nor ended by half of it.
     *
     * @throws LastingFailure naming the document and for what it was read; the execution ends with it, and whoever has mended the
     *     document has the operation taken over
     */
    private static <T> T stored(Operation operation, String what, Supplier<T> said) {
        try {
            return said.get();
        } catch (LastingFailure e) {
            throw new LastingFailure(
                    "The document of operation " + operation.id() + " can't be understood for " + what + ". "
                            + e.getMessage(),
                    e);
        }
    }

    private static <T> T stored(Operation operation, Step step, Supplier<T> said) {
        return stored(
                operation,
                "step " + (operation.steps().indexOf(step) + 1) + ", " + step.name() + ", of kind "
                        + step.planned().action(),
                said);
    }

    /** Empty when only another version of the code knows it. */
    private Optional<StepKind> kind(Operation operation, Step step) {
        return catalogue.known(operation, step.planned().action());
    }
}
