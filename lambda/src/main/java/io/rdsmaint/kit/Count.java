package io.rdsmaint.kit;

/** A number with its noun, for sentences. */
public final class Count {
    private Count() {}

    /** "1 hour", "2 hours". */
    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
