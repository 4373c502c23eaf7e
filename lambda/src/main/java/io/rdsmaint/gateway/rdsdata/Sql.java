package io.rdsmaint.gateway.rdsdata;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rdsdata.model.Field;
import software.amazon.awssdk.services.rdsdata.model.SqlParameter;
import software.amazon.awssdk.services.rdsdata.model.TypeHint;

/**
 * A statement with its parameters, which are written {@code :name}. It is the same text whatever the values: nothing that comes
 * from a person is ever part of it, unless the server itself has quoted it.
 */
public final class Sql {
    private final String text;
    private final List<SqlParameter> parameters;

    private Sql(String text, List<SqlParameter> parameters) {
        this.text = text;
        this.parameters = List.copyOf(parameters);
    }

    /** A statement without parameters yet. */
    public static Sql of(String text) {
        return new Sql(text, List.of());
    }

    /** With a text, or null. */
    public Sql with(String name, @Nullable String value) {
        return with(SqlParameter.builder().name(name).value(text(value)).build());
    }

    /** With a whole number. */
    public Sql with(String name, long value) {
        return with(SqlParameter.builder()
                .name(name)
                .value(Field.fromLongValue(value))
                .build());
    }

    /** With a JSON document. */
    public Sql withJson(String name, String document) {
        return with(SqlParameter.builder()
                .name(name)
                .typeHint(TypeHint.JSON)
                .value(text(document))
                .build());
    }

    String text() {
        return text;
    }

    List<SqlParameter> parameters() {
        return parameters;
    }

    private static Field text(@Nullable String value) {
        return value == null ? Field.fromIsNull(true) : Field.fromStringValue(value);
    }

    private Sql with(SqlParameter parameter) {
        List<SqlParameter> all = new ArrayList<>(parameters);
        all.add(parameter);
        return new Sql(text, all);
    }
}
