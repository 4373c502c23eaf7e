package io.rdsmaint.sql.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.gateway.rdsdata.DataApi;
import io.rdsmaint.gateway.rdsdata.Database;
import io.rdsmaint.gateway.rdsdata.Row;
import io.rdsmaint.gateway.rdsdata.Sql;
import io.rdsmaint.gateway.rdsdata.SqlState;
import io.rdsmaint.kit.Json;
import io.rdsmaint.sql.script.Statement;
import io.rdsmaint.sql.script.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at a database without changing anything in it, and without asking for what may not be installed yet. */
public final class Inspector {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String WHO = "SELECT current_user AS who, current_setting('server_version') AS version,"
            + " has_database_privilege(current_database(), 'CREATE') AS creates,"
            + " to_regnamespace('ops') IS NOT NULL AS ops, to_regclass('cron.job') IS NOT NULL AS cron";

    private static final String FORMAT =
            "SELECT format(x.template, VARIADIC ARRAY(SELECT jsonb_array_elements_text(x.arguments)))"
                    + " AS text FROM jsonb_to_recordset(CAST(:all AS jsonb)) AS x(n integer, template text, arguments jsonb) ORDER BY x.n";

    private final DataApi data;
    private final Database database;

    Inspector(DataApi data, Database database) {
        this.data = data;
        this.database = database;
    }

    /** What the planner thinks of a statement, or why it can't tell. */
    sealed interface Explained {
        /**
         * By the planner.
         *
         * @param rows that it reads or changes in the end
         */
        record Plan(double cost, long rows) implements Explained {}

        /** Something that it names is not there yet. */
        record Missing(String what) implements Explained {}

        /** It would fail. */
        record Fails(String why) implements Explained {}
    }

    /** Who is connected, to what, and what there is. */
    Row who() {
        return data.read(database, Sql.of(WHO)).getFirst();
    }

    /** Jobs of pg_cron that the user may switch. */
    List<String> jobs() {
        return data
                .read(database, Sql.of("SELECT DISTINCT jobname AS name FROM cron.job WHERE jobname IS NOT NULL"))
                .stream()
                .flatMap(row -> row.text("name").stream())
                .toList();
    }

    /** The ledger that an operation planned or runs; empty when there is none. */
    List<Row> ledgers(String operation) {
        return data.read(
                database,
                Sql.of("SELECT operation, runner, pipeline, window_from, window_to FROM ops.ledgers"
                                + " WHERE (operation = :operation OR runner = :operation) AND EXISTS"
                                + " (SELECT FROM ops.phases p WHERE p.operation = ledgers.operation AND left(p.phase, 1) <> '#')"
                                + " ORDER BY created_at LIMIT 1")
                        .with("operation", operation));
    }

    /** The phases of a ledger, by their names, with what was planned. */
    List<Row> phases(String ledger) {
        return data.read(
                database,
                Sql.of("SELECT phase, sha256, planned_pieces AS pieces, (SELECT count(*) FROM ops.pieces i WHERE"
                                + " i.operation = p.operation AND i.phase = p.phase AND i.done) AS done FROM ops.phases p"
                                + " WHERE operation = :operation")
                        .with("operation", ledger));
    }

    /** The statements that the server makes of templates. */
    private static List<String> made(
            DataApi data, Database database, List<Template> templates, List<List<String>> arguments) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < templates.size(); i++) {
            all.addObject()
                    .put("n", i)
                    .put("template", templates.get(i).text())
                    .set("arguments", Json.texts(arguments.get(i)));
        }
        return data.read(database, Sql.of(FORMAT).withJson("all", all.toString())).stream()
                .map(row -> row.text("text").orElse(""))
                .toList();
    }

    /** A query with names and window in place, quoted by the server; as a part of another one, where nothing but a query stands. */
    public static String query(
            DataApi data, Database database, Parameters parameters, String text, Span.@Nullable Bounds bounds) {
        return asQuery(inlined(
                data,
                database,
                parameters,
                Statement.all(text, new ArrayList<>()).getFirst(),
                bounds));
    }

    private static String asQuery(String text) {
        return "SELECT * FROM (\n" + text + "\n) q";
    }

    private static String inlined(
            DataApi data, Database database, Parameters parameters, Statement statement, Span.@Nullable Bounds bounds) {
        Template template = statement.inlined(parameters.bindings(), bounds == null ? "date" : bounds.type());
        List<String> arguments = new ArrayList<>(template.names());
        arguments.add(bounds == null ? "" : bounds.from());
        arguments.add(bounds == null ? "" : bounds.to());
        return made(data, database, List.of(template), List.of(arguments)).getFirst();
    }

    /** The plan of a single statement, which is explainable. */
    Explained explain(Parameters parameters, Statement statement, boolean query, Span.@Nullable Bounds bounds) {
        String text = inlined(data, database, parameters, statement, bounds);
        return explain(query ? asQuery(text) : text);
    }

    /** The plans of a phase's statements that can be explained, in their order; and, last, that of the rows of its source. */
    List<Explained> explain(PhaseScript script) {
        List<Template> templates = new ArrayList<>();
        List<List<String>> arguments = new ArrayList<>();
        for (Statement statement : script.statements()) {
            if (statement.explainable()) {
                Template template = script.inlined(statement);
                templates.add(template);
                arguments.add(script.arguments(template));
            }
        }
        if (script.phase().chunk() != null) {
            Template source = script.source(script.phase().chunk());
            List<String> columns = Stream.concat(
                            script.phase().chunk().keys().stream(), script.phase().chunk().splitBy().stream())
                    .toList();
            List<String> before = script.arguments(source);
            String read = IntStream.rangeClosed(1, columns.size())
                    .mapToObj(n -> "s.%" + (before.size() + n) + "$I")
                    .collect(Collectors.joining(", "));
            templates.add(
                    new Template("SELECT " + read + " FROM " + source.text() + " s", source.names(), source.aliases()));
            arguments.add(Stream.concat(before.stream(), columns.stream()).toList());
        }
        return templates.isEmpty()
                ? List.of()
                : made(data, database, templates, arguments).stream()
                        .map(this::explain)
                        .toList();
    }

    private Explained explain(String statement) {
        try {
            JsonNode plan = JSON.readTree(data.read(database, Sql.of("EXPLAIN (FORMAT JSON) " + statement))
                            .getFirst()
                            .first()
                            .orElse("[]"))
                    .at("/0/Plan");
            JsonNode rows =
                    plan.path("Plan Rows").asLong() == 0 && plan.path("Plans").size() > 0 ? plan.at("/Plans/0") : plan;
            return new Explained.Plan(
                    plan.path("Total Cost").asDouble(), rows.path("Plan Rows").asLong());
        } catch (LastingFailure e) {
            String why = String.valueOf(e.getMessage());
            return SqlState.missing(e) ? new Explained.Missing(why) : new Explained.Fails(why);
        } catch (JsonProcessingException e) {
            return new Explained.Fails("the answer to EXPLAIN is no JSON: " + e.getOriginalMessage());
        }
    }
}
