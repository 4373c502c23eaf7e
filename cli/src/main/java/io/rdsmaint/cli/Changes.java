package io.rdsmaint.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What has changed from one look to the next, a line each, for terminals that can't be drawn over and for files. */
final class Changes {
    private final Map<Integer, String> told = new HashMap<>();
    private String head = "";
    private String asked = "";
    private String freeze = "";
    private boolean ended;

    List<String> since(OperationView op) {
        List<String> lines = new ArrayList<>();
        String time = Times.clock(op.now()) + "  ";
        String newHead = op.id() + " " + op.type() + " of " + op.target() + " is "
                + op.state().replace('_', ' ');
        if (!newHead.equals(head)) {
            head = newHead;
            lines.add(time + head);
        }
        String newFreeze = String.join("", StepTree.frozen(op.freeze()));
        if (!newFreeze.equals(freeze)) {
            lines.add(time + (newFreeze.isEmpty() ? "No longer frozen" : newFreeze));
            freeze = newFreeze;
        }
        List<OperationView.Step> steps = op.steps();
        for (int i = 0; i < steps.size(); i++) {
            String line = line(op, i, steps.get(i));
            if (!line.isEmpty() && !Objects.equals(told.put(i, line), line)) {
                lines.add(time + line + (steps.get(i).ended() ? timing(op, steps.get(i)) : ""));
            }
        }
        op.question().ifPresent(question -> {
            String now = question.id() + "#" + question.attempt();
            if (!now.equals(asked)) {
                asked = now;
                lines.addAll(QuestionText.lines(op, question));
            }
        });
        if (op.ended() && !ended) {
            ended = true;
            lines.addAll(StepTree.end(op));
        }
        return lines;
    }

    private static String line(OperationView op, int index, OperationView.Step step) {
        boolean current = index == op.index() && !op.ended();
        if (!current && !step.ended()) {
            return "";
        }
        String place = (index + 1) + "/" + op.steps().size() + " " + step.name();
        String waiting = current && op.question().isEmpty()
                ? step.waitCondition().map(what -> ": waiting for " + what).orElse("")
                : "";
        return StepTree.sign(op, step, current) + " " + place + waiting;
    }

    private static String timing(OperationView op, OperationView.Step step) {
        String took = StepTree.timing(step, op.now());
        return took.isEmpty() ? "" : " (" + took + ")";
    }
}
