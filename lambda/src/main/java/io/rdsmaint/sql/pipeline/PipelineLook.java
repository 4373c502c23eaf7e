package io.rdsmaint.sql.pipeline;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rdsdata.Database;
import io.rdsmaint.gateway.rdsdata.Row;
import io.rdsmaint.sql.script.Statement;
import io.rdsmaint.sql.world.DeploymentScope;
import io.rdsmaint.sql.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that a plan rests on, seen by reading only. */
public final class PipelineLook {
    /** What is looked at. */
    public static final List<String> CHECKS = List.of(
            "not-allowed",
            "secret-elsewhere",
            "engine-not-served",
            "cluster-not-available",
            "no-instance",
            "class-not-served",
            "data-api-off",
            "marked",
            "database-unreachable",
            "may-not-create",
            "no-cron",
            "cron-job-missing",
            "sql-unreadable",
            "object-missing",
            "statement-fails",
            "nothing-to-resume",
            "resume-differs");

    private final World world;
    private final Texts texts;
    private final Parameters parameters;
    private final Findings findings = new Findings();
    private final DatabaseChecks checks;
    private final Map<String, Duration> expected = new HashMap<>();
    private @Nullable Row ledger;
    private Span.@Nullable Bounds bounds;

    public PipelineLook(World world, Texts texts, Parameters parameters, Database database) {
        this.world = world;
        this.texts = texts;
        this.parameters = parameters;
        this.checks = new DatabaseChecks(new Inspector(world.data(), database), parameters, findings);
    }

    /** Judges whether the deployment may work there. */
    public void inScope(DeploymentScope scope, Cluster cluster, String region) {
        scope.objection(cluster)
                .ifPresent(why -> findings.refuse(
                        "not-allowed",
                        why,
                        scope.tag().isEmpty()
                                ? "deploy again with --allow-cluster " + cluster.id()
                                : "aws rds add-tags-to-resource --region " + region + " --resource-name "
                                        + cluster.arn() + " --tags Key="
                                        + scope.tag().replaceFirst("=", ",Value=")));
        DeploymentScope.objection(cluster, parameters.secretArn())
                .ifPresent(why -> findings.refuse(
                        "secret-elsewhere", why, "name a secret of the cluster's own account and region"));
    }

    /** Looks at the cluster. */
    public void cluster(Cluster cluster, String region, String ownMark) {
        findings.cluster(cluster, world.rds().instances(cluster.id()), region, ownMark);
    }

    /**
     * Looks at the database, unless it can't be reached.
     *
     * @param before the window that was resolved when the operation began, if it has begun
     * @return the window's bounds, or null when there is no window
     */
    public Span.@Nullable Bounds database(Optional<Span.Bounds> before, Instant now) {
        Span span = parameters.window();
        bounds = before.orElseGet(() -> span == null ? null : span.at(now));
        Map<Phase, String> read = read();
        if (findings.refused() || !checks.reachable()) {
            return bounds;
        }
        ledger = checks.resumed();
        Row resumed = ledger;
        if (resumed != null && before.isEmpty() && span instanceof Span.Relative) {
            bounds = new Span.Bounds(
                    resumed.text("window_from").orElse(""),
                    resumed.text("window_to").orElse(""),
                    "date");
        }
        List<PhaseScript> scripts = new ArrayList<>();
        read.forEach((phase, text) -> scripts.add(PhaseScript.of(parameters, phase, text, bounds)));
        if (resumed != null) {
            checks.compare(resumed, scripts);
        }
        for (PhaseScript script : scripts) {
            DatabaseChecks.Estimate estimate = checks.explain(script);
            expected.put(script.phase().name(), Duration.ofSeconds(Math.max(5, Math.round(estimate.seconds()))));
        }
        beside();
        return bounds;
    }

    /** What is executed beside the phases: the flag's statements and the comparisons. */
    private void beside() {
        Parameters.Flag flag = parameters.quiesce().flag();
        if (flag != null) {
            beside("the flag's start", flag.start(), false);
            beside("the flag's ok", flag.ok(), false);
            beside("the flag's failed", flag.failed(), false);
        }
        for (Parameters.Check check : parameters.checks()) {
            beside("reconcile " + check.name(), check.sql(), true);
            if (check.against() != null) {
                beside("what reconcile " + check.name() + " expects", check.against(), true);
            }
        }
    }

    private void beside(String which, Source source, boolean query) {
        try {
            String text = texts.of(source);
            List<String> problems = query ? parameters.queryProblems(text) : parameters.flagProblems(text);
            if (!problems.isEmpty()) {
                findings.refuse("sql-unreadable", which + ": " + String.join("; ", problems), "correct the SQL");
                return;
            }
            Statement.all(text, new ArrayList<>())
                    .forEach(statement -> checks.explain(which, statement, query, bounds));
        } catch (InvalidRequest e) {
            findings.refuse(
                    "sql-unreadable",
                    which + ": " + String.join("; ", e.problems()),
                    "store the SQL, or name it as it is stored");
        }
    }

    /** The text of each phase that can be read and has no problem. */
    private Map<Phase, String> read() {
        Map<Phase, String> read = new java.util.LinkedHashMap<>();
        for (Phase phase : parameters.phases()) {
            try {
                String text = texts.of(phase.sql());
                List<String> problems = parameters.problems(phase, text);
                if (problems.isEmpty()) {
                    read.put(phase, text);
                } else {
                    findings.refuse("sql-unreadable", String.join("; ", problems), "correct the SQL");
                }
            } catch (InvalidRequest e) {
                findings.refuse(
                        "sql-unreadable",
                        phase.name() + ": " + String.join("; ", e.problems()),
                        "store the SQL, or name it as it is stored");
            }
        }
        return read;
    }

    /** The ledger that is resumed. */
    public Optional<Row> ledger() {
        return Optional.ofNullable(ledger);
    }

    /** The window. */
    public Optional<Span.Bounds> bounds() {
        return Optional.ofNullable(bounds);
    }

    public List<Finding> findings() {
        return findings.all();
    }

    public List<String> notes() {
        return checks.notes();
    }

    /** How long a phase usually takes, by what the planner says of it. */
    public Duration expected(Phase phase) {
        return expected.getOrDefault(phase.name(), Duration.ofMinutes(1));
    }
}
