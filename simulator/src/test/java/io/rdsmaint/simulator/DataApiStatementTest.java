package io.rdsmaint.simulator;

import static io.rdsmaint.simulator.SqlLab.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.rdsdata.model.ColumnMetadata;
import software.amazon.awssdk.services.rdsdata.model.DatabaseErrorException;
import software.amazon.awssdk.services.rdsdata.model.DecimalReturnType;
import software.amazon.awssdk.services.rdsdata.model.Field;
import software.amazon.awssdk.services.rdsdata.model.LongReturnType;
import software.amazon.awssdk.services.rdsdata.model.RdsDataException;
import software.amazon.awssdk.services.rdsdata.model.RecordsFormatType;
import software.amazon.awssdk.services.rdsdata.model.SqlParameter;
import software.amazon.awssdk.services.rdsdata.model.TypeHint;
import software.amazon.awssdk.services.rdsdata.model.UnsupportedResultException;

/** What statements take and give through a real SDK client. */
class DataApiStatementTest {

    private final SqlLab lab = new SqlLab();

    @Test
    void aStatementChangesRowsAndTheNextOneSeesThem() {
        var changed = lab.sql(
                "update item set hits = hits + :by where id <= :last", parameter("by", 3), parameter("last", 10));
        assertThat(changed.numberOfRecordsUpdated()).isEqualTo(10);
        assertThat(changed.records()).isEmpty();
        assertThat(lab.one("select sum(hits) from item").longValue()).isEqualTo(30);
    }

    @Test
    void valuesOfEachKindComeBackAsTheyWere() {
        var row = lab.sql(
                        "select :b, :l, :d, :s, :n::text, :x",
                        parameter("b", Field.fromBooleanValue(true)),
                        parameter("l", Long.MAX_VALUE),
                        parameter("d", Field.fromDoubleValue(2.5)),
                        parameter("s", "it's: one"),
                        parameter("n", Field.fromIsNull(true)),
                        parameter("x", Field.fromBlobValue(SdkBytes.fromUtf8String("bytes"))))
                .records()
                .getFirst();
        assertThat(row)
                .containsExactly(
                        Field.fromBooleanValue(true),
                        Field.fromLongValue(Long.MAX_VALUE),
                        Field.fromDoubleValue(2.5),
                        Field.fromStringValue("it's: one"),
                        Field.fromIsNull(true),
                        Field.fromBlobValue(SdkBytes.fromUtf8String("bytes")));
    }

    @Test
    void aHintSaysWhatATextIs() {
        assertThat(type("{\"a\": 1}", TypeHint.JSON)).isEqualTo("json");
        assertThat(type("6f2a1f0e-6f6b-4c39-9a53-0d4f2f9f1a11", TypeHint.UUID)).isEqualTo("uuid");
        assertThat(type("2026-03-04 10:11:12.5", TypeHint.TIMESTAMP)).isEqualTo("timestamp without time zone");
        assertThat(type("2026-03-04", TypeHint.DATE)).isEqualTo("date");
        assertThat(type("10:11:12", TypeHint.TIME)).isEqualTo("time without time zone");
        assertThat(type("1.50", TypeHint.DECIMAL)).isEqualTo("numeric");
        assertThat(lab.one("select pg_typeof(:v)::text", parameter("v", "plain"))
                        .stringValue())
                .isEqualTo("character varying");
        assertThatThrownBy(() -> type("yesterday", TypeHint.DATE)).hasMessageContaining("yesterday");
    }

    private String type(String text, TypeHint hint) {
        SqlParameter hinted = SqlParameter.builder()
                .name("v")
                .value(Field.fromStringValue(text))
                .typeHint(hint)
                .build();
        return lab.one("select pg_typeof(:v)::text", hinted).stringValue();
    }

    @Test
    void aTextWithoutAHintIsNoUuid() {
        assertThatThrownBy(() -> lab.sql("select :v = gen_random_uuid()", parameter("v", "a")))
                .isInstanceOf(DatabaseErrorException.class)
                .hasMessageContaining(
                        "ERROR: operator does not exist: character varying = uuid; Position: 11; SQLState: 42883");
    }

    @Test
    void typesOfPostgresBecomeFields() {
        var row = lab.sql(
                        "select 1::int2, 1.5::float4, 12.340::numeric, date '2026-03-04', timestamptz '2026-03-04 10:00+02',"
                                + " '{\"a\":1}'::jsonb, array[1,2], array['a',null], array[true]")
                .records()
                .getFirst();
        assertThat(row.subList(0, 6))
                .containsExactly(
                        Field.fromLongValue(1L),
                        Field.fromDoubleValue(1.5),
                        Field.fromStringValue("12.340"),
                        Field.fromStringValue("2026-03-04"),
                        Field.fromStringValue("2026-03-04 08:00:00"),
                        Field.fromStringValue("{\"a\": 1}"));
        assertThat(row.get(6).arrayValue().longValues()).containsExactly(1L, 2L);
        assertThat(row.get(7).arrayValue().stringValues()).containsExactly("a", null);
        assertThat(row.get(8).arrayValue().booleanValues()).containsExactly(true);
    }

    @Test
    void numbersMayBeAskedForAsTextsAndDecimalsAsNumbers() {
        var row = lab.execute(request -> request.sql("select 7::int8, 2.5::numeric, 3::numeric")
                        .resultSetOptions(options -> options.longReturnType(LongReturnType.STRING)
                                .decimalReturnType(DecimalReturnType.DOUBLE_OR_LONG)))
                .records()
                .getFirst();
        assertThat(row)
                .containsExactly(Field.fromStringValue("7"), Field.fromDoubleValue(2.5), Field.fromLongValue(3L));
    }

    @Test
    void columnsAreDescribedWhenAskedFor() {
        var described = lab.execute(request ->
                request.sql("select id as key, hits from item where false").includeResultMetadata(true));
        assertThat(described.columnMetadata()).extracting(ColumnMetadata::label).containsExactly("key", "hits");
        assertThat(described.columnMetadata()).extracting(ColumnMetadata::name).containsExactly("key", "hits");
        assertThat(described.columnMetadata())
                .extracting(ColumnMetadata::typeName)
                .containsExactly("int8", "int4");
        assertThat(described.columnMetadata())
                .extracting(ColumnMetadata::tableName)
                .containsOnly("item");
        assertThat(lab.sql("select 1").hasColumnMetadata()).isFalse();
    }

    @Test
    void recordsMayBeOneJsonText() {
        var formatted = lab.execute(
                request -> request.sql("select id, null as nothing, 'x' as word from item where id < 3 order by id")
                        .formatRecordsAs(RecordsFormatType.JSON));
        assertThat(formatted.formattedRecords())
                .isEqualTo("[{\"id\":1,\"nothing\":null,\"word\":\"x\"},{\"id\":2,\"nothing\":null,\"word\":\"x\"}]");
        assertThat(formatted.hasRecords()).isFalse();
    }

    @Test
    void aBatchRunsForEachSetOfParametersOrForNone() {
        var results = lab.data.batchExecuteStatement(request -> request.resourceArn(SqlLab.CLUSTER)
                .secretArn(SqlLab.SECRET)
                .database("app")
                .sql("update item set hits = 1 where id = :id")
                .parameterSets(List.of(List.of(parameter("id", 1)), List.of(parameter("id", 2)))));
        assertThat(results.updateResults()).hasSize(2);
        assertThat(lab.one("select sum(hits) from item").longValue()).isEqualTo(2);
        assertThatThrownBy(() -> lab.data.batchExecuteStatement(request -> request.resourceArn(SqlLab.CLUSTER)
                        .secretArn(SqlLab.SECRET)
                        .database("app")
                        .sql("update item set hits = 10 / :by where id = 1")
                        .parameterSets(List.of(List.of(parameter("by", 1)), List.of(parameter("by", 0))))))
                .hasMessageContaining("division by zero");
        assertThat(lab.one("select sum(hits) from item").longValue()).isEqualTo(2);
    }

    @Test
    void whatTheDataApiCannotShowIsRefused() {
        for (String sql : List.of("select point(1,2)", "select array[[1],[2]]", "select interval '1 day'")) {
            assertThatThrownBy(() -> lab.sql(sql)).isInstanceOf(UnsupportedResultException.class);
        }
        assertThatThrownBy(() -> lab.sql(
                        "select :v",
                        parameter(
                                "v",
                                Field.builder()
                                        .arrayValue(array -> array.longValues(1L))
                                        .build())))
                .isInstanceOf(RdsDataException.class)
                .hasMessageContaining("Array parameters are not supported");
        assertThatThrownBy(() -> lab.sql("select :v")).hasMessageContaining("Cannot find parameter: v");
    }
}
