package io.rdsmaint.aurora.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import java.util.function.Function;

/**
 * A kind of step whose plan says more than its action.
 *
 * @param <P> what the plan says, as the kind itself wrote it
 */
public abstract class ParameterizedStep<P> extends ClusterStep {
    private final Function<JsonNode, P> parser;

    /**
     * @param parser of a planned step's parameters
     */
    protected ParameterizedStep(String action, Function<JsonNode, P> parser, StepTools tools) {
        super(action, tools);
        this.parser = parser;
    }

    @Override
    public final Outcome advance(StepRun run) {
        return advance(run, parser.apply(run.parameters()));
    }

    /** As {@link #advance(StepRun)}, of a step with these parameters. */
    protected abstract Outcome advance(StepRun run, P parameters);

    /** What was planned for a step of this kind. */
    protected final P parameters(Step step) {
        return parser.apply(step.planned().parameters());
    }
}
