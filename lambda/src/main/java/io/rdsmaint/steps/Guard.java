package io.rdsmaint.steps;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A condition that must hold right before a change.
 *
 * @param name says what it holds, as {@code theSameCluster}
 * @param check all objections there are: accepting one of them must not hide another
 */
public record Guard(String name, Function<Scene, List<Objection>> check) {

    /** A guard that objects at most once. */
    public static Guard of(String name, Function<Scene, Optional<Objection>> check) {
        return new Guard(name, scene -> check.apply(scene).stream().toList());
    }
}
