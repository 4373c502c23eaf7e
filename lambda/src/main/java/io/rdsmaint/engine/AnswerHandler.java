package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Applies answers, hands operations to new owners, and changes gates and deadlines. */
final class AnswerHandler {
    /** What a step waits for whose time was changed while it waited for it. */
    private static final String RESCHEDULED = "its next look, within "
            + Duration.ofSeconds(Holding.LONGEST_WAIT_SECONDS).toMinutes() + " minutes: its time was changed";

    private final Executions executions;
    private final Owners owners;
    private final StoreAge age;
    private final Lifecycle course;
    private final Catalogue catalogue;

    AnswerHandler(Executions executions, Owners owners, StoreAge age, Lifecycle course, Catalogue catalogue) {
        this.executions = executions;
        this.owners = owners;
        this.age = age;
        this.course = course;
        this.catalogue = catalogue;
    }

    /** The owner brings what came back for a question. Never fails because of the answer: an open question is asked again. */
    NextAction answered(UnitOfWork session, @Nullable String questionId, @Nullable JsonNode response) {
        Operation op = session.stored();
        Question open = op.question();
        if (op.state() != OperationState.PAUSED || open == null) {
            return repeated(op, questionId, response)
                    ? new NextAction.Go()
                    : refuse(session, "Operation " + op.id() + " has no open question", new NextAction.Go());
        }
        if (!open.id().equals(questionId)) {
            return refuse(session, "The open question is " + open.id() + ", not " + questionId, new NextAction.Ask());
        }
        return switch (Answering.read(response, open.id(), session.now())) {
            case Answering.Given given
            when open.offers(given.answer()) -> {
                course.answered(session, given.answer());
                session.save();
                yield new NextAction.Go();
            }
            case Answering.Given given -> askAgain(session, open, notAnOption(open, given.answer()));
            case Answering.Unusable unusable -> askAgain(session, open, unusable.why());
            case Answering.TimedOut ignored -> askAgain(session, open, "nobody answered in time");
            case Answering.NotAsked failed ->
                askAgain(
                        session,
                        open,
                        "no answer came: " + failed.error() + " " + failed.cause(),
                        new NextAction.Wait(pause(open)));
        };
    }

    /** An execution wants to go on with an operation that another one owned. */
    NextAction takeOver(UnitOfWork session, String executionArn) {
        Owner owner = session.stored().owner();
        if (owner.executionArn().equals(executionArn)) {
            return EngineResult.of(session.stored()).next();
        }
        if (session.stored().state().ended()) {
            throw new InvalidRequest("Operation " + session.stored().id() + " has ended ("
                    + session.stored().state().word() + "); there is nothing to take over. Start a new operation.");
        }
        if (!owner.handedOverTo(executionArn) && owners.ownerMayRun(session.stored(), session.now())) {
            throw new NotOwner(session.stored().id(), owner.executionArn());
        }
        Optional<QuestionDraft> older = older(session.stored());
        session.draft().owner = owner.replacedBy(executionArn, session.now());
        session.log(
                LogEntry.Type.OPERATION_TAKEN_OVER, "from " + owner.executionArn(), "taken over by " + executionArn);
        older.ifPresent(question -> course.ask(session, question));
        session.save();
        return EngineResult.of(session.stored()).next();
    }

    /** What the former owner saw and the store does not show; that is asked once, and may have been when its end was told. */
    private Optional<QuestionDraft> older(Operation op) {
        return StoreAge.asked(op) ? Optional.empty() : age.behindOwner(op);
    }

    /** A person answers without knowing the task token. */
    void relay(Operation op, @Nullable String questionId, JsonNode response, Instant now) {
        Answer answer = requireAnswer(op, questionId, response, now);
        ObjectNode relayed = JsonNodeFactory.instance
                .objectNode()
                .put("action", answer.action().word())
                .put("choice", answer.choice())
                .put("comment", answer.comment())
                .put("by", answer.by());
        relayed.properties().removeIf(field -> field.getValue().isNull());
        executions.answer(op.owner().executionArn(), answer.questionId(), relayed);
    }

    /** The same for a person who was verified: the log says who it was, and what they call themselves. */
    void relay(UnitOfWork session, @Nullable String questionId, JsonNode response) {
        Operation op = session.stored();
        Answer answer = requireAnswer(op, questionId, response, session.now());
        String declared = answer.by() == null ? session.actor() : answer.by();
        ObjectNode who = JsonNodeFactory.instance
                .objectNode()
                .put("by_verified", session.actor())
                .put("by_declared", declared)
                .put("question_id", answer.questionId());
        session.log(
                LogEntry.Type.OPERATION_EDITED,
                session.actor(),
                answer.questionId(),
                "answers " + answer.questionId() + " with " + answer.action().word()
                        + (answer.choice() == null ? "" : "/" + answer.choice())
                        + (declared.equals(session.actor()) ? "" : ", as " + declared),
                who);
        session.save();
        relay(session.stored(), questionId, response, session.now());
    }

    /** The answer, if it is one to the open question; refuses anything else and changes nothing. */
    Answer requireAnswer(Operation op, @Nullable String questionId, JsonNode response, Instant now) {
        Question open = op.question();
        if (open == null || !open.id().equals(questionId)) {
            throw new InvalidRequest(
                    open == null
                            ? "Operation " + op.id() + " asks nothing at the moment ("
                                    + op.state().word() + ")"
                            : "The open question of operation " + op.id() + " is " + open.id() + ", not " + questionId
                                    + "; read it with status and answer that one");
        }
        switch (Answering.read(response, open.id(), now)) {
            case Answering.Given given
            when open.offers(given.answer()) -> {
                return given.answer();
            }
            case Answering.Given given -> throw new InvalidRequest(notAnOption(open, given.answer()));
            case Answering.Unusable unusable -> throw new InvalidRequest("response: " + unusable.why());
            case Answering.TimedOut ignored -> throw new InvalidRequest("response: action is missing");
            case Answering.NotAsked ignored -> throw new InvalidRequest("response: action is missing");
        }
    }

    /** Changes gates and deadlines of what has not begun. */
    void edit(UnitOfWork session, ResumeRequest.Changes edit) {
        if (session.stored().state().ended()) {
            throw new InvalidRequest("Operation " + session.stored().id() + " has ended; there is nothing to edit");
        }
        OperationBuilder draft = session.draft();
        List<String> gates = named(draft, edit.pauseBefore());
        Schedule before = draft.options.schedule();
        draft.options = draft.options.with(edit.schedule(before));
        Map<String, PlannedStep> edited = edited(draft, edit);
        boolean rescheduled = !draft.options.schedule().equals(before);
        for (int i = draft.index; i < draft.steps.size(); i++) {
            Step step = draft.steps.get(i);
            PlannedStep planned = edited.getOrDefault(step.name(), step.planned());
            if (gates != null && step.state() == StepState.PENDING) {
                planned = regated(planned, Gates.names(gates, planned));
                step = step.planned().gate() == null && planned.gate() != null ? step.unapproved() : step;
            }
            if (rescheduled && step.dueSince() != null) {
                step = step.countingWindowsFrom(session.now());
            }
            if (rescheduled && i == draft.index && step.state() == StepState.PENDING && step.waitCondition() != null) {
                step = step.held(RESCHEDULED);
            }
            if (edit.waitTimeoutSeconds() != null) {
                planned = planned.within(Duration.ofSeconds(edit.waitTimeoutSeconds()));
            }
            draft.steps.set(i, step.planned(planned));
        }
        session.log(
                LogEntry.Type.OPERATION_EDITED,
                null,
                (gates == null ? "" : "pause_before " + gates + ", ")
                        + (edit.waitTimeoutSeconds() == null ? "" : "wait_timeout " + edit.waitTimeoutSeconds() + ", ")
                        + (edit.params() == null ? "" : "params " + edit.params() + ", ")
                        + "disruptive steps begin " + draft.options.schedule().words() + misfits(draft));
        session.save();
    }

    private Map<String, PlannedStep> edited(OperationBuilder draft, ResumeRequest.Changes edit) {
        if (edit.params() == null) {
            return Map.of();
        }
        Operation operation = draft.peek();
        return catalogue
                .type(operation.type())
                .orElseThrow(() -> new InvalidRequest(catalogue.unknown(operation.type())))
                .edited(
                        operation.steps().stream()
                                .skip(operation.index())
                                .filter(step -> !step.state().ended())
                                .toList(),
                        edit.params());
    }

    private static String misfits(OperationBuilder draft) {
        return draft.steps.subList(draft.index, draft.steps.size()).stream()
                .flatMap(step -> draft.options.schedule().misfit(step.planned()).stream())
                .map(note -> ". " + note)
                .collect(Collectors.joining());
    }

    private static @Nullable List<String> named(OperationBuilder draft, @Nullable List<String> gates) {
        if (gates == null) {
            return null;
        }
        List<String> names = new ArrayList<>(gates);
        if (names.remove(Gates.NEXT)) {
            draft.steps.stream()
                    .filter(s -> s.state() == StepState.PENDING)
                    .findFirst()
                    .ifPresent(s -> names.add(s.name()));
        }
        Gates.requireAllKnown(names, draft.steps.stream().map(Step::planned).toList());
        Gates.requireAllToCome(names, draft.steps);
        return names;
    }

    private static PlannedStep regated(PlannedStep planned, boolean wanted) {
        boolean byName = planned.gate() == null || planned.gate().equals(Gates.BY_NAME);
        return byName ? planned.gated(wanted ? Gates.BY_NAME : null) : planned;
    }

    private static boolean repeated(Operation op, @Nullable String questionId, @Nullable JsonNode response) {
        Answer last = op.lastAnswer();
        return last != null
                && last.questionId().equals(questionId)
                && Answering.read(response, last.questionId(), last.at()) instanceof Answering.Given given
                && given.answer().sameAs(last);
    }

    private static NextAction refuse(UnitOfWork session, String why, NextAction next) {
        session.log(LogEntry.Type.ANSWER_REFUSED, null, why);
        session.save();
        return next;
    }

    /** Asking fills the execution's history, too: when it is nearly full, the successor asks. */
    private NextAction askAgain(UnitOfWork session, Question open, String note) {
        boolean due = session.draft().owner.handOverDue(session.now());
        return askAgain(session, open, note, due ? course.handOver(session) : new NextAction.Ask());
    }

    private NextAction askAgain(UnitOfWork session, Question open, String note, NextAction next) {
        course.askAgain(session, open, note);
        session.save();
        return next;
    }

    private static String notAnOption(Question open, Answer answer) {
        return "'" + answer.action().word() + (answer.choice() == null ? "" : " " + answer.choice())
                + "' is not among the options: "
                + String.join(
                        ", ",
                        open.options().stream()
                                .map(o -> o.action().word() + (o.choice() == null ? "" : " with choice " + o.choice()))
                                .toList());
    }

    /** Publishing failed, or somebody keeps failing the task: ask again, but never in a hot loop. */
    private static long pause(Question open) {
        return Math.min(600, 15L << Math.min(open.attempt(), 6));
    }
}
