package io.rdsmaint.simulator.dataapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.simulator.protocol.ApiError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {

    @Test
    void eachParameterBecomesAQuestionMark() {
        SqlText sql = SqlText.parse("select :a, (:b_2)::int from t where x=:a");
        assertThat(sql.jdbc()).isEqualTo("select ?, (?)::int from t where x=?");
        assertThat(sql.names()).containsExactly("a", "b_2", "a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'a :b', 'it''s :b', e'\\':b', E'\\\\', ''",
                "select \":b\", \"a\"\":b\"",
                "select $$ :b; $$, $tag$ $$ :b $tag$, a$b",
                "select 1 -- :b; 'x\n",
                "select /* :b /* ; */ :c */ 1",
                "select x::text, y[1:2] from t",
                "select f(a := 1);  -- done\n ;",
                "create function f() returns int begin atomic select case when true then 1 end; select 2; end;"
            })
    void whatIsQuotedOrACommentOrACastIsNone(String text) {
        SqlText sql = SqlText.parse(text);
        assertThat(sql.names()).isEmpty();
        assertThat(sql.jdbc()).isEqualTo(text);
    }

    @Test
    void operatorsWithAQuestionMarkStayOperators() {
        assertThat(SqlText.parse("select j ? 'a?' and j ?| :k").jdbc()).isEqualTo("select j ?? 'a?' and j ??| ?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1; select 2",
                "select ';'; 'x'",
                "select 1;/**/$$x$$",
                "create function f() returns int begin atomic select 1; end; select 2"
            })
    void aSecondStatementIsRefused(String text) {
        assertThatThrownBy(() -> SqlText.parse(text))
                .isInstanceOf(ApiError.class)
                .hasMessageContaining("Multistatements");
    }
}
