package io.rdsmaint.aurora.step;

import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.kit.PreconditionEvaluator;

/**
 * What every kind of step is made with.
 *
 * @param deployment names this deployment among others of the account
 */
public record StepTools(ClusterReader reader, PreconditionEvaluator<ChangeContext> evaluator, String deployment) {}
