package io.rdsmaint.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of step: a reconciler. It may be called again at any moment, by anyone, also after a crash in its middle, and finds out
 * what is already done by looking (names, tags, statuses, events since the intent), not by remembering.
 */
public interface StepKind {

    /** The word in {@link PlannedStep#action()}. */
    String action();

    /**
     * Looks at the world and moves it at most one call closer to the step's goal.
     *
     * @throws TransientFailure to be called again after a growing pause, and after a number of them in a row to have a person asked
     * @throws LastingFailure to have a person asked at once; its message is what they read
     * @throws OperationStore.SaveConflict what a change's own save throws, as {@link OperationStore.SaveUnknown}: not to be caught, the
     *     invocation knows nothing any more
     */
    Outcome advance(StepRun run);

    /**
     * What a person should see of the world who is asked whether a step of this kind may begin; empty, the rule, when what was
     * planned tells enough. Changes nothing, and is called once for each question.
     *
     * @throws TransientFailure and {@link LastingFailure} when there is nothing to be seen; the question is asked all the same
     */
    default Optional<Sight> sight(StepRun run) {
        return Optional.empty();
    }

    /**
     * Paste-ready commands that show what a step of this kind is about, beyond {@link Family#look}, for a question that the engine
     * asks of it: none of them changes anything. By the document alone; empty, the rule, when there is nothing more to look at.
     *
     * @throws LastingFailure as {@link #undo}
     */
    default List<String> look(Operation operation, Step step) {
        return List.of();
    }

    /**
     * Fields of the memo that only tell when something was seen last: a look that changes nothing else need not be stored, as long
     * as the step has made no call. What a look must not forget is none of these.
     */
    default Set<String> observed() {
        return Set.of();
    }

    /**
     * What would be left half done if steps of this kind were held between all of their calls, by a freeze or because their
     * window has closed; empty, the rule, when nothing would. What they must not leave undone they do by
     * {@link StepRun#finish}; every other call of theirs is held like any.
     */
    default Optional<String> mustFinish() {
        return Optional.empty();
    }

    /**
     * The steps that bring back what this step changed, in order; empty when there is nothing to bring back. Called for completed
     * steps and for one that was stopped in its middle.
     *
     * @throws LastingFailure when what is stored of the step lacks what that takes, here as in {@link #irreversible} and
     *     {@link #residue}, which answer by the document alone, too: nothing is asked, brought back or ended, the execution ends
     *     with the document's name, and an operator restores it (docs/runbook.md, Restoring the store)
     */
    default List<PlannedStep> undo(Operation operation, Step step) {
        return List.of();
    }

    /**
     * Why what this step did can't be brought back, what that means and what can still be done, in sentences; empty when it can be.
     * A rollback ends at the newest such step. Called for every step that has begun, also when it made no call: others may have.
     */
    default Optional<String> irreversible(Operation operation, Step step) {
        return Optional.empty();
    }

    /**
     * Whom trouble in a step of this kind may hurt although the target itself serves, and how urgent that makes the question;
     * empty, the rule, when nobody is hurt that {@link Family#situation} does not tell of. Not asked at a gate.
     */
    default Optional<Situation> hurting() {
        return Optional.empty();
    }

    /**
     * What a step of this kind deletes that nobody can have again by calling once more, in words such as {@code the old cluster};
     * empty, the rule, when it deletes nothing or only what its operation made and can make again.
     */
    default Optional<String> deletes(Operation operation, PlannedStep step) {
        return Optional.empty();
    }

    /** What the end of a step of this kind is a milestone of; empty, the rule, when of nothing. Called once, when it is completed. */
    default Optional<Milestone> milestone(Operation operation, Step step) {
        return Optional.empty();
    }

    /**
     * What stays behind in the world if the operation ends now, and how to remove it. Called for completed steps and for those that
     * may have changed something.
     */
    default Optional<String> residue(Operation operation, Step step) {
        return Optional.empty();
    }
}
