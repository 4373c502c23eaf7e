package io.rdsmaint.gateway.rdsdata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.rdsdata.model.ColumnMetadata;
import software.amazon.awssdk.services.rdsdata.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.rdsdata.model.Field;

/**
 * A row of an answer, by the labels of its columns, which the statement gives.
 *
 * @param fields those that are not null, in their order
 */
public record Row(Map<String, String> fields) {

    /** A value as a text; empty when it is null. */
    public Optional<String> text(String column) {
        return Optional.ofNullable(fields.get(column));
    }

    /** A whole number; 0 when it is null. */
    public long number(String column) {
        return text(column).map(Long::parseLong).orElse(0L);
    }

    /** True or false; false when it is null. */
    public boolean flag(String column) {
        return text(column).filter("true"::equals).isPresent();
    }

    /** The first column's value; empty when it is null. */
    public Optional<String> first() {
        return Optional.ofNullable(fields.get("0"));
    }

    static List<Row> of(ExecuteStatementResponse answer) {
        return answer.records().stream()
                .map(record -> row(record, answer.columnMetadata()))
                .toList();
    }

    private static Row row(List<Field> record, List<ColumnMetadata> columns) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < record.size(); i++) {
            int at = i;
            value(record.get(i)).ifPresent(value -> {
                fields.put(columns.get(at).label(), value);
                fields.put(String.valueOf(at), value);
            });
        }
        return new Row(fields);
    }

    private static Optional<String> value(Field field) {
        return switch (field.type()) {
            case BOOLEAN_VALUE -> Optional.of(field.booleanValue().toString());
            case LONG_VALUE -> Optional.of(field.longValue().toString());
            case DOUBLE_VALUE -> Optional.of(field.doubleValue().toString());
            case STRING_VALUE -> Optional.of(field.stringValue());
            default -> Optional.empty();
        };
    }
}
