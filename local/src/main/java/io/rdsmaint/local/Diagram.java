package io.rdsmaint.local;

import io.rdsmaint.local.asl.Definition;
import io.rdsmaint.local.asl.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Draws a definition as a Mermaid state diagram, for the README: one arrow for each way from a state to another, labelled
 * with what leads there. The drawing depends on the definition alone.
 */
public final class Diagram {
    private static final int LONGEST_LABEL = 40;

    private final Definition definition;
    private final Map<String, String> ids = new LinkedHashMap<>();

    private Diagram(Definition definition) {
        this.definition = definition;
        definition.states().keySet().forEach(name -> ids.put(name, "s" + (ids.size() + 1)));
    }

    /** The text of the diagram, without the fence around it. */
    public static String of(Definition definition) {
        return new Diagram(definition).draw();
    }

    private String draw() {
        List<String> lines = new ArrayList<>(List.of("stateDiagram-v2"));
        ids.forEach((name, id) -> lines.add("    state \"" + name.replace('"', '\'') + "\" as " + id));
        lines.add("    [*] --> " + id(definition.startAt()));
        definition.states().values().forEach(state -> lines.addAll(arrows(state)));
        return String.join("\n", lines) + "\n";
    }

    private List<String> arrows(State state) {
        Map<String, Set<String>> labels = new LinkedHashMap<>();
        state.transitions()
                .forEach(way -> labels.computeIfAbsent(way.target(), _ -> new LinkedHashSet<>())
                        .add(way.label()));
        List<String> arrows = new ArrayList<>();
        labels.forEach((target, why) -> arrows.add("    " + id(state.name()) + " --> " + id(target) + label(why)));
        if (state.terminal()) {
            arrows.add("    " + id(state.name()) + " --> [*]");
        }
        return arrows;
    }

    private static String label(Set<String> reasons) {
        String text = reasons.stream()
                .filter(reason -> !reason.isEmpty())
                .map(Diagram::shortened)
                .distinct()
                .collect(Collectors.joining(" / "));
        return text.isEmpty() || reasons.contains("") ? "" : " : " + text;
    }

    /** The first condition says enough; colons and semicolons mean something to Mermaid. */
    private static String shortened(String reason) {
        String plain =
                reason.replaceAll("\\$\\$?\\.(?:Execution\\.Input\\.)?", "").replaceAll("[:;]", " ");
        if (plain.length() <= LONGEST_LABEL) {
            return plain;
        }
        int end = plain.indexOf(" and ");
        return end > 0 && end <= LONGEST_LABEL ? plain.substring(0, end) : plain.substring(0, LONGEST_LABEL) + "…";
    }

    private String id(String name) {
        return ids.getOrDefault(name, name);
    }
}
