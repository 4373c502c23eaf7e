package io.rdsmaint.bench;

import java.util.Map;

/**
 * What is chosen otherwise than usual, by name.
 *
 * @param given names and whole numbers
 */
public record Options(Map<String, Integer> given) {
    public Options {
        given = Map.copyOf(given);
    }

    /** A number, or what is usual. */
    public int number(String name, int usual) {
        return given.getOrDefault(name, usual);
    }
}
