package io.rdsmaint.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a step wants to ask; the engine adds id, deadline and the answers that are always possible.
 *
 * @param code what it is about, the name of the runbook's section
 * @param continueMeans what answering {@code continue} without a choice leads to, or null when that is not offered
 * @param choices further answers, each with its own consequence
 * @param past the choices after which this step makes no call any more, {@link #PLAIN} for {@code continue} without one: what they
 *     lead to begins with the next step
 * @param commands paste-ready commands to look closer, none of which changes anything
 */
public record QuestionDraft(
        QuestionCode code,
        Question.Kind kind,
        String reason,
        String observed,
        @Nullable String continueMeans,
        List<Question.Option> choices,
        Set<String> past,
        List<String> commands) {

    /** The choice to go on by another plan; its consequence itself tells what that plan does. */
    public static final String REPLAN = "replan";

    /** In {@link #past} for {@code continue} without a choice. */
    private static final String PLAIN = "";

    public QuestionDraft {
        choices = List.copyOf(choices);
        past = Set.copyOf(past);
        commands = List.copyOf(commands);
    }

    /** A draft that offers to try the step again. */
    public static QuestionDraft of(
            QuestionCode code, Question.Kind kind, String reason, String observed, String continueMeans) {
        return new QuestionDraft(code, kind, reason, observed, continueMeans, List.of(), Set.of(), List.of());
    }

    /** The same draft with commands to paste. */
    public QuestionDraft withCommands(List<String> newCommands) {
        return new QuestionDraft(code, kind, reason, observed, continueMeans, choices, past, newCommands);
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
                past,
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
        return new QuestionDraft(code, kind, reason, observed, continueMeans, all, past, commands);
    }

    /** The same draft of a step that makes no call any more after this choice. */
    public QuestionDraft past(String choice) {
        return past(Set.of(choice));
    }

    /** The same draft of a step whose call has done its work: none of the answers so far makes it again. */
    public QuestionDraft pastItsCall() {
        return past(Stream.concat(
                        Stream.of(PLAIN), choices.stream().flatMap(option -> Stream.ofNullable(option.choice())))
                .collect(Collectors.toSet()));
    }

    private QuestionDraft past(Set<String> more) {
        Set<String> all = new HashSet<>(past);
        all.addAll(more);
        return new QuestionDraft(code, kind, reason, observed, continueMeans, choices, all, commands);
    }

    /** True when what the choice leads to begins with the next step; null for {@code continue} without one. */
    boolean isPast(@Nullable String choice) {
        return past.contains(choice == null ? PLAIN : choice);
    }
}
