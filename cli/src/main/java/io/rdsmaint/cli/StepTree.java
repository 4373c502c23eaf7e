package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One operation with its steps, as lines. */
final class StepTree {
    private static final int NAME_WIDTH = 44;

    /** An answer of a question, before its consequence. */
    private static final Pattern ANSWER = Pattern.compile("    [a-z_]+(/[a-z0-9_-]+)?( \\(destructive\\))?: ");

    private StepTree() {}

    static List<String> lines(OperationView op) {
        List<String> lines = new ArrayList<>();
        lines.add(head(op));
        frozen(op.freeze()).forEach(lines::add);
        if (op.stalled()) {
            lines.add("NOBODY RUNS IT: its execution ended. scripts/takeover " + op.id()
                    + " goes on with it; so does an answer by scripts/respond.");
        }
        if (op.takenOver() && !op.ended() && !op.stalled()) {
            lines.add("Taken over by " + OperationView.executionName(op.owner()) + ", which runs it.");
        }
        int n = 0;
        for (OperationView.Step step : op.steps()) {
            n++;
            boolean current = n == op.index() + 1 && !op.ended();
            lines.add(("  " + sign(op, step, current) + " " + "%2d ".formatted(n) + pad(step.name(), NAME_WIDTH) + "  "
                            + timing(step, current ? op.clock() : op.now())
                            + (step.asksFirst() && !(current && op.question().isPresent()) ? ", asks first" : ""))
                    .stripTrailing());
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

    /**
     * The rows that fit on a screen. The question comes first: rows that it needs are taken from what is done, then from what is to
     * come; only where that is not enough, its commands go, and each answer's consequence is cut to a row.
     */
    static List<String> fitting(List<String> lines, Screen screen, int most) {
        List<String> uncommanded = withoutCommands(lines);
        return Stream.<Supplier<List<String>>>of(
                        () -> folded(lines, screen, false),
                        () -> folded(uncommanded, screen, false),
                        () -> folded(uncommanded, screen, true))
                .map(rows -> fitting(rows.get(), most))
                .filter(rows -> rows.size() <= most)
                .findFirst()
                .orElseGet(
                        () -> fitting(folded(uncommanded, screen, true), most).subList(0, Math.max(1, most)));
    }

    private static List<String> folded(List<String> lines, Screen screen, boolean cutAnswers) {
        return lines.stream()
                .flatMap(line -> cutAnswers && ANSWER.matcher(line).lookingAt()
                        ? Stream.of(Terminal.cut(Visible.line(line), screen.width()))
                        : screen.folded(line).stream())
                .toList();
    }

    private static List<String> withoutCommands(List<String> lines) {
        int from = lines.indexOf(QuestionText.COMMANDS);
        if (from < 0) {
            return lines;
        }
        int to = from + 1;
        while (to < lines.size() && lines.get(to).startsWith("    ")) {
            to++;
        }
        return Stream.concat(lines.subList(0, from).stream(), lines.subList(to, lines.size()).stream())
                .toList();
    }

    private static List<String> fitting(List<String> rows, int most) {
        List<String> kept = new ArrayList<>(rows);
        leaveOut(kept, most, List.of(Symbol.DONE, Symbol.SKIPPED, Symbol.FAILED), "ended", false);
        leaveOut(kept, most, List.of(Symbol.LATER), "to come", true);
        return kept;
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
                : step.sign();
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
        return op.id() + "  " + op.type() + " of " + op.target() + " in " + op.region() + "  " + op.shownState() + " · "
                + place + ends;
    }

    static List<String> frozen(JsonNode freeze) {
        return freeze.isObject()
                ? List.of("FROZEN: " + freeze.path("reason").asText()
                        + " · nothing is changed until scripts/unfreeze · since "
                        + Times.toTheSecond(freeze.path("since").asText()) + ", by "
                        + freeze.path("by").asText())
                : List.of();
    }

    static String timing(OperationView.Step step, Instant now) {
        if (step.startedAt().isEmpty()) {
            return step.notBegun() ? "not begun" : step.ended() ? "" : Times.about(step.expected());
        }
        Instant began = step.startedAt().get();
        if (step.ended()) {
            return Times.took(
                    Duration.between(began, step.completedAt().orElse(now)).minus(step.asked()));
        }
        return Times.took(Duration.between(began, now).minus(step.asked())) + ", usually "
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
