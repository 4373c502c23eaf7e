package io.rdsmaint.cli;

import java.util.List;

/**
 * What the commands know of a family of operation types; the function knows for sure.
 *
 * @param target the field of a request that names what its operations work on
 * @param types the names of its types; a test of the whole system holds them to what the function knows
 * @param choices what is offered to whoever does not name everything
 */
public record Family(String target, List<String> types, Choices choices) {
    public Family {
        types = List.copyOf(types);
    }

    /** One without anything to choose from. */
    public Family(String target, List<String> types) {
        this(target, types, Choices.NONE);
    }
}
