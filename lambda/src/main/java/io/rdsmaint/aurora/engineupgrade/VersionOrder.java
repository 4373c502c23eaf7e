package io.rdsmaint.aurora.engineupgrade;

import java.util.List;
import java.util.stream.Stream;

/** Which of two engine versions comes first. */
final class VersionOrder {
    private static final String AURORA = "mysql_aurora.";

    private VersionOrder() {}

    /** True when a version is before another; Aurora MySQL's own numbers decide where both have them. */
    static boolean before(String version, String other) {
        boolean aurora = version.contains(AURORA) && other.contains(AURORA);
        List<Integer> left = numbers(aurora ? after(version) : version);
        List<Integer> right = numbers(aurora ? after(other) : other);
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int difference = Integer.compare(at(left, i), at(right, i));
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    private static String after(String version) {
        return version.substring(version.indexOf(AURORA) + AURORA.length());
    }

    private static int at(List<Integer> numbers, int index) {
        return index < numbers.size() ? numbers.get(index) : 0;
    }

    private static List<Integer> numbers(String version) {
        return Stream.of(version.split("[^0-9]+", -1))
                .filter(n -> !n.isEmpty() && n.length() < 10)
                .map(Integer::valueOf)
                .toList();
    }
}
