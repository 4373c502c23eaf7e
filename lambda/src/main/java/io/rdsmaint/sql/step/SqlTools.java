package io.rdsmaint.sql.step;

import io.rdsmaint.kit.PreconditionEvaluator;
import io.rdsmaint.sql.pipeline.Texts;
import io.rdsmaint.sql.world.WorldFactory;

/**
 * What every kind of step is made with.
 *
 * @param deployment names this deployment in the mark on a cluster
 */
public record SqlTools(
        WorldFactory worlds,
        Texts texts,
        PreconditionEvaluator<SqlChange> evaluator,
        Workplace place,
        String deployment) {}
