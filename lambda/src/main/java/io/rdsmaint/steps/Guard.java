package io.rdsmaint.steps;

import java.util.Optional;
import java.util.function.Function;

/**
 * A condition that must hold right before a change.
 *
 * @param name says what it holds, as {@code theSameCluster}
 * @param check the objection, if there is one
 */
public record Guard(String name, Function<Scene, Optional<Objection>> check) {}
