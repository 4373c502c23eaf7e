package io.rdsmaint.kit;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A condition that must hold right before a change.
 *
 * @param name says what it holds, as {@code theSameCluster}
 * @param <C> what is about to be done and what is seen, as a family puts it
 * @param check all objections there are: accepting one of them must not hide another
 */
public record Precondition<C>(String name, Function<C, List<Violation>> check) {

    /** A precondition that objects at most once. */
    public static <C> Precondition<C> of(String name, Function<C, Optional<Violation>> check) {
        return new Precondition<>(name, context -> check.apply(context).stream().toList());
    }
}
