package io.rdsmaint.simulator.process;

import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Names that RDS makes from others; the longest of them lose their ends to the suffix. */
final class Suffixes {

    private static final int LONGEST = 63;

    private Suffixes() {}

    static String append(String name, String suffix) {
        String head = name.substring(0, Math.min(name.length(), LONGEST - suffix.length()));
        return (head.endsWith("-") ? head.substring(0, head.length() - 1) : head) + suffix;
    }

    /** The name with {@code -old1}, or with the next number that is free. */
    static String old(String name, Predicate<String> taken) {
        return IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> append(name, "-old" + n))
                .filter(taken.negate())
                .findFirst()
                .orElseThrow();
    }
}
