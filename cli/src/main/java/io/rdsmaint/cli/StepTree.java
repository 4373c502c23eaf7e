package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One operation with its steps, as lines. */
final class StepTree {
    private static final int NAME_WIDTH = 56;

    private StepTree() {}

    static List<String> lines(OperationView op) {
        List<String> lines = new ArrayList<>();
        lines.add(head(op));
        frozen(op.freeze()).forEach(lines::add);
        if (op.stalled()) {
            lines.add(
                    "NOBODY RUNS IT: its execution ended. An answer by scripts/respond takes it over, and so does an execution"
                            + " with input {\"operation_id\":\"" + op.id() + "\"}.");
        }
        int n = 0;
        for (OperationView.Step step : op.steps()) {
            n++;
            boolean current = n == op.index() + 1 && !op.ended();
            lines.add("  " + sign(op, step, current) + " " + "%2d ".formatted(n) + pad(step.name(), NAME_WIDTH) + "  "
                    + timing(step, op.now()));
            if (current && op.question().isEmpty()) {
                step.waitCondition().ifPresent(what -> lines.add("       waiting for " + what));
            }
        }
        op.question().ifPresent(question -> lines.addAll(QuestionText.lines(op, question)));
        if (op.ended()) {
            lines.addAll(end(op));
        }
        return lines;
    }

    /** The lines that fit: what is done goes first, then what is to come; the current step and the question stay. */
    static List<String> fitting(List<String> lines, int most) {
        List<String> kept = new ArrayList<>(lines);
        leaveOut(kept, most, List.of(Symbol.DONE, Symbol.SKIPPED, Symbol.FAILED), "ended", false);
        leaveOut(kept, most, List.of(Symbol.LATER), "to come", true);
        return kept.size() <= most ? kept : kept.subList(0, Math.max(1, most));
    }

    private static void leaveOut(List<String> lines, int most, List<String> signs, String what, boolean last) {
        List<Integer> steps = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (signs.stream().anyMatch(sign -> line.startsWith("  " + sign + " "))) {
                steps.add(i);
            }
        }
        int tooMany = Math.min(lines.size() - most + 1, steps.size());
        if (lines.size() <= most || tooMany < 2) {
            return;
        }
        List<Integer> out = last ? steps.subList(steps.size() - tooMany, steps.size()) : steps.subList(0, tooMany);
        int at = out.getFirst();
        out.reversed().forEach(i -> lines.remove(i.intValue()));
        lines.add(at, "    (" + tooMany + " more " + what + ")");
    }

    static String sign(OperationView op, OperationView.Step step, boolean current) {
        if (current && op.question().isPresent()) {
            return Symbol.ASKING;
        }
        return current && step.state().equals("pending") && step.waitCondition().isPresent()
                ? Symbol.HELD
                : Symbol.of(step.state());
    }

    private static String head(OperationView op) {
        String place = op.ended()
                ? "took "
                        + Times.took(
                                Duration.between(op.createdAt(), op.endedAt().orElse(op.now())))
                : "step " + Math.min(op.index() + 1, op.steps().size()) + " of "
                        + op.steps().size();
        String ends = op.estimatedEnd()
                .map(end -> " · ends about " + Times.at(end, op.now()) + " (in "
                        + Times.took(Duration.ofMinutes(Math.max(
                                1, Math.round(Duration.between(op.now(), end).toSeconds() / 60.0))))
                        + ")")
                .orElse("");
        return op.id() + "  " + op.type() + " of " + op.target() + " in " + op.region() + "  " + op.state() + " · "
                + place + ends;
    }

    static List<String> frozen(JsonNode freeze) {
        return freeze.isObject()
                ? List.of("FROZEN since " + freeze.path("since").asText() + " by "
                        + freeze.path("by").asText() + ": "
                        + freeze.path("reason").asText()
                        + " · nothing is changed until scripts/unfreeze")
                : List.of();
    }

    static String timing(OperationView.Step step, Instant now) {
        if (step.startedAt().isEmpty()) {
            return step.ended() ? "" : Times.about(step.expected());
        }
        Instant began = step.startedAt().get();
        if (step.ended()) {
            return Times.took(Duration.between(began, step.completedAt().orElse(now)));
        }
        return Times.took(Duration.between(began, now)) + ", usually "
                + Times.about(step.expected()).substring(6);
    }

    /** What there is to know at the end: the report, what was left behind, and what to do. */
    static List<String> end(OperationView op) {
        List<String> lines = new ArrayList<>();
        String ending = op.operation().path("ending").asText();
        lines.add("");
        lines.add(
                switch (op.state()) {
                    case "completed" -> ending.equals("marked_complete") ? "Marked complete." : "Completed.";
                    case "rolled_back" -> "Rolled back: what was changed is as before.";
                    default -> ending.equals("aborted") ? "Aborted: it stopped where it was." : "Failed.";
                });
        op.texts("report").forEach(line -> lines.add("  " + line));
        List<String> residue = op.texts("residue");
        if (!residue.isEmpty()) {
            lines.add("Left behind, yours to remove or keep:");
            residue.forEach(line -> lines.add("  " + line));
        }
        return lines;
    }

    private static String pad(String text, int width) {
        int length = text.codePointCount(0, text.length());
        return length >= width ? text : text + " ".repeat(width - length);
    }
}
