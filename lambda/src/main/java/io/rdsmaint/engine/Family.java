package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Types of operations that share a world, with all that the engine asks of them. Kinds of steps are found by the family of their
 * operation, so two families may use the same word for different ones. Only {@link #leftovers}, {@link #situation} and {@link #stored}
 * look at the world; what the other methods answer is known without, and they throw nothing.
 */
public interface Family {
    /** The word for it at deployment. */
    String name();

    /** What its operations work on. */
    TargetKind target();

    /** Its types of operations. */
    List<OperationType> types();

    /** Its kinds of steps; among them one with the action {@value Lifecycle#SETTLE}: what must come to rest before a rollback or an end. */
    List<StepKind> kinds();

    /** The options of a start that its operations heed, beside those that are the engine's: of {@link Options#GUARD_ALARMS} and {@link Options#WATCH_MINUTES}. */
    default Set<String> options() {
        return Set.of();
    }

    /**
     * What an execution's input of an earlier system asks for, as {@code params} of a start; empty for what this family does not
     * recognise.
     *
     * @param input the whole input
     */
    default Optional<ObjectNode> earlier(ObjectNode input) {
        return Optional.empty();
    }

    /** Inputs that start what is stored under a name, for people whose input says nothing; empty when nothing is, or it can't be read. */
    default List<String> stored() {
        return List.of();
    }

    /** What it offers to people who choose what to start, and who look. */
    default Offers offers() {
        return Offers.NONE;
    }

    /**
     * How an operation's target stands right now. It looks only; called when a person is asked something.
     *
     * @throws TransientFailure when it can't be seen
     * @throws LastingFailure when it can't be seen, or is no longer there
     */
    Situation situation(Operation operation);

    /** Commands that show a target as it is now, for people who are asked something; none of them changes anything. */
    List<String> look(Target target);

    /**
     * What operations made and no live operation looks after, in the function's own account. It looks only.
     *
     * @param regions where the deployment may work
     * @param operations the operation of an id, if there is one
     * @throws TransientFailure when a region can't be read just now: status fails, the sweep leaves the number unknown
     * @throws LastingFailure when one can't be read for a reason that stays, which the message says how to mend; the same follows
     */
    List<Leftover> leftovers(List<String> regions, Function<String, Optional<Operation>> operations);

    /**
     * The resource of which an event of AWS tells that something about it has ended, as the steps of this family name it when they
     * wait for that; empty, the rule, for events that no step waits for.
     *
     * @param source of the event, such as {@code aws.ec2}
     * @param detail of the event
     */
    default Optional<String> ended(String source, ObjectNode detail) {
        return Optional.empty();
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
    record TargetKind(String kind, String field, String word, Pattern names, String namesInWords) {}
}
