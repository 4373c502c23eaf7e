package io.rdsmaint.aurora.preflight;

/**
 * What the checks of a type of operation decide by.
 *
 * @param <S> what its own checks decide by
 * @param shared what the checks decide by that it shares with others
 */
public record PlanLook<S>(Look shared, S own) {}
