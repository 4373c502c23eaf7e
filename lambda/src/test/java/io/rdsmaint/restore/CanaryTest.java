package io.rdsmaint.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.testkit.restore.RestoreTestRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A canary sits in every column of production's rows: after the exchange nothing that anybody can query shows one. */
class CanaryTest {
    /** A canary in any spelling: also as bytes, and as a number that is nobody else's. */
    private static final String CANARY = "canary|63616e617279|4242424242|1861-04-12";

    private static final String PRODUCTION = """
            create schema archive;
            create domain code as text;
            create type pair as (a text, b bigint);
            create table customers (id bigint primary key, email text not null);
            insert into customers select g, 'canary' || g || '@example.org' from generate_series(1, 20) g;
            create table everything (
              id bigint primary key, plain text, short varchar(80), fixed char(40), doc jsonb, old json, bytes bytea, list text[],
              coded code, both_of pair, words tsvector, number numeric, whole bigint, born date, seen timestamptz, photo oid,
              made text generated always as (plain || '!') stored);
            insert into everything select g, 'canary ' || g % 7, 'canary ' || g, 'canary', '{"a": "canary"}', '{"a": "canary"}',
              'canary'::bytea, '{canary}', 'canary', row('canary', 4242424242)::pair, to_tsvector('simple', 'canary'), 4242424242, 4242424242,
              '1861-04-12', '1861-04-12 12:00+00', null from generate_series(1, 200) g;
            update everything set photo = lo_from_bytea(0, 'canary'::bytea) where id <= 3;
            update everything set plain = repeat('canary ', 2000) where id = 1;
            create index on everything (lower(plain));
            create statistics together on plain, short from everything;
            create table parts (id bigint, born date, note text) partition by range (id);
            create table parts_1 partition of parts for values from (0) to (100);
            insert into parts select g, '1861-04-12', 'canary' from generate_series(1, 50) g;
            create unlogged table archive.scratch as select 'canary'::text as note from generate_series(1, 5);
            create table archive.child () inherits (everything);
            insert into archive.child select -1, 'canary';
            create materialized view archive.notes as select plain, count(*) from everything group by plain;
            create materialized view archive.longest as select max(plain) from archive.notes;
            create table emptied (id bigint primary key, note text collate "C", short varchar(9));
            insert into emptied select g, 'canary', 'canary' from generate_series(1, 50) g;
            create index on emptied (upper(note));
            create table untold (id bigint, note text);
            insert into untold select g, 'canary' from generate_series(1, 50) g;
            analyze;
            alter table untold alter column note set statistics 0;
            create view lately as select plain from everything;
            create schema ops;
            create table ops.yesterday as select 'canary'::text as key;
            """;

    private static final String RELATIONS =
            "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE c.relkind IN ('r', 'm', 'p', 'v') AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1";

    private static final List<String> DERIVED = List.of(
            "SELECT count(*) FROM pg_stats s WHERE s::text ~* '%s'",
            "SELECT count(*) FROM pg_stats_ext s WHERE s::text ~* '%s'",
            "SELECT count(*) FROM pg_largeobject_metadata o WHERE encode(lo_get(o.oid), 'escape') ~* '%s'");

    private static RestoreTestRunner trial(String production) {
        return new RestoreTestRunner(stage -> stage.alter(
                "shop", cluster -> cluster.database("shop", production).automatedSnapshot(Duration.ofHours(3))));
    }

    private static List<String> found(RestoreTestRunner trial, String cluster, String secret) {
        List<String> found = new ArrayList<>();
        for (String relation : trial.sql(cluster, secret, RELATIONS)) {
            String count = "SELECT count(*) FROM " + relation + " t WHERE t::text ~* '" + CANARY + "'";
            if (!trial.sql(cluster, secret, count).equals(List.of("0"))) {
                found.add(relation);
            }
        }
        for (String query : DERIVED) {
            if (!trial.sql(cluster, secret, query.formatted(CANARY)).equals(List.of("0"))) {
                found.add(query.substring(query.indexOf("pg_"), query.indexOf(" WHERE")));
            }
        }
        return found;
    }

    private static void mask(RestoreTestRunner trial) {
        var mask = ((ObjectNode) trial.parameters.path("sql")).putArray("mask");
        ObjectNode pieces = mask.addObject().put("name", "everything").put("kind", "chunked");
        pieces.putObject("sql")
                .put(
                        "inline",
                        "UPDATE {app}.everything e SET plain = 'x', short = 'x', fixed = 'x', doc = NULL, old = NULL,"
                                + " bytes = NULL, list = NULL, coded = NULL, both_of = NULL, words = NULL, number = 0, whole = 0, born = NULL,"
                                + " seen = NULL, photo = NULL WHERE {{piece e}}");
        ObjectNode chunk =
                pieces.putObject("chunk").put("source", "{app}.everything").put("target_rows", 50);
        chunk.putArray("keys").add("short");
        mask.addObject()
                .put(
                        "inline",
                        "UPDATE {app}.customers SET email = 'x'; UPDATE {app}.parts SET born = NULL, note = NULL;"
                                + " UPDATE archive.scratch SET note = NULL; TRUNCATE emptied; UPDATE untold SET note = NULL; DROP TABLE ops.yesterday");
        trial.parameters.remove("verify");
    }

    @Test
    void noTableViewStatisticLedgerOrLargeObjectShowsOne() {
        RestoreTestRunner trial = trial(PRODUCTION);
        mask(trial);
        trial.parameters.put("large_objects", "unlink");
        String admin = RestoreTestRunner.secret("shop-admin");
        assertThat(found(trial, "shop", admin))
                .contains(
                        "customers",
                        "everything",
                        "parts_1",
                        "archive.scratch",
                        "archive.child",
                        "archive.notes",
                        "archive.longest",
                        "lately",
                        "pg_stats s",
                        "pg_largeobject_metadata o");

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);

        String secret = trial.managed("shop-staging");
        assertThat(found(trial, "shop-staging", secret)).isEmpty();
        assertThat(trial.sql("shop-staging", secret, "SELECT count(*) FROM archive.notes"))
                .containsExactly("1");
        assertThat(trial.sql("shop-staging", secret, "SELECT count(*) > 3 FROM ops.pieces WHERE phase = 'everything'"))
                .as("the ledger still tells what was done")
                .containsExactly("true");
        assertThat(trial.sql(
                        "shop-staging",
                        secret,
                        "SELECT attname, format_type(atttypid, atttypmod), attcollation::regcollation::text FROM pg_attribute"
                                + " WHERE attrelid = 'emptied'::regclass AND attnum > 1"))
                .containsExactly("note text \"C\"", "short character varying(9) \"default\"");
        assertThat(trial.sql("shop-staging", secret, "SELECT count(*) FROM pg_largeobject_metadata"))
                .containsExactly("0");
    }

    @Test
    void largeObjectsOfWhichNobodySaidWhatBecomesOfThemStopIt() {
        RestoreTestRunner trial = trial(PRODUCTION);
        mask(trial);
        trial.answering("rollback");

        assertThat(trial.run().state()).isEqualTo(OperationState.ROLLED_BACK);

        assertThat(trial.questions.getFirst().toString())
                .contains(
                        "pieces-failed",
                        "nothing masks 3 large objects; start again with large_objects: unlink, or keep");
    }

    @Test
    void aViewThatIsNotRefreshedStopsIt() {
        RestoreTestRunner trial = trial("""
                create table customers (id bigint primary key, email text not null);
                insert into customers select g, 'canary' || g from generate_series(1, 500) g;
                create materialized view lengths as select 10 / (length(email) - 1) as length from customers;
                """);
        var mask = ((ObjectNode) trial.parameters.path("sql")).putArray("mask");
        mask.addObject().put("inline", "UPDATE {app}.customers SET email = 'x'");
        trial.answering("rollback");

        assertThat(trial.run().state()).isEqualTo(OperationState.ROLLED_BACK);

        assertThat(trial.questions.getFirst().toString())
                .contains("materialized view lengths shows unmasked rows and is not refreshed: division by zero");
    }
}
