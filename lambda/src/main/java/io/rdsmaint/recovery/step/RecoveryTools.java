package io.rdsmaint.recovery.step;

import io.rdsmaint.kit.PreconditionEvaluator;
import io.rdsmaint.recovery.plan.Scope;
import io.rdsmaint.recovery.world.WorldFactory;

/** What every kind of step is made with. */
public record RecoveryTools(WorldFactory worlds, Scope scope, PreconditionEvaluator<RecoveryChange> evaluator) {}
