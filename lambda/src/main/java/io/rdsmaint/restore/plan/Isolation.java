package io.rdsmaint.restore.plan;

import io.rdsmaint.sql.pipeline.Phase;
import io.rdsmaint.sql.pipeline.Source;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a copy of production is not to do until it is masked, and not to show afterwards, in SQL. All of it is harmless when it is done again. Roles that only AWS
 * has are not ours to alter and are not production's: superusers, and those whose names begin with {@code rds}.
 */
public final class Isolation {
    private static final String LOGINS =
            "rolcanlogin AND NOT rolsuper AND rolname <> current_user AND rolname NOT LIKE 'rds%'";

    /** How many roles could log in and how many subscriptions call out. */
    public static final String STATE = "SELECT (SELECT count(*) FROM pg_catalog.pg_roles WHERE " + LOGINS
            + ") AS logins," + " (SELECT count(*) FROM pg_catalog.pg_subscription WHERE subenabled) AS subscriptions";

    private static final String ROLES = """
            DO $isolate$
            DECLARE
              _role name;
            BEGIN
              FOR _role IN SELECT rolname FROM pg_catalog.pg_roles WHERE %s ORDER BY rolname LOOP
                EXECUTE pg_catalog.format('ALTER ROLE %%I NOLOGIN', _role);
              END LOOP;
            END
            $isolate$
            """.formatted(LOGINS);

    private static final String JOBS = """
            DO $isolate$
            BEGIN
              IF pg_catalog.to_regclass('cron.job') IS NOT NULL THEN
                EXECUTE 'SELECT cron.alter_job(job_id => j.jobid, active => false) FROM cron.job j WHERE j.active';
              END IF;
            END
            $isolate$
            """;

    private static final String SUBSCRIPTIONS = """
            DO $isolate$
            DECLARE
              _subscription name;
            BEGIN
              FOR _subscription IN SELECT subname FROM pg_catalog.pg_subscription s
                  JOIN pg_catalog.pg_database d ON d.oid = s.subdbid AND d.datname = pg_catalog.current_database()
                  WHERE subenabled LOOP
                EXECUTE pg_catalog.format('ALTER SUBSCRIPTION %I DISABLE', _subscription);
              END LOOP;
            END
            $isolate$
            """;

    private static final String STATISTICS = """
            DO $isolate$
            BEGIN
              ANALYZE;
            END
            $isolate$
            """;

    private Isolation() {}

    /** The phase that comes after masking: the planner's statistics, which hold values of rows, are those of the masked rows. */
    public static Phase statistics() {
        return Parameters.script("statistics", new Source.Inline(STATISTICS));
    }

    /**
     * The phase that comes first: roles off, jobs off, subscriptions off; and it fails while there are databases of which nobody said
     * that they need no masking.
     *
     * @param others names of such databases, of letters, digits, {@code _} and {@code -}
     */
    public static Phase phase(List<String> others) {
        String known = Stream.concat(Stream.of("postgres", "rdsadmin"), others.stream())
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", "));
        String databases = """
            DO $isolate$
            DECLARE
              _others text;
            BEGIN
              SELECT pg_catalog.string_agg(datname, ', ' ORDER BY datname) INTO _others FROM pg_catalog.pg_database
                WHERE datallowconn AND NOT datistemplate AND datname <> pg_catalog.current_database()
                  AND datname <> ALL (ARRAY[%s]::name[]);
              IF _others IS NOT NULL THEN
                RAISE EXCEPTION 'nothing masks the databases %%', _others
                  USING HINT = 'Start again, with other_databases naming those whose rows need no masking.';
              END IF;
            END
            $isolate$
            """.formatted(known);
        return Parameters.script(
                "isolate", new Source.Inline(String.join(";\n", ROLES, JOBS, SUBSCRIPTIONS, databases)));
    }
}
