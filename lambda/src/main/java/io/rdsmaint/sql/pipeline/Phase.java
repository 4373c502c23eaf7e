package io.rdsmaint.sql.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.RequestFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A phase of a pipeline.
 *
 * @param chunk how its pieces are cut; null for a script whose statements are the pieces, one after the other
 * @param lanes how many pieces run at once
 * @param timeoutSeconds longest time of a statement
 * @param retries how often a piece is tried again by itself
 */
public record Phase(
        String name, Source sql, @Nullable Chunk chunk, int lanes, int timeoutSeconds, int retries, Expect expect) {
    /** How many lanes there may be; chosen: a writer of the usual size has no more to spare. */
    public static final int MOST_LANES = 16;

    /** Seconds: beyond it the Data API answers before the statement ends, which goes on. */
    public static final int ANSWERED_WITHIN = 40;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,40}");
    private static final int MOST_TIMEOUT = 3_600;
    private static final int LANES = 4;
    private static final int RETRIES = 2;

    /** How pieces are cut. */
    public enum Strategy {
        KEYS,
        RANGE_COUNT,
        DATE;

        /** The word in requests. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * How a phase is cut into pieces.
     *
     * @param source a table, or a query that reads the rows to be cut
     * @param keys columns of the source
     * @param splitBy columns by which a key with too many rows is split; empty for the table's primary key
     */
    public record Chunk(
            String source, List<String> keys, List<String> splitBy, Strategy strategy, int targetRows, int maxRows) {
        public Chunk {
            keys = List.copyOf(keys);
            splitBy = List.copyOf(splitBy);
        }
    }

    /** How many rows all pieces together should have changed; no bound where there is none. */
    public record Expect(OptionalLong least, OptionalLong most) {
        /** True for a number within the bounds. */
        public boolean met(long rows) {
            return rows >= least.orElse(0) && rows <= most.orElse(Long.MAX_VALUE);
        }

        /** For people. */
        public String words() {
            return (least.isPresent() ? "at least " + least.getAsLong() : "")
                    + (least.isPresent() && most.isPresent() ? " and " : "")
                    + (most.isPresent() ? "at most " + most.getAsLong() : "") + " rows";
        }
    }

    /** True when its statements may go on after the Data API has answered. */
    public boolean goesOn() {
        return timeoutSeconds > ANSWERED_WITHIN;
    }

    static List<Phase> all(RequestFields parameters) {
        List<RequestFields> given = parameters.each("phases");
        if (given.isEmpty()) {
            parameters.problem("phases", "there are none", "write at least one");
        }
        List<Phase> phases = new ArrayList<>();
        for (RequestFields one : given) {
            Phase phase = of(one);
            if (phases.stream().anyMatch(p -> p.name().equals(phase.name()))) {
                one.refuse("name", phase.name(), "a name that no other phase has");
            }
            phases.add(phase);
        }
        return phases;
    }

    /** Reads one; what is wrong with it is told with the fields' other problems. */
    public static Phase of(RequestFields fields) {
        String name = fields.required("name", NAME, "a name of small letters, digits, _ and -");
        Optional<Boolean> chunked =
                fields.choice("kind", List.of(false, true), c -> c ? "chunked" : "sql", "one of sql and chunked");
        if (!fields.has("kind")) {
            fields.problem("kind", "it is missing", "write sql or chunked");
        }
        Source sql = Source.of(fields, "sql");
        Chunk chunk = null;
        int lanes = 1;
        if (chunked.orElse(false)) {
            chunk = chunk(fields.fields("chunk"));
            lanes = fields.number("lanes", 1, MOST_LANES).orElse(LANES);
        } else {
            for (String only : List.of("chunk", "lanes")) {
                if (fields.has(only)) {
                    fields.problem(only, "only a chunked phase has it", "leave it out, or write \"kind\": \"chunked\"");
                }
            }
        }
        int timeout =
                fields.number("statement_timeout_seconds", 1, MOST_TIMEOUT).orElse(ANSWERED_WITHIN);
        int retries = fields.number("retries", 0, 10).orElse(RETRIES);
        RequestFields expect = fields.fields("expect");
        Expect rows = new Expect(bound(expect, "rows_min"), bound(expect, "rows_max"));
        if (rows.least().orElse(0) > rows.most().orElse(Long.MAX_VALUE)) {
            expect.refuse("rows_max", String.valueOf(rows.most().orElse(0)), "at least rows_min");
        }
        expect.refuseOthers();
        fields.refuseOthers();
        return new Phase(name, sql, chunk, lanes, timeout, retries, rows);
    }

    private static OptionalLong bound(RequestFields expect, String name) {
        return expect.wholeNumber(name, 0, Long.MAX_VALUE).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private static Chunk chunk(RequestFields fields) {
        String source = fields.required("source", "a table such as {app}.visits, or a query");
        List<String> keys = fields.texts("keys").orElse(List.of());
        Strategy strategy = fields.choice(
                        "strategy", List.of(Strategy.values()), Strategy::word, "one of keys, range_count and date")
                .orElse(Strategy.KEYS);
        if (keys.isEmpty() || keys.size() > 8 || (strategy == Strategy.DATE && keys.size() > 1)) {
            fields.problem("keys", "there are " + keys.size(), "name 1 to 8 columns, and one for strategy date");
        }
        int target = fields.number("target_rows", 1, 1_000_000).orElse(10_000);
        int most = fields.number("max_rows", 1, 2_000_000).orElse(Math.max(target, (int) (target * 1.5)));
        if (most < target) {
            fields.refuse("max_rows", String.valueOf(most), "at least target_rows, " + target);
        }
        List<String> splitBy = fields.texts("split_by").orElse(List.of());
        fields.refuseOthers();
        return new Chunk(source, keys, splitBy, strategy, target, most);
    }

    /** As a plan keeps it: with all that was left out, so that other code does not take it for something else. */
    public ObjectNode json() {
        ObjectNode json = Json.object().put("name", name).put("kind", chunk == null ? "sql" : "chunked");
        json.set("sql", sql.json());
        if (chunk != null) {
            ObjectNode cut = json.putObject("chunk").put("source", chunk.source());
            cut.set("keys", Json.texts(chunk.keys()));
            cut.set("split_by", Json.texts(chunk.splitBy()));
            cut.put("strategy", chunk.strategy().word())
                    .put("target_rows", chunk.targetRows())
                    .put("max_rows", chunk.maxRows());
            json.put("lanes", lanes);
        }
        json.put("statement_timeout_seconds", timeoutSeconds).put("retries", retries);
        ObjectNode rows = json.putObject("expect");
        expect.least().ifPresent(least -> rows.put("rows_min", least));
        expect.most().ifPresent(most -> rows.put("rows_max", most));
        return json;
    }

    /** As a plan kept it. */
    public static Phase of(JsonNode json) {
        return of(new RequestFields(json, "", new ArrayList<>()));
    }

    /** The same with another number of lanes. */
    public Phase withLanes(int other) {
        return new Phase(name, sql, chunk, other, timeoutSeconds, retries, expect);
    }
}
