package io.rdsmaint.recovery.step;

import io.rdsmaint.gateway.s3.ReportBucket;
import io.rdsmaint.kit.PreconditionEvaluator;
import io.rdsmaint.recovery.plan.Scope;
import io.rdsmaint.recovery.world.WorldFactory;
import java.util.Optional;

/**
 * What every kind of step is made with.
 *
 * @param reports where reports may be written; empty where the deployment has no place
 */
public record RecoveryTools(
        WorldFactory worlds,
        Scope scope,
        PreconditionEvaluator<RecoveryChange> evaluator,
        Optional<ReportBucket> reports) {}
