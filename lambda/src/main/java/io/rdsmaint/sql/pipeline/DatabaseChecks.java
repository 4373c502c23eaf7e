package io.rdsmaint.sql.pipeline;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.gateway.rdsdata.Row;
import io.rdsmaint.sql.pipeline.Inspector.Explained;
import io.rdsmaint.sql.script.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands against a pipeline in its database, and what its planner says of each statement. */
final class DatabaseChecks {
    /** Cost units that the planner counts for a second of work; chosen, for estimates only. */
    private static final double COST_OF_A_SECOND = 100_000;

    private static final int SHOWN = 60;

    private final Inspector inspector;
    private final Parameters parameters;
    private final Findings findings;
    private final List<String> notes = new ArrayList<>();
    private boolean creates;

    DatabaseChecks(Inspector inspector, Parameters parameters, Findings findings) {
        this.inspector = inspector;
        this.parameters = parameters;
        this.findings = findings;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Whether the database can be used as it must; false when nothing more can be asked of it. */
    boolean reachable() {
        Row who;
        try {
            who = inspector.who();
        } catch (LastingFailure e) {
            findings.refuse(
                    "database-unreachable",
                    String.valueOf(e.getMessage()),
                    "check secret_arn (its user and password, and that the function may read it), database, and that the Data"
                            + " API is on");
            return false;
        }
        if (!who.flag("ops") && !who.flag("creates")) {
            findings.refuse(
                    "may-not-create",
                    "user " + who.text("who").orElse("") + " may not create a schema in " + parameters.database(),
                    "GRANT CREATE ON DATABASE \"" + parameters.database() + "\" TO \""
                            + who.text("who").orElse("") + "\"");
        }
        jobs(who.flag("cron"));
        return true;
    }

    private void jobs(boolean cron) {
        List<String> jobs = parameters.quiesce().jobs();
        if (jobs.isEmpty()) {
            return;
        }
        if (!cron) {
            findings.refuse(
                    "no-cron",
                    "database " + parameters.database() + " has no cron.job",
                    "quiesce.cron_jobs needs pg_cron in the pipeline's own database (parameter cron.database_name)");
            return;
        }
        Set<String> known = Set.copyOf(inspector.jobs());
        List<String> missing = jobs.stream().filter(job -> !known.contains(job)).toList();
        if (!missing.isEmpty()) {
            findings.refuse(
                    "cron-job-missing",
                    "there are no cron jobs that the user may switch of the names " + String.join(", ", missing),
                    "SELECT jobname, username FROM cron.job");
        }
    }

    /** A phase as its planner sees it: how many pieces, and how long it may take. */
    Estimate explain(PhaseScript script) {
        Iterator<Explained> plans = inspector.explain(script).iterator();
        double cost = 0;
        int number = 0;
        for (Statement statement : script.statements()) {
            number++;
            String which = script.phase().name() + ", statement " + number + " (" + statement.brief(SHOWN) + ")";
            if (!statement.explainable()) {
                creates |= Set.of("CREATE", "ALTER", "DO").contains(statement.verb());
                notes.add(which + ": not explained, PostgreSQL plans no " + statement.verb());
                continue;
            }
            cost += judged(which, plans.next());
        }
        Phase.Chunk chunk = script.phase().chunk();
        if (chunk == null) {
            return new Estimate(script.statements().size(), 0, seconds(cost));
        }
        Explained source = plans.next();
        judged("the source of " + script.phase().name(), source);
        long rows = source instanceof Explained.Plan(double _, long estimated) ? estimated : 0;
        long pieces = Math.max(1, Math.ceilDiv(rows, (long) chunk.targetRows()));
        double spread = seconds(cost) / Math.min(script.phase().lanes(), pieces);
        Estimate estimate = new Estimate(
                pieces, rows, spread + 0.05 * pieces / script.phase().lanes());
        notes.add(script.phase().name() + ": about " + pieces + " pieces of " + chunk.targetRows() + " rows ("
                + rows + " by the planner's estimate), " + script.phase().lanes() + " at once, about "
                + Math.max(1, Math.round(estimate.seconds())) + " s");
        return estimate;
    }

    /** A comparison, or a statement of the flag, as the planner sees it. */
    void explain(String which, Statement statement, boolean query, Span.@Nullable Bounds bounds) {
        if (statement.explainable()) {
            judged(which, inspector.explain(parameters, statement, query, bounds));
        } else {
            notes.add(which + ": not explained, PostgreSQL plans no " + statement.verb());
        }
    }

    /**
     * What the planner thinks of a phase.
     *
     * @param rows of the source; 0 for a script
     */
    record Estimate(long pieces, long rows, double seconds) {}

    private static double seconds(double cost) {
        return cost / COST_OF_A_SECOND;
    }

    private double judged(String which, Explained explained) {
        return switch (explained) {
            case Explained.Plan(double cost, long _) -> {
                notes.add(which + ": explained, cost " + Math.round(cost));
                yield cost;
            }
            case Explained.Missing(String what) -> {
                if (creates) {
                    notes.add(which + ": not yet explainable, what it names is made by a statement before it: " + what);
                } else {
                    findings.refuse(
                            "object-missing",
                            which + " names what is not there: " + what,
                            "correct the SQL or the bindings");
                }
                yield 0;
            }
            case Explained.Fails(String why) -> {
                findings.refuse(
                        "statement-fails", which + " would fail: " + why, "correct the SQL, or grant what is missing");
                yield 0;
            }
        };
    }

    /** The ledger that is resumed, or null where none is. */
    @Nullable
    Row resumed() {
        String of = parameters.resumeOf();
        if (of == null) {
            return null;
        }
        List<Row> ledgers;
        try {
            ledgers = inspector.ledgers(of);
        } catch (LastingFailure e) {
            ledgers = List.of();
        }
        if (ledgers.isEmpty()) {
            findings.refuse(
                    "nothing-to-resume",
                    "operation " + of + " left no ledger in database " + parameters.database(),
                    "leave resume_of out, or name the operation that planned the pieces");
            return null;
        }
        return ledgers.getFirst();
    }

    /** Compares what is asked for with what the ledger has. */
    void compare(Row ledger, List<PhaseScript> scripts) {
        List<Row> phases = inspector.phases(ledger.text("operation").orElse(""));
        for (PhaseScript script : scripts) {
            String hash = script.spec().path("sha256").asText();
            phases.stream()
                    .filter(row -> row.text("phase")
                            .filter(script.phase().name()::equals)
                            .isPresent())
                    .forEach(row -> {
                        if (!row.text("sha256").orElse("").equals(hash)) {
                            findings.refuse(
                                    "resume-differs",
                                    "phase " + script.phase().name()
                                            + " was planned with other SQL, bindings or window",
                                    "resume it with what it was started with, or start anew without resume_of");
                        } else {
                            notes.add(script.phase().name() + ": resumed, " + row.number("done") + " of "
                                    + row.number("pieces") + " pieces are done and not repeated");
                        }
                    });
        }
        if (ledger.text("pipeline").filter(parameters.pipeline()::equals).isEmpty()) {
            findings.refuse(
                    "resume-differs",
                    "that ledger is of pipeline " + ledger.text("pipeline").orElse(""),
                    "name an operation of pipeline " + parameters.pipeline());
        }
    }
}
