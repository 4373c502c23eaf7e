package io.rdsmaint.engine;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Types of operations that share a world, with all that the engine asks of them. Kinds of steps are found by the family of their
 * operation, so two families may use the same word for different ones.
 *
 * @param name the word for it at deployment
 * @param target what its operations work on
 * @param kinds among them one with the action {@value Course#SETTLE}: what must come to rest before a rollback or an end
 */
public record Family(String name, TargetKind target, List<OperationType> types, List<StepKind> kinds) {

    /**
     * @throws IllegalArgumentException when two kinds have one action, or none lets changes come to rest
     */
    public Family {
        types = List.copyOf(types);
        kinds = List.copyOf(kinds);
        long actions = kinds.stream().map(StepKind::action).distinct().count();
        if (actions < kinds.size()) {
            throw new IllegalArgumentException("two step kinds of family " + name + " have the same action");
        }
        if (kinds.stream().noneMatch(kind -> kind.action().equals(Course.SETTLE))) {
            throw new IllegalArgumentException("family " + name + " has no step kind " + Course.SETTLE);
        }
    }

    /**
     * A kind of target, as requests and people name one.
     *
     * @param kind as stored, see {@link Target#kind}
     * @param field of a request that holds the target's name
     * @param word for it in sentences, such as {@code cluster}
     * @param names what a name looks like
     * @param namesInWords the same for people, with an article
     */
    public record TargetKind(String kind, String field, String word, Pattern names, String namesInWords) {}
}
