package io.rdsmaint.sql.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTest {
    private static List<Statement> read(String script) {
        List<String> problems = new ArrayList<>();
        List<Statement> all = Statement.all(script, problems);
        assertThat(problems).isEmpty();
        return all;
    }

    private static List<String> problems(String script) {
        List<String> problems = new ArrayList<>();
        Statement.all(script, problems);
        return problems;
    }

    @Test
    void semicolonsEndStatementsUnlessTheyAreText() {
        List<Statement> all = read("""
                -- one; two
                INSERT INTO a VALUES ('x;''y'), (E'\\';'), ("we;ird"); /* a /* nested; */ ; */
                DO $$ BEGIN PERFORM 1; END $$;
                SELECT $q$ a; $$ b $q$, nice$tag$1, 'E';;
                ;
                TRUNCATE b
                -- the end;
                """);

        assertThat(all).extracting(Statement::verb).containsExactly("INSERT", "DO", "SELECT", "TRUNCATE");
        assertThat(all.get(0).brief(200)).isEqualTo("INSERT INTO a VALUES ('x;''y'), (E'\\';'), (\"we;ird\")");
    }

    @Test
    void placeholdersBecomeArgumentsAndWhatIsTextStays() {
        Statement one =
                read("UPDATE {app}.visits v SET note = '{app} 100%' FROM {dim}.days d WHERE {{piece v}} AND v.day >= :window_from"
                                + " AND v.day < :window_to AND d.x::date = v.day AND {{ piece d }} AND {{piece v}} -- {no} :no")
                        .getFirst();

        Template template = one.template(Map.of("app", "App", "dim", "dim"), "date");

        assertThat(template.text())
                .isEqualTo(
                        "UPDATE %1$I.visits v SET note = '{app} 100%%' FROM %2$I.days d WHERE %3$s AND v.day >= ($1::date)"
                                + " AND v.day < ($2::date) AND d.x::date = v.day AND %4$s AND %3$s -- {no} :no");
        assertThat(template.names()).containsExactly("App", "dim");
        assertThat(template.aliases()).containsExactly("v", "d");
        assertThat(one.inlined(Map.of(), "date").text())
                .contains("v.day >= (%3$L::date)")
                .contains("< (%4$L::date)")
                .contains("WHERE %5$s AND");
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        assertThat(problems("SELECT '{1,2}'::int[], a[1 : 2], x := 1, a::text, '12:30'"))
                .isEmpty();
        assertThat(problems("SELECT :day")).singleElement().asString().contains("there is no parameter :day");
        assertThat(problems("SELECT $1")).singleElement().asString().contains("no parameter $1");
        assertThat(problems("SELECT {App}")).singleElement().asString().contains("{name}");
        assertThat(problems("SELECT 'a")).singleElement().asString().contains("«'a» does not end");
        assertThat(problems("SELECT $x$ a $$")).singleElement().asString().contains("does not end");
        assertThat(problems("SELECT 1 /* /* */")).singleElement().asString().contains("a comment");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    BEGIN | BEGIN is not needed
                    /* x */ commit work | COMMIT is not needed
                    SET search_path = a | SET would change a session
                    VACUUM app.visits | VACUUM can't run
                    CREATE INDEX CONCURRENTLY i ON t (a) | CREATE … CONCURRENTLY can't
                    COPY t FROM STDIN | COPY has no files
                    """)
    void whatCannotBeAPieceIsNamed(String sql, String why) {
        assertThat(read(sql).getFirst().unfit().orElseThrow()).startsWith(why);
    }

    @Test
    void whatCanBeExplained() {
        assertThat(read("WITH a AS (SELECT 1) SELECT * FROM a").getFirst().explainable())
                .isTrue();
        assertThat(read("TRUNCATE a").getFirst().explainable()).isFalse();
        assertThat(read("REFRESH MATERIALIZED VIEW CONCURRENTLY a").getFirst().unfit())
                .isEmpty();
    }
}
