package io.rdsmaint.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words the questions that the engine itself asks, and the answers that every question offers. */
final class Questions {
    /** After this time an unanswered question is asked again, louder. */
    private static final long DEADLINE_SECONDS = Duration.ofHours(4).toSeconds();

    /** The choice to begin a disruptive step outside the schedule. */
    static final String NOW = "now";

    /** The choice to let a disruptive step wait for the schedule. */
    static final String WAIT = "wait";

    private Questions() {}

    static QuestionDraft gate(Step step) {
        String calls = step.planned().calls().isEmpty()
                ? "nothing in AWS is changed by it"
                : "it will call " + String.join(", then ", step.planned().calls());
        return QuestionDraft.of(
                EngineQuestion.GATE,
                Question.Kind.GATE,
                "Approval is needed before: " + step.name() + ". "
                        + sentence(step.planned().gate()),
                calls,
                "run this step");
    }

    private static String sentence(@Nullable String words) {
        return words == null || words.endsWith(".") || words.endsWith("?") ? String.valueOf(words) : words + ".";
    }

    /** A disruptive step has come up at a time that the schedule leaves out. */
    static QuestionDraft outsideSchedule(Step step, Hold.OffSchedule off) {
        return asking(
                EngineQuestion.OUTSIDE_WINDOW,
                off,
                step.name()
                        + " takes service away from clients and has come up outside its time: disruptive steps begin "
                        + off.schedule().words() + ".",
                step);
    }

    /** A disruptive step was held in one window after the other, and nobody would notice. */
    static QuestionDraft neverItsTurn(Step step, Hold.OffSchedule off, int windows) {
        return asking(
                EngineQuestion.WINDOWS_MISSED,
                off,
                step.name() + " has not had its turn: " + windows + " windows have passed without its call, because it "
                        + "was not ready for it or operations were frozen. Disruptive steps begin "
                        + off.schedule().words() + ".",
                step);
    }

    private static QuestionDraft asking(EngineQuestion code, Hold.OffSchedule off, String reason, Step step) {
        String calls = String.join(", then ", step.planned().calls());
        return new QuestionDraft(
                        code,
                        Question.Kind.GATE,
                        reason,
                        "it will call " + calls + "; the schedule next allows it at " + Times.words(off.opening()),
                        null,
                        List.of(),
                        Set.of(),
                        List.of())
                .withChoice(WAIT, "wait; the step begins by itself at " + Times.words(off.opening()), false)
                .withChoice(NOW, "run this step now", true);
    }

    /**
     * @param what happened, after the step's name
     * @param look commands
     */
    static QuestionDraft failure(Step step, EngineQuestion code, String what, List<String> look) {
        SavedIntent last = step.intent();
        String calls = last != null && last.state() != SavedIntent.State.REFUSED
                ? "its call " + last.call() + " may have reached AWS at " + Times.words(last.at())
                : step.mayHaveChanged()
                        ? "a call of an earlier attempt reached AWS, none of this one"
                        : "no call of this step has reached AWS";
        return QuestionDraft.of(
                        code,
                        Question.Kind.FAILURE,
                        step.name() + what,
                        calls,
                        "look again and try the step once more (mend the cause first)")
                .withCommands(look);
    }

    static QuestionDraft timeout(Step step, Duration deadline, List<String> look) {
        return QuestionDraft.of(
                        EngineQuestion.TIMEOUT,
                        Question.Kind.TIMEOUT,
                        step.name() + " has waited for " + deadline.toMinutes()
                                + " minutes, its deadline. It is still waiting for " + sentence(step.waitCondition()),
                        "nothing was undone; the operation begins nothing more until somebody answers, AWS goes on with what it was told",
                        "wait as long again")
                .withCommands(look);
    }

    /**
     * What the answers lead to.
     *
     * @param ahead what going on does until somebody is asked again
     * @param after the same without the current step
     * @param undo names of the steps that a rollback would run
     * @param back what those do
     * @param barrier why what was done before those can't be brought back, or null when all of it can
     * @param finallySteps names of the steps that run however the operation ends
     * @param abort what those do after an abort
     * @param mark what those do when the operation is marked complete
     * @param leftByAbort what stays behind after an abort
     * @param leftByMark what stays behind when the operation is marked complete
     * @param look commands that show the target
     */
    record Prospects(
            Situation situation,
            Ahead ahead,
            Ahead after,
            List<String> undo,
            Ahead back,
            @Nullable String barrier,
            List<String> finallySteps,
            Ahead abort,
            Ahead mark,
            List<String> leftByAbort,
            List<String> leftByMark,
            List<String> look) {

        boolean rollback() {
            return barrier == null || !undo.isEmpty();
        }

        String rollbackMeans() {
            if (barrier != null) {
                return "bring back what can be, newest first: " + String.join(", ", undo) + back.words("this")
                        + "; the rest stays: " + barrier;
            }
            return undo.isEmpty()
                    ? "end as rolled back; nothing has been changed that must be brought back" + back.words("this")
                    : "bring everything back, newest first: " + String.join(", ", undo) + back.words("this");
        }

        String endsBy(boolean cleaning) {
            return (cleaning ? ", give up this step" : "")
                    + (finallySteps.isEmpty() ? "" : ", tidy up (" + String.join(", ", finallySteps) + ")");
        }

        static String left(List<String> residue) {
            return residue.isEmpty() ? "nothing is left behind" : "left behind: " + String.join("; ", residue);
        }

        String leftByMarkInWords() {
            return leftByMark.equals(leftByAbort) && !leftByAbort.isEmpty()
                    ? "left behind: the same as by abort"
                    : left(leftByMark);
        }
    }

    /** How the target stands, whether the answer can wait, and what is safe: what is read first. */
    static String firstLine(Situation situation, List<Question.Option> options) {
        List<String> harmless = options.stream()
                .filter(option -> !option.destructive())
                .filter(option ->
                        option.action() == Question.Action.ROLLBACK || option.action() == Question.Action.ABORT)
                .map(option -> option.action().word())
                .toList();
        List<String> safe = new ArrayList<>();
        switch (situation.urgency()) {
            case CAN_WAIT -> safe.add("to leave it open");
            case SOON -> safe.add("to leave it open for now");
            case UNKNOWN, NOW -> {}
        }
        safe.addAll(harmless);
        String head = switch (situation.urgency()) {
            case CAN_WAIT, UNKNOWN -> " Safe: ";
            case SOON -> " Takes nothing away, and mends nothing: ";
            case NOW -> " Harmless, but mends nothing: ";
        };
        return situation.standing() + " " + situation.urgencyInWords()
                + (safe.isEmpty() ? "" : head + String.join(", or ", safe) + ".");
    }

    /** What the schedule makes of an answer to go on, of whatever it comes after; empty when it has no say. */
    private static String whenItGoesOn(Operation op, Step step, Instant now) {
        Schedule schedule = op.options().schedule();
        if (!Holds.bound(step, op.state()) || !schedule.binds(now)) {
            return "";
        }
        Instant opening = schedule.opening(now, step.planned().expected());
        String when = opening.isAfter(now)
                ? "no call is made before " + Times.words(opening)
                : "calls are made at once, or in the next window if this one has closed by then";
        String asks = schedule.outside() == Schedule.Outside.ASK ? " (outside it you are asked first)" : "";
        return "; " + when + asks + ": disruptive steps begin " + schedule.words();
    }

    /** The question with its id, its deadline and all its answers. */
    static Question ask(UnitOfWork session, QuestionDraft draft, String id, Prospects prospects) {
        Operation op = session.draft().peek();
        boolean cleaning = op.current().filter(s -> s.planned().cleanup()).isPresent();
        List<Question.Option> options = new ArrayList<>(goingOn(op, session.now(), draft, prospects));
        if (!op.rollingBack() && !cleaning && prospects.rollback()) {
            options.add(new Question.Option(
                    Question.Action.ROLLBACK,
                    null,
                    prospects.rollbackMeans(),
                    prospects.back().hurts()));
        }
        String tidying = prospects.endsBy(cleaning);
        options.add(new Question.Option(
                Question.Action.ABORT,
                null,
                "stop here" + tidying + " and end as failed" + prospects.abort().words("this") + "; "
                        + Prospects.left(prospects.leftByAbort()),
                prospects.abort().hurts()));
        options.add(new Question.Option(
                Question.Action.MARK_COMPLETE,
                null,
                "you declare the work done" + tidying + " and end as completed"
                        + prospects.mark().words("this") + "; " + prospects.leftByMarkInWords(),
                prospects.mark().hurts()));
        String reason = prospects.rollback() || op.rollingBack() || cleaning
                ? draft.reason()
                : sentence(draft.reason()) + " There is no rollback any more: " + prospects.barrier();
        return new Question(
                id,
                draft.code().word(),
                draft.kind(),
                1,
                firstLine(prospects.situation(), options),
                reason,
                draft.observed(),
                options,
                DEADLINE_SECONDS,
                Stream.concat(draft.commands().stream(), prospects.look().stream())
                        .distinct()
                        .toList(),
                session.now(),
                null,
                null);
    }

    /** The ways to go on. Waiting for the schedule is what the plan promised; what comes then was agreed with it. */
    private static List<Question.Option> goingOn(Operation op, Instant now, QuestionDraft draft, Prospects prospects) {
        String when = op.current().map(step -> whenItGoesOn(op, step, now)).orElse("");
        List<Question.Option> options = new ArrayList<>();
        if (draft.continueMeans() != null) {
            options.add(followed(
                    new Question.Option(Question.Action.CONTINUE, null, draft.continueMeans(), false),
                    draft,
                    when,
                    prospects));
        }
        for (Question.Option choice : draft.choices()) {
            options.add(
                    WAIT.equals(choice.choice()) || QuestionDraft.REPLAN.equals(choice.choice())
                            ? choice
                            : followed(choice, draft, NOW.equals(choice.choice()) ? "" : when, prospects));
        }
        return options;
    }

    /** The answer with what it leads to until somebody is asked again. */
    private static Question.Option followed(
            Question.Option option, QuestionDraft draft, String when, Prospects prospects) {
        boolean past = draft.isPast(option.choice());
        Ahead ahead = past ? prospects.after() : prospects.ahead();
        return new Question.Option(
                option.action(),
                option.choice(),
                option.consequence() + (past ? "" : when) + ahead.words("until it asks again, this"),
                ahead.hurts() || (option.destructive() && !past));
    }
}
