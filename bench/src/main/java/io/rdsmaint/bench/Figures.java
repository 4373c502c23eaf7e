package io.rdsmaint.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Figures of several runs, and how they are written. */
public final class Figures {
    private Figures() {}

    /** The one in the middle. */
    public static double median(DoubleStream values) {
        return quantile(values, 0.5);
    }

    /** The one that this part of all is not above. */
    public static double quantile(DoubleStream values, double part) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        return sorted[(int) Math.min(sorted.length - 1L, Math.max(0, Math.ceil(part * sorted.length) - 1))];
    }

    /** How far a figure scatters: the middle one of the distances from the middle. */
    public static double scatter(double... values) {
        double middle = median(Arrays.stream(values));
        return median(Arrays.stream(values).map(value -> Math.abs(value - middle)));
    }

    /** Without a fraction. */
    public static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /** With two decimals. */
    public static String exact(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
