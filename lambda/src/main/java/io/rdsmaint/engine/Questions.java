package io.rdsmaint.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
                Question.Kind.GATE,
                "Approval is needed before: " + step.name() + ". "
                        + step.planned().gate(),
                calls,
                "run this step: " + calls);
    }

    /** A disruptive step has come up at a time that the schedule leaves out. */
    static QuestionDraft outsideSchedule(Step step, Hold.OffSchedule off) {
        return asking(
                off,
                step.name()
                        + " takes service away from clients and has come up outside its time: disruptive steps begin "
                        + off.schedule().words() + ".",
                step);
    }

    /** A disruptive step was held in one window after the other, and nobody would notice. */
    static QuestionDraft neverItsTurn(Step step, Hold.OffSchedule off, int windows) {
        return asking(
                off,
                step.name() + " has not had its turn: " + windows + " windows have passed without its call, because it "
                        + "was not ready for it or operations were frozen. Disruptive steps begin "
                        + off.schedule().words() + ".",
                step);
    }

    private static QuestionDraft asking(Hold.OffSchedule off, String reason, Step step) {
        String calls = String.join(", then ", step.planned().calls());
        return new QuestionDraft(
                        Question.Kind.GATE,
                        reason,
                        "it will call " + calls + "; the schedule next allows it at " + off.opening(),
                        null,
                        List.of(),
                        List.of())
                .withChoice(WAIT, "wait; the step begins by itself at " + off.opening(), false)
                .withChoice(NOW, "run this step now: " + calls, true);
    }

    static QuestionDraft failure(Step step, String what) {
        return QuestionDraft.of(
                Question.Kind.FAILURE,
                step.name() + " failed: " + what,
                "attempt " + step.attempt() + " of the step",
                "look again and try the step once more (mend the cause first)");
    }

    static QuestionDraft timeout(Step step, Duration deadline) {
        return QuestionDraft.of(
                Question.Kind.TIMEOUT,
                step.name() + " is still waiting for " + step.waitCondition() + " after " + deadline.toMinutes()
                        + " minutes, its deadline",
                "waiting for " + step.waitCondition() + "; nothing was undone and nothing goes on meanwhile",
                "wait as long again");
    }

    /**
     * What the answers lead to.
     *
     * @param undo names of the steps that a rollback would run
     * @param barrier why what was done before those can't be brought back, or null when all of it can
     * @param residue what stays behind when the operation ends now
     * @param look commands that show the target
     */
    record Prospects(List<String> undo, @Nullable String barrier, List<String> residue, List<String> look) {

        boolean rollback() {
            return barrier == null || !undo.isEmpty();
        }

        String rollbackMeans() {
            String back = "bring everything back, newest first: " + String.join(", ", undo);
            if (barrier != null) {
                return "bring back what can be, newest first: " + String.join(", ", undo) + "; the rest stays: "
                        + barrier;
            }
            return undo.isEmpty() ? "end as rolled back; nothing has been changed that must be brought back" : back;
        }
    }

    /** What the schedule makes of an answer to go on, of whatever it comes after; empty when it has no say. */
    private static String whenItGoesOn(Operation op, Step step, Instant now) {
        Schedule schedule = op.options().schedule();
        if (!Holds.bound(step, op.state()) || !schedule.binds(now)) {
            return "";
        }
        Instant opening = schedule.opening(now, step.planned().expected());
        String when = opening.isAfter(now)
                ? "no call is made before " + opening
                : "calls are made at once, or in the next window if this one has closed by then";
        String asks = schedule.outside() == Schedule.Outside.ASK ? " (outside it you are asked first)" : "";
        return "; " + when + asks + ": disruptive steps begin " + schedule.words();
    }

    private static boolean ofTheSchedule(Question.Option option) {
        return NOW.equals(option.choice()) || WAIT.equals(option.choice());
    }

    /** The question with its id, its deadline and all its answers. */
    static Question ask(UnitOfWork session, QuestionDraft draft, String id, Prospects prospects) {
        List<String> residue = prospects.residue();
        Operation op = session.draft().peek();
        String when =
                op.current().map(step -> whenItGoesOn(op, step, session.now())).orElse("");
        List<Question.Option> options = new ArrayList<>();
        if (draft.continueMeans() != null) {
            options.add(new Question.Option(Question.Action.CONTINUE, null, draft.continueMeans() + when, false));
        }
        draft.choices().forEach(choice -> options.add(ofTheSchedule(choice) ? choice : choice.followedBy(when)));
        String left = residue.isEmpty() ? "nothing is left behind" : "left behind: " + String.join("; ", residue);
        boolean cleaning = op.current().filter(s -> s.planned().cleanup()).isPresent();
        if (!op.rollingBack() && !cleaning && prospects.rollback()) {
            options.add(new Question.Option(
                    Question.Action.ROLLBACK,
                    null,
                    prospects.rollbackMeans(),
                    !prospects.undo().isEmpty()));
        }
        String finallySteps = cleaning ? "give up this step, run the remaining finally steps" : "run the finally steps";
        options.add(new Question.Option(
                Question.Action.ABORT,
                null,
                "stop here: " + finallySteps + " and end as failed; " + left,
                !residue.isEmpty()));
        options.add(new Question.Option(
                Question.Action.MARK_COMPLETE,
                null,
                "you declare the work done: " + finallySteps + " and end as completed; " + left,
                !residue.isEmpty()));
        String observed = prospects.rollback() || op.rollingBack() || cleaning
                ? draft.observed()
                : draft.observed() + ". There is no rollback any more: " + prospects.barrier();
        return new Question(
                id,
                draft.kind(),
                1,
                draft.reason(),
                observed,
                options,
                DEADLINE_SECONDS,
                Stream.concat(draft.commands().stream(), prospects.look().stream())
                        .distinct()
                        .toList(),
                session.now(),
                null);
    }
}
