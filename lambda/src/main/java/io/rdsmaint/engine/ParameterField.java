package io.rdsmaint.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a type of operation, as forms show it. What is right is still what {@link OperationType#problems} says.
 *
 * @param required without it nothing can be planned
 * @param usual what counts when it is left out, in words; empty for nothing
 * @param least of a number, or null
 * @param most of a number, or null
 * @param values that there are; empty for any
 * @param list of {@link Offers#values} to choose from; empty for none
 * @param words what it does
 */
public record ParameterField(
        String name,
        Kind kind,
        boolean required,
        String usual,
        @Nullable Long least,
        @Nullable Long most,
        List<String> values,
        String list,
        String words) {

    public ParameterField {
        values = List.copyOf(values);
    }

    /** What its value is in JSON. */
    public enum Kind {
        TEXT,
        FLAG,
        NUMBER,
        TEXTS
    }

    /** A text that must be chosen of a list. */
    public static ParameterField needed(String name, String list, String words) {
        return new ParameterField(name, Kind.TEXT, true, "", null, null, List.of(), list, words);
    }

    /** A text that may be given. */
    public static ParameterField text(String name, String words) {
        return new ParameterField(name, Kind.TEXT, false, "", null, null, List.of(), "", words);
    }

    /** One of a few words. */
    public static ParameterField choice(
            String name, boolean required, String usual, List<String> values, String words) {
        return new ParameterField(name, Kind.TEXT, required, usual, null, null, values, "", words);
    }

    /** Yes or no. */
    public static ParameterField flag(String name, boolean usual, String words) {
        return new ParameterField(name, Kind.FLAG, false, String.valueOf(usual), null, null, List.of(), "", words);
    }

    /** A whole number. */
    public static ParameterField number(String name, String usual, long least, long most, String words) {
        return new ParameterField(name, Kind.NUMBER, false, usual, least, most, List.of(), "", words);
    }

    /** Several of a list. */
    public static ParameterField several(String name, String list, String words) {
        return new ParameterField(name, Kind.TEXTS, false, "", null, null, List.of(), list, words);
    }
}
