package io.rdsmaint.aurora.step;

import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.kit.PreconditionEvaluator;

/** A kind of step about a cluster: it looks by a reader, and an evaluator judges what it is about to do. */
public abstract class ClusterStep implements StepKind {
    protected final ClusterReader reader;
    protected final PreconditionEvaluator<ChangeContext> evaluator;
    private final String action;

    protected ClusterStep(String action, StepTools tools) {
        this.action = action;
        this.reader = tools.reader();
        this.evaluator = tools.evaluator();
    }

    @Override
    public final String action() {
        return action;
    }
}
