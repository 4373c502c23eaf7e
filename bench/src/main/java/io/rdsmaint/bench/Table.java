package io.rdsmaint.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What was measured: for people and for programs the same.
 *
 * @param columns their heads
 * @param rows as many values each as there are columns
 * @param notes what has to be known to read it
 */
public record Table(String title, List<String> columns, List<List<String>> rows, List<String> notes) {
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        notes = List.copyOf(notes);
    }

    /** In Markdown, as a page of docs holds it. */
    public String text() {
        List<String> lines = new ArrayList<>(List.of("### " + title, ""));
        lines.add(line(columns));
        lines.add(line(columns.stream().map(_ -> "---").toList()));
        rows.forEach(row -> lines.add(line(row)));
        lines.add("");
        notes.forEach(note -> lines.add("* " + note));
        return String.join("\n", lines);
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** As a JSON document. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("title", title);
        ArrayNode all = json.putArray("rows");
        for (List<String> row : rows) {
            ObjectNode one = all.addObject();
            for (int i = 0; i < columns.size(); i++) {
                one.put(columns.get(i), row.get(i));
            }
        }
        notes.forEach(json.putArray("notes")::add);
        return json;
    }
}
