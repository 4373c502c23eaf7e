package io.rdsmaint.restore.plan;

import io.rdsmaint.sql.pipeline.Phase;
import io.rdsmaint.sql.pipeline.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
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

    /** In the order in which they were made, so that each comes after those that it reads. */
    private static final String VIEWS = """
            DO $derived$
            DECLARE
              _view regclass;
            BEGIN
              FOR _view IN SELECT oid::regclass FROM pg_catalog.pg_class WHERE relkind = 'm' AND relispopulated ORDER BY oid LOOP
                BEGIN
                  EXECUTE pg_catalog.format('REFRESH MATERIALIZED VIEW %s', _view);
                EXCEPTION WHEN OTHERS THEN
                  RAISE EXCEPTION 'materialized view % shows unmasked rows and is not refreshed: %; drop or refresh it in sql.mask', _view, SQLERRM;
                END;
              END LOOP;
            END
            $derived$
            """;

    /** Bounds of pieces are keys of rows, and errors quote rows; of production's own pipelines, too. */
    private static String ledger(String operationId) {
        return """
            DO $derived$
            BEGIN
              DELETE FROM ops.ledgers WHERE runner <> '%s';
              UPDATE ops.pieces SET lower = NULL, upper = NULL, split_lower = NULL, split_upper = NULL, last_error = NULL
                WHERE lower IS NOT NULL OR upper IS NOT NULL OR split_lower IS NOT NULL OR split_upper IS NOT NULL OR last_error IS NOT NULL;
            END
            $derived$
            """.formatted(operationId);
    }

    /**
     * What somebody may not analyze is left out with a warning: so it is looked for first. {@code ANALYZE} leaves statistics as they are
     * of what has no row, of foreign tables and of columns without a target: a change of a column's type to its own removes them.
     */
    private static final String STATISTICS = """
            DO $derived$
            DECLARE
              _others text;
              _old record;
              _stays boolean;
            BEGIN
              SELECT pg_catalog.string_agg(c.oid::regclass::text, ', ' ORDER BY c.oid) INTO _others FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
                JOIN pg_catalog.pg_database d ON d.datname = pg_catalog.current_database()
                WHERE c.relkind IN ('r', 'm', 'p') AND NOT pg_catalog.pg_has_role(c.relowner, 'USAGE') AND NOT pg_catalog.pg_has_role(d.datdba, 'USAGE');
              IF _others IS NOT NULL THEN
                RAISE EXCEPTION 'the statistics of % hold unmasked values, and only their owners may analyze them', _others;
              END IF;
              FOR _old IN SELECT c.oid::regclass AS relation, COALESCE(pg_catalog.pg_partition_root(c.oid), c.oid)::regclass AS root,
                    a.attname AS col, a.attstattarget = 0 OR c.relkind = 'f' AS stays,
                    CASE WHEN s.inherited THEN '' ELSE 'ONLY ' END AS part, CASE c.relkind WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END AS kind,
                    pg_catalog.format_type(a.atttypid, a.atttypmod)
                      || CASE WHEN a.attcollation = 0 THEN '' ELSE ' COLLATE ' || a.attcollation::regcollation::text END AS type
                  FROM pg_catalog.pg_stats s
                  JOIN pg_catalog.pg_namespace n ON n.nspname = s.schemaname AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                  JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = s.tablename AND c.relkind IN ('r', 'm', 'p', 'f')
                  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname
                  ORDER BY c.oid, a.attnum LOOP
                BEGIN
                  _stays := _old.stays;
                  IF NOT COALESCE(_stays, false) THEN
                    EXECUTE pg_catalog.format('SELECT NOT EXISTS (SELECT FROM %s%s)', _old.part, _old.relation) INTO _stays;
                  END IF;
                  IF _stays THEN
                    EXECUTE pg_catalog.format('ALTER %s %s ALTER COLUMN %I TYPE %s', _old.kind, _old.root, _old.col, _old.type);
                  END IF;
                EXCEPTION WHEN OTHERS THEN
                  RAISE EXCEPTION 'the statistics of column % of % hold unmasked values, and are not removed: %; drop or fill that in sql.mask',
                    _old.col, _old.relation, SQLERRM;
                END;
              END LOOP;
              ANALYZE;
            END
            $derived$
            """;

    private static final String OBJECTS_KNOWN = """
            DO $isolate$
            DECLARE
              _objects bigint;
            BEGIN
              SELECT count(*) INTO _objects FROM pg_catalog.pg_largeobject_metadata;
              IF _objects > 0 THEN
                RAISE EXCEPTION 'nothing masks % large objects; start again with large_objects: unlink, or keep if nothing in them needs masking', _objects;
              END IF;
            END
            $isolate$
            """;

    /** Each holds a lock until its transaction ends: so in pieces. */
    private static final int OBJECTS_AT_ONCE = 1_000;

    private Isolation() {}

    /**
     * The phase that comes after masking: what is derived of rows becomes that of the masked ones. Materialized views first, for the
     * planner's statistics are of them, too.
     */
    public static Phase derived(String operationId) {
        return Parameters.script(
                "derived", new Source.Inline(String.join(";\n", VIEWS, ledger(operationId), STATISTICS)));
    }

    /** The phase that removes all large objects. */
    public static Phase objects() {
        return new Phase(
                "large-objects",
                new Source.Inline(
                        "SELECT pg_catalog.lo_unlink(m.oid) FROM pg_catalog.pg_largeobject_metadata m WHERE {{piece m}}"),
                new Phase.Chunk(
                        "SELECT m.oid FROM pg_catalog.pg_largeobject_metadata m",
                        List.of("oid"),
                        List.of(),
                        Phase.Strategy.RANGE_COUNT,
                        OBJECTS_AT_ONCE,
                        OBJECTS_AT_ONCE),
                1,
                3_600,
                2,
                new Phase.Expect(OptionalLong.empty(), OptionalLong.empty()));
    }

    /**
     * The phase that comes first: roles off, jobs off, subscriptions off; and it fails while there are databases of which nobody said
     * that they need no masking, or large objects of which nobody said what becomes of them.
     *
     * @param others names of such databases, of letters, digits, {@code _} and {@code -}
     * @param objectsKnown somebody said what becomes of large objects
     */
    public static Phase phase(List<String> others, boolean objectsKnown) {
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
                RAISE EXCEPTION 'nothing masks the databases %%; start again, with other_databases naming those whose rows need no masking', _others;
              END IF;
            END
            $isolate$
            """.formatted(known);
        List<String> all = new ArrayList<>(List.of(ROLES, JOBS, SUBSCRIPTIONS, databases));
        if (!objectsKnown) {
            all.add(OBJECTS_KNOWN);
        }
        return Parameters.script("isolate", new Source.Inline(String.join(";\n", all)));
    }
}
