package io.rdsmaint.simulator.dataapi;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How the Data API shows values of a type of PostgreSQL. */
enum ColumnKind {
    BOOLEAN("booleanValue", "booleanValues"),
    LONG("longValue", "longValues"),
    DOUBLE("doubleValue", "doubleValues"),
    DECIMAL("stringValue", "stringValues"),
    BLOB("blobValue", ""),
    TEXT("stringValue", "stringValues"),
    UTC("stringValue", "stringValues");

    private static final Map<String, ColumnKind> BY_TYPE = Map.ofEntries(
            Map.entry("bool", BOOLEAN),
            Map.entry("int2", LONG),
            Map.entry("int4", LONG),
            Map.entry("int8", LONG),
            Map.entry("smallserial", LONG),
            Map.entry("serial", LONG),
            Map.entry("bigserial", LONG),
            Map.entry("oid", LONG),
            Map.entry("float4", DOUBLE),
            Map.entry("float8", DOUBLE),
            Map.entry("numeric", DECIMAL),
            Map.entry("bytea", BLOB),
            Map.entry("timestamptz", UTC));

    private static final Set<String> TEXTS = Set.of(
            "text",
            "varchar",
            "bpchar",
            "name",
            "char",
            "uuid",
            "json",
            "jsonb",
            "inet",
            "cidr",
            "date",
            "time",
            "timestamp",
            "void");

    private final String field;
    private final String array;

    ColumnKind(String field, String array) {
        this.field = field;
        this.array = array;
    }

    /** The member of a value that holds one. */
    String field() {
        return field;
    }

    /** The member of an array's value that holds several; an empty text when there is none. */
    String array() {
        return array;
    }

    /**
     * The kind of a column's values, or of their elements.
     *
     * @throws io.rdsmaint.simulator.protocol.ApiError for types that the Data API does not show
     */
    static ColumnKind of(ResultSetMetaData columns, int at) throws SQLException {
        String name = columns.getColumnTypeName(at);
        String type = isArray(columns, at) ? name.substring(1) : name;
        ColumnKind kind = BY_TYPE.get(type);
        if (kind != null) {
            return kind;
        }
        // What users made of words is a varchar to the driver.
        if (TEXTS.contains(type) || columns.getColumnType(at) == Types.VARCHAR) {
            return TEXT;
        }
        throw DataApiError.unsupported(
                "The result contains the unsupported data type " + name.toUpperCase(Locale.ROOT) + "; cast it to text");
    }

    static boolean isArray(ResultSetMetaData columns, int at) throws SQLException {
        return columns.getColumnType(at) == Types.ARRAY;
    }
}
