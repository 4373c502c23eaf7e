package io.rdsmaint.restore.step;

import io.rdsmaint.kit.PreconditionEvaluator;
import io.rdsmaint.restore.world.RestoreWorlds;

/**
 * What every kind of step is made with.
 *
 * @param deployment names this deployment in the mark on a cluster
 */
public record RestoreTools(RestoreWorlds worlds, PreconditionEvaluator<RestoreChange> evaluator, String deployment) {}
