package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A step of an operation on one line.
 *
 * @param ended whether it is over
 * @param text its sign, its place, its name, and how long it took
 */
public record StepLine(boolean ended, String text) {
    /** All steps, from the function's answer to {@code status}. */
    public static List<StepLine> of(JsonNode answer) {
        OperationView op = new OperationView(answer);
        List<StepLine> lines = new ArrayList<>();
        List<OperationView.Step> steps = op.steps();
        for (OperationView.Step step : steps) {
            String took = StepTree.timing(step, op.now());
            lines.add(new StepLine(
                    step.ended(),
                    "%s %2d/%d %s%s"
                            .formatted(
                                    step.sign(),
                                    lines.size() + 1,
                                    steps.size(),
                                    step.name(),
                                    took.isEmpty() ? "" : " (" + took + ")")));
        }
        return lines;
    }
}
