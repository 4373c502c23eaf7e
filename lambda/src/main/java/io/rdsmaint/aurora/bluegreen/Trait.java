package io.rdsmaint.aurora.bluegreen;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that both sides of a deployment are to have alike.
 *
 * @param name what its one value is called; values of which each may be missing tell it themselves
 * @param values what a cluster, or an instance, has of it, in words
 * @param whole it is one value that the sides have alike or not; else each of the values is one that may be missing
 * @param asked see {@link Difference#asked}
 * @param remedy what mends it without a restart; null where nothing does
 */
record Trait<T>(
        String name,
        Function<T, Stream<String>> values,
        boolean whole,
        boolean asked,
        @Nullable Remedy<T> remedy) {

    /** A command of the RDS API, without its region, that makes the later one alike. */
    @FunctionalInterface
    interface Remedy<T> {
        /** Of both and the value in words. */
        String of(T former, T later, String value);
    }

    /** The same as something that is only told. */
    Trait<T> told() {
        return new Trait<>(name, values, whole, false, remedy);
    }

    /** The same with what mends it. */
    Trait<T> mendedBy(Remedy<T> newRemedy) {
        return new Trait<>(name, values, whole, asked, newRemedy);
    }

    /**
     * Where the later one is not like the former one.
     *
     * @param subject what the two are, before the words; empty where nothing else can be meant
     * @param side what the former side is called
     * @param aws completes a command of the RDS API
     */
    Stream<Difference> differences(T former, T later, String subject, String side, UnaryOperator<String> aws) {
        SortedSet<String> was = values.apply(former).collect(Collectors.toCollection(TreeSet::new));
        SortedSet<String> is = values.apply(later).collect(Collectors.toCollection(TreeSet::new));
        if (whole) {
            String before = String.join(", ", was);
            return was.equals(is)
                    ? Stream.empty()
                    : Stream.of(new Difference(
                            subject + name + " " + before,
                            subject + name + " is " + shown(is) + "; " + side + " has " + shown(was),
                            asked,
                            remedy(former, later, before, aws)));
        }
        was.removeAll(is);
        return was.stream()
                .map(word -> new Difference(
                        subject + word,
                        subject + word + " is missing; " + side + " has it",
                        asked,
                        remedy(former, later, word, aws)));
    }

    private Optional<String> remedy(T former, T later, String value, UnaryOperator<String> aws) {
        return Optional.ofNullable(remedy).map(r -> aws.apply(r.of(former, later, value)));
    }

    private static String shown(Collection<String> values) {
        String all = String.join(", ", values);
        return all.isEmpty() ? "none" : all;
    }
}
