package io.rdsmaint.bench;

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
        return sorted[Math.clamp((long) Math.ceil(part * sorted.length) - 1, 0, sorted.length - 1)];
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
