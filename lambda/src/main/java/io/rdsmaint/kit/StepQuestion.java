package io.rdsmaint.kit;

import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.QuestionCode;
import io.rdsmaint.engine.QuestionDraft;
import io.rdsmaint.engine.StepRun;
import java.util.List;

/** A question about what went wrong, in the words of the step. */
public final class StepQuestion {
    private StepQuestion() {}

    /**
     * A question that offers to go on once the cause is mended.
     *
     * @param code the runbook's section about it
     * @param continueMeans what {@code continue} leads to
     * @param commands to look closer; none of them changes anything
     */
    public static Outcome ask(
            StepRun run,
            QuestionCode code,
            String reason,
            String observed,
            String continueMeans,
            List<String> commands) {
        return new Outcome.Asking(QuestionDraft.of(
                        code, Question.Kind.FAILURE, run.step().name() + ": " + reason, observed, continueMeans)
                .withCommands(commands));
    }
}
