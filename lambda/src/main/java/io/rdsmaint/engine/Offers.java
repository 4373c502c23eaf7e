package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What a family offers to people who look and choose. Of its methods {@link #targets}, {@link #values} and {@link #look} look at
 * the world: they change nothing, and throw {@link TransientFailure} when it can't be read just now, {@link LastingFailure} when
 * that stays so, and {@link InvalidRequest} for a list or target that is not there.
 */
public interface Offers {
    /** Nothing to choose from: values are typed. */
    Offers NONE = new Offers() {};

    /**
     * Nothing to choose from, of types that are told apart all the same.
     *
     * @param words what each type does, in a few words
     */
    static Offers saying(Map<String, String> words) {
        return new Offers() {
            @Override
            public String words(String type) {
                return words.getOrDefault(type, "");
            }
        };
    }

    /** What a type does, in a few words. */
    default String words(String type) {
        return "";
    }

    /** The parameters of a type, those that are needed first. */
    default List<ParameterField> fields(String type) {
        return List.of();
    }

    /** What there is to work on in a region of the function's own account. */
    default List<Choice> targets(String region) {
        return List.of();
    }

    /**
     * What a parameter of an operation on a target may be.
     *
     * @param list as a {@link ParameterField} names it
     */
    default List<Choice> values(String list, Target.Asked target) {
        throw new InvalidRequest("there is no list '" + list + "' here");
    }

    /** How a target is now, for people: its shape is the family's own. */
    default ObjectNode look(Target.Asked target) {
        return JsonNodeFactory.instance.objectNode();
    }
}
