package io.rdsmaint.aurora.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A parameter value as RDS lets it be written: a number, or a formula such as
 * {@code LEAST({DBInstanceClassMemory/9531392},5000)} over the class's memory and vCPUs, with {@code + - * /},
 * {@code GREATEST}, {@code LEAST}, {@code SUM} and {@code log} (to base 2).
 */
final class Formula {
    private final String text;
    private final double memoryBytes;
    private final double vcpus;
    private int at;

    private Formula(String text, double memoryBytes, double vcpus) {
        this.text = text.replace(" ", "");
        this.memoryBytes = memoryBytes;
        this.vcpus = vcpus;
    }

    /** The value on a class of that size, or empty when the text is no such formula. */
    static OptionalDouble value(String text, double memoryBytes, double vcpus) {
        try {
            Formula formula = new Formula(text, memoryBytes, vcpus);
            double value = formula.sum();
            return formula.at == formula.text.length() ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (IllegalArgumentException e) {
            return OptionalDouble.empty();
        }
    }

    private double sum() {
        double value = product();
        while (true) {
            if (skip('+')) {
                value += product();
            } else if (skip('-')) {
                value -= product();
            } else {
                return value;
            }
        }
    }

    private double product() {
        double value = factor();
        while (true) {
            if (skip('*')) {
                value *= factor();
            } else if (skip('/')) {
                value /= factor();
            } else {
                return value;
            }
        }
    }

    private double factor() {
        if (skip('-')) {
            return -factor();
        }
        if (skip('{')) {
            return closed('}');
        }
        if (skip('(')) {
            return closed(')');
        }
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        String word = text.substring(start, at);
        return skip('(') ? function(word.toUpperCase(Locale.ROOT)) : named(word);
    }

    private double named(String word) {
        return switch (word) {
            case "DBInstanceClassMemory" -> memoryBytes;
            case "DBInstanceVCPU" -> vcpus;
            default -> Double.parseDouble(word);
        };
    }

    private double function(String name) {
        List<Double> values = new ArrayList<>(List.of(sum()));
        while (skip(',')) {
            values.add(sum());
        }
        if (!skip(')')) {
            throw new IllegalArgumentException(text);
        }
        return switch (name) {
            case "GREATEST" -> values.stream().reduce(Math::max).orElseThrow();
            case "LEAST" -> values.stream().reduce(Math::min).orElseThrow();
            case "SUM" -> values.stream().reduce(Double::sum).orElseThrow();
            case "LOG" -> Math.log(values.getFirst()) / Math.log(2);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private double closed(char end) {
        double value = sum();
        if (!skip(end)) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }

    private boolean skip(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }
}
