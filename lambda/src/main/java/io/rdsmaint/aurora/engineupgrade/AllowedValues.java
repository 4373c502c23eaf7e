package io.rdsmaint.aurora.engineupgrade;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a parameter takes, as AWS lists it: numbers by ranges such as {@code 1-100} or {@code -1-2147483647}, words one
 * by one, both separated by commas; empty when anything goes.
 */
record AllowedValues(String text) {
    private static final Pattern RANGE = Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)-(-?[0-9]+(?:\\.[0-9]+)?)");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    /**
     * True unless the value is surely not among them. Formulas over the instance's size are AWS's to judge.
     *
     * @param list the value is a list whose elements are judged one by one
     */
    boolean takes(String value, boolean list) {
        if (text.isBlank() || value.contains("{") || value.contains("(")) {
            return true;
        }
        return list ? parts(value).allMatch(this::takesOne) : takesOne(value.strip());
    }

    private boolean takesOne(String value) {
        return parts(text).anyMatch(allowed -> allowed.equalsIgnoreCase(value) || within(allowed, value));
    }

    private static boolean within(String allowed, String value) {
        Matcher range = RANGE.matcher(allowed);
        return range.matches()
                && number(value)
                        .filter(v -> v >= Double.parseDouble(range.group(1)) && v <= Double.parseDouble(range.group(2)))
                        .isPresent();
    }

    private static Optional<Double> number(String value) {
        return Optional.of(value).filter(v -> NUMBER.matcher(v).matches()).map(Double::valueOf);
    }

    private static Stream<String> parts(String text) {
        return Stream.of(text.split(",", -1)).map(String::strip).filter(p -> !p.isEmpty());
    }
}
