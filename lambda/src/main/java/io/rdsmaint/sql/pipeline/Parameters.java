package io.rdsmaint.sql.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.kit.RequestFields;
import io.rdsmaint.sql.script.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline's operation is asked to do, read once.
 *
 * @param bindings what placeholders stand for: identifiers, which the server quotes
 * @param approval whether a person approves before it is published
 * @param resumeOf the operation whose ledger it goes on with, or null
 */
public record Parameters(
        String pipeline,
        String database,
        String secretArn,
        Map<String, String> bindings,
        @Nullable Span window,
        List<Phase> phases,
        Quiesce quiesce,
        List<Check> checks,
        boolean approval,
        @Nullable String resumeOf) {
    private static final Pattern PIPELINE = Pattern.compile("[a-z][a-z0-9_-]{0,62}");
    private static final Pattern DATABASE = Pattern.compile("[^\\p{Cntrl}]{1,63}");
    private static final Pattern SECRET =
            Pattern.compile("arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]{1,40}");
    private static final Pattern OPERATION = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "VALUES", "TABLE");
    private static final Pattern PLACEHOLDER = Pattern.compile("[a-z_][a-z0-9_]*");

    public Parameters {
        bindings = Map.copyOf(bindings);
        phases = List.copyOf(phases);
        checks = List.copyOf(checks);
    }

    /**
     * What keeps others away from half-done work.
     *
     * @param jobs of pg_cron that are switched off while it runs
     * @param flag what others read, or null
     */
    public record Quiesce(List<String> jobs, @Nullable Flag flag) {
        public Quiesce {
            jobs = List.copyOf(jobs);
        }

        /** True when there is nothing to do. */
        public boolean isEmpty() {
            return jobs.isEmpty() && flag == null;
        }
    }

    /** Statements that tell others how it is: it runs, it went well, it failed. */
    public record Flag(Source start, Source ok, Source failed) {}

    /**
     * A comparison before publishing.
     *
     * @param sql a query; the first column of its one row is compared
     * @param expected a value, or null when {@code against} gives it
     * @param against another query that gives the value, or null
     */
    public record Check(
            String name,
            Source sql,
            String op,
            @Nullable String expected,
            @Nullable Source against) {}

    /** The field that says which definition was read. */
    public static final String DEFINITION = "definition";

    /** True for what may be a pipeline's name. */
    public static boolean named(String name) {
        return PIPELINE.matcher(name).matches();
    }

    /**
     * Reads them.
     *
     * @throws InvalidRequest naming every problem
     */
    public static Parameters of(ObjectNode given) {
        RequestFields fields = RequestFields.ofParameters(given);
        Parameters read = read(fields);
        fields.requireNoProblems();
        return read;
    }

    private static Parameters read(RequestFields fields) {
        String pipeline = fields.required("pipeline", PIPELINE, "a name of small letters, digits, _ and -");
        fields.object(DEFINITION);
        String database = fields.required("database", DATABASE, "a database's name");
        String secret = fields.required(
                "secret_arn", SECRET, "the ARN of a secret", "aws secretsmanager list-secrets shows them");
        Map<String, String> bindings = bindings(fields);
        Span window = Span.of(fields).orElse(null);
        List<Phase> phases = Phase.all(fields);
        Quiesce quiesce = quiesce(fields.fields("quiesce"));
        List<Check> checks =
                fields.each("reconcile").stream().map(Parameters::check).toList();
        RequestFields publish = fields.fields("publish");
        boolean approval = publish.flag("approval").orElse(true);
        publish.refuseOthers();
        String resumeOf =
                fields.text("resume_of", OPERATION, "the id of an operation").orElse(null);
        Parameters read = new Parameters(
                pipeline, database, secret, bindings, window, phases, quiesce, checks, approval, resumeOf);
        read.texts(fields);
        return read;
    }

    private static Map<String, String> bindings(RequestFields fields) {
        Map<String, String> bindings = new TreeMap<>();
        for (Map.Entry<String, JsonNode> one : fields.object("bindings").properties()) {
            if (!PLACEHOLDER.matcher(one.getKey()).matches()
                    || !one.getValue().isTextual()
                    || one.getValue().asText().isEmpty()
                    || one.getValue().asText().length() > 63) {
                fields.problem(
                        "bindings",
                        one.getKey() + " must be small letters and stand for an identifier",
                        "such as {\"app\": \"visits_prod\"}");
            } else {
                bindings.put(one.getKey(), one.getValue().asText());
            }
        }
        return bindings;
    }

    private static Quiesce quiesce(RequestFields fields) {
        List<String> jobs = fields.texts("cron_jobs").orElse(List.of());
        Flag flag = null;
        if (fields.has("flag")) {
            RequestFields one = fields.fields("flag");
            flag = new Flag(Source.of(one, "start"), Source.of(one, "ok"), Source.of(one, "failed"));
            one.refuseOthers();
            if (List.of(flag.start(), flag.ok(), flag.failed()).stream()
                            .distinct()
                            .count()
                    < 3) {
                fields.problem(
                        "flag",
                        "start, ok and failed must tell different things",
                        "nobody could tell a failure from an end otherwise");
            }
        }
        fields.refuseOthers();
        return new Quiesce(jobs, flag);
    }

    /** Reads a comparison; what is wrong with it is told with the fields' other problems. */
    public static Check check(RequestFields fields) {
        String name = fields.required("name");
        Source sql = Source.of(fields, "sql");
        String op = fields.choice("op", Comparison.WORDS, w -> w, "one of " + String.join(" ", Comparison.WORDS))
                .orElse("=");
        JsonNode expected = fields.any("expected");
        boolean value = expected.isValueNode() && !expected.isNull();
        Optional<Source> against =
                expected.isObject() ? Source.optional(fields.fields("expected"), "sql") : Optional.empty();
        if (!value && against.isEmpty()) {
            fields.problem("expected", "it is a value or {\"sql\": …}", "the query gives the value");
        }
        fields.refuseOthers();
        return new Check(name, sql, op, value ? expected.asText() : null, against.orElse(null));
    }

    /** What the texts that are in the request itself lack. */
    private void texts(RequestFields fields) {
        List<String> problems = new ArrayList<>();
        for (Phase phase : phases) {
            if (phase.sql() instanceof Source.Inline(String text)) {
                problems.addAll(problems(phase, text));
            }
        }
        problems.forEach(problem -> fields.problem("phases", problem, ""));
        for (Check check : checks) {
            for (Source source : Stream.of(check.sql(), check.against())
                    .filter(Objects::nonNull)
                    .toList()) {
                if (source instanceof Source.Inline(String text)) {
                    queryProblems(text)
                            .forEach(problem -> fields.problem("reconcile", check.name() + ": " + problem, ""));
                }
            }
        }
        Flag flag = quiesce.flag();
        if (flag != null) {
            for (Source source : List.of(flag.start(), flag.ok(), flag.failed())) {
                if (source instanceof Source.Inline(String text)) {
                    flagProblems(text).forEach(problem -> fields.problem("quiesce.flag", problem, ""));
                }
            }
        }
    }

    /** What the text of a comparison lacks. */
    List<String> queryProblems(String text) {
        List<String> problems = new ArrayList<>();
        List<Statement> statements = Statement.all(text, problems);
        if (statements.size() != 1 && problems.isEmpty()) {
            problems.add("a comparison is one query, not " + statements.size());
        }
        for (Statement statement : statements) {
            if (!QUERIES.contains(statement.verb())) {
                problems.add("a comparison reads: it begins with SELECT, WITH, VALUES or TABLE, not with "
                        + statement.verb());
            }
            plain(statement, problems);
        }
        return problems;
    }

    /** What the text of a flag lacks. */
    List<String> flagProblems(String text) {
        List<String> problems = new ArrayList<>();
        List<Statement> statements = Statement.all(text, problems);
        if (statements.isEmpty() && problems.isEmpty()) {
            problems.add("there is no statement");
        }
        for (Statement statement : statements) {
            statement.unfit().ifPresent(problems::add);
            plain(statement, problems);
        }
        return problems;
    }

    private void plain(Statement statement, List<String> problems) {
        if (statement.hasPiece()) {
            problems.add("{{piece v}} stands only in a chunked phase");
        }
        lacking(statement, problems);
    }

    /** What a phase's text lacks, wherever it was found. */
    public List<String> problems(Phase phase, String text) {
        List<String> problems = new ArrayList<>();
        List<Statement> statements = Statement.all(text, problems);
        if (statements.isEmpty() && problems.isEmpty()) {
            problems.add("there is no statement");
        }
        if (phase.chunk() != null) {
            if (statements.size() > 1) {
                problems.add("a chunked phase has one statement, not " + statements.size());
            }
            if (statements.stream().anyMatch(s -> !s.hasPiece())) {
                problems.add(
                        "a chunked phase says {{piece v}} where the rows of alias v are chosen: without it every piece would"
                                + " do all of the work");
            }
            List<Statement> sources = Statement.all(phase.chunk().source(), problems);
            if (sources.size() != 1 && problems.isEmpty()) {
                problems.add("chunk.source is one table or one query");
            }
            sources.forEach(source -> plain(source, problems));
        } else if (statements.stream().anyMatch(Statement::hasPiece)) {
            problems.add("{{piece v}} stands only in a chunked phase");
        }
        for (Statement statement : statements) {
            lacking(statement, problems);
            statement.unfit().ifPresent(problems::add);
        }
        return problems.stream().distinct().map(p -> phase.name() + ": " + p).toList();
    }

    private void lacking(Statement statement, List<String> problems) {
        statement.names().stream()
                .filter(name -> !bindings.containsKey(name))
                .forEach(name -> problems.add("{" + name + "} is not among the bindings"));
        if (statement.hasWindow() && window == null) {
            problems.add("it names a bound of the window, and there is no window");
        }
    }
}
