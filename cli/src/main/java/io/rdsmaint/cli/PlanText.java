package io.rdsmaint.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A dry run's plan, sorted for reading: what is done, what is interrupted, what is asked, what else to know. */
public final class PlanText {
    private static final Pattern STEP = Pattern.compile("\\d+\\. .*", Pattern.DOTALL);
    private static final Pattern INTERRUPTION =
            Pattern.compile("NOTE (Write interruption|Readers|No write|Downtime|INTERRUPTION).*", Pattern.DOTALL);

    private PlanText() {}

    /** The lines of a dry run's reply. */
    public static List<String> lines(String summary, List<String> plan) {
        List<String> lines = new ArrayList<>();
        lines.add(summary);
        part(lines, "Steps", plan, STEP.asMatchPredicate(), "");
        part(lines, "Interruptions", plan, INTERRUPTION.asMatchPredicate(), "NOTE ");
        part(lines, "Would be refused", plan, line -> line.startsWith("REFUSE "), "REFUSE ");
        part(lines, "You will be asked about, before the first change", plan, line -> line.startsWith("ASK "), "ASK ");
        part(lines, "Warnings", plan, line -> line.startsWith("WARN "), "WARN ");
        part(lines, "Costs", plan, line -> line.startsWith("COST "), "COST ");
        part(
                lines,
                "Notes",
                plan,
                line -> line.startsWith("NOTE ") && !INTERRUPTION.matcher(line).matches(),
                "NOTE ");
        return lines;
    }

    private static void part(
            List<String> lines, String title, List<String> plan, Predicate<String> chosen, String prefix) {
        List<String> found = plan.stream().filter(chosen).toList();
        if (!found.isEmpty()) {
            lines.add("");
            lines.add(title);
            found.forEach(line -> lines.add("  " + line.substring(prefix.length())));
        }
    }
}
