package io.rdsmaint.sql.pipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Sha256;
import io.rdsmaint.kit.Json;
import io.rdsmaint.sql.script.Statement;
import io.rdsmaint.sql.script.Template;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A phase with its text: what the ledger is told of it, and what can be asked about it beforehand.
 *
 * @param bounds of the window, or null
 */
public record PhaseScript(
        Parameters parameters, Phase phase, List<Statement> statements, Span.@Nullable Bounds bounds) {
    public PhaseScript {
        statements = List.copyOf(statements);
    }

    /** Reads a text that has no problems. */
    public static PhaseScript of(Parameters parameters, Phase phase, String text, Span.@Nullable Bounds bounds) {
        return new PhaseScript(parameters, phase, Statement.all(text, new ArrayList<>()), bounds);
    }

    private String boundType() {
        return bounds == null ? "date" : bounds.type();
    }

    /** What {@code ops.plan_pieces} takes. */
    public ObjectNode spec() {
        ObjectNode spec = Json.object()
                .put("pipeline", parameters.pipeline())
                .put("cleanup", false)
                .put("statement_timeout", phase.timeoutSeconds());
        if (bounds != null) {
            spec.put("window_from", bounds.from()).put("window_to", bounds.to());
        }
        ArrayNode all = spec.putArray("statements");
        statements.forEach(s -> all.add(json(s.template(parameters.bindings(), boundType()))));
        if (phase.chunk() != null) {
            spec.set("chunk", cut(phase.chunk()));
        }
        // What decides what is done; how long it may take and how it is divided may be another one when it is resumed.
        ObjectNode meaning = spec.deepCopy();
        meaning.remove(List.of("statement_timeout", "chunk"));
        return spec.put("sha256", Sha256.of(meaning.toString()));
    }

    static ObjectNode json(Template template) {
        ObjectNode json = Json.object().put("template", template.text());
        json.set("names", Json.texts(template.names()));
        json.set("aliases", Json.texts(template.aliases()));
        return json;
    }

    private ObjectNode cut(Phase.Chunk chunk) {
        Template source = source(chunk);
        ObjectNode cut = Json.object()
                .put("source", source.text())
                .put("table", isTable(chunk))
                .put("strategy", chunk.strategy().word())
                .put("target_rows", chunk.targetRows())
                .put("max_rows", chunk.maxRows());
        cut.set("names", Json.texts(source.names()));
        cut.set("keys", Json.texts(chunk.keys()));
        cut.set("split_by", Json.texts(chunk.splitBy()));
        return cut;
    }

    /** A template whose arguments are its names, and then the bounds of the window. */
    Template source(Phase.Chunk chunk) {
        Statement statement = Statement.all(chunk.source(), new ArrayList<>()).getFirst();
        Template template = statement.inlined(parameters.bindings(), boundType());
        return isTable(chunk)
                ? template
                : new Template("(" + template.text() + "\n)", template.names(), template.aliases());
    }

    private static boolean isTable(Phase.Chunk chunk) {
        return !Statement.all(chunk.source(), new ArrayList<>()).getFirst().explainable();
    }

    /** A statement as a template, its window as arguments; {@code true} stands for the predicates of pieces. */
    Template inlined(Statement statement) {
        return statement.inlined(parameters.bindings(), boundType());
    }

    /** The arguments of a template made by {@link #inlined} or {@link #source}: names, bounds, and {@code true} for each piece. */
    List<String> arguments(Template template) {
        List<String> all = new ArrayList<>(template.names());
        all.add(bounds == null ? "" : bounds.from());
        all.add(bounds == null ? "" : bounds.to());
        template.aliases().forEach(_ -> all.add("true"));
        return all;
    }

    /**
     * What {@code ops.plan_pieces} takes for a few statements that are no phase of the pipeline's own.
     *
     * @param cleanup they run although the rest is closed
     */
    public static ObjectNode service(
            Parameters parameters, List<Template> statements, boolean cleanup, Span.@Nullable Bounds bounds) {
        ObjectNode spec = Json.object()
                .put("pipeline", parameters.pipeline())
                .put("cleanup", cleanup)
                .put("statement_timeout", Phase.ANSWERED_WITHIN);
        if (bounds != null) {
            spec.put("window_from", bounds.from()).put("window_to", bounds.to());
        }
        ArrayNode all = spec.putArray("statements");
        statements.forEach(template -> all.add(json(template)));
        return spec.put("sha256", Sha256.of(spec.toString()));
    }
}
