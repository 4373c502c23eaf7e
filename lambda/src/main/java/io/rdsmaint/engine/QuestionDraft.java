package io.rdsmaint.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a step wants to ask; the engine adds id, deadline and the answers that are always possible.
 *
 * @param code what it is about, the name of the runbook's section
 * @param continueMeans what answering {@code continue} without a choice leads to, or null when that is not offered
 * @param choices further answers, each with its own consequence
 * @param commands paste-ready commands to look closer, none of which changes anything
 */
public record QuestionDraft(
        QuestionCode code,
        Question.Kind kind,
        String reason,
        String observed,
        @Nullable String continueMeans,
        List<Question.Option> choices,
        List<String> commands) {

    /** The choice to go on by another plan; its consequence itself tells what that plan does. */
    public static final String REPLAN = "replan";

    public QuestionDraft {
        choices = List.copyOf(choices);
        commands = List.copyOf(commands);
    }

    /** A draft that offers to try the step again. */
    public static QuestionDraft of(
            QuestionCode code, Question.Kind kind, String reason, String observed, String continueMeans) {
        return new QuestionDraft(code, kind, reason, observed, continueMeans, List.of(), List.of());
    }

    /** The same draft with commands to paste. */
    public QuestionDraft withCommands(List<String> newCommands) {
        return new QuestionDraft(code, kind, reason, observed, continueMeans, choices, newCommands);
    }

    /** The same draft, beginning with what a look showed. */
    QuestionDraft seeing(Sight sight) {
        return new QuestionDraft(
                code,
                kind,
                reason,
                Stream.concat(sight.observed().stream(), Stream.of(observed)).collect(Collectors.joining("; ")),
                continueMeans,
                choices,
                Stream.concat(sight.commands().stream(), commands.stream()).toList());
    }

    /** The same draft with one more way to continue. */
    public QuestionDraft withChoice(String choice, String consequence, boolean destructive) {
        return with(new Question.Option(Question.Action.CONTINUE, choice, consequence, destructive));
    }

    /** The same draft with one more answer. */
    public QuestionDraft with(Question.Option option) {
        List<Question.Option> all = new ArrayList<>(choices);
        all.add(option);
        return new QuestionDraft(code, kind, reason, observed, continueMeans, all, commands);
    }
}
