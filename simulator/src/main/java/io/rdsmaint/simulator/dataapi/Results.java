package io.rdsmaint.simulator.dataapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.protocol.Call;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What a statement gave, as the Data API shows it.
 *
 * @param metadata true when columns are to be described
 * @param json true when the records are to be one JSON text
 * @param longsAsText true for whole numbers as texts
 * @param decimalsAsNumbers true for decimals as numbers
 */
record Results(boolean metadata, boolean json, boolean longsAsText, boolean decimalsAsNumbers) {

    /** More rows than this never fit into an answer. */
    static final int MOST_ROWS = 100_000;

    private static final int LONGEST_ROW = 64 << 10;
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static Results of(Call call) {
        JsonNode options = call.input().path("resultSetOptions");
        return new Results(
                call.bool("includeResultMetadata").orElse(false),
                word(call.input(), "formatRecordsAs", "NONE", "JSON").equals("JSON"),
                word(options, "longReturnType", "LONG", "STRING").equals("STRING"),
                word(options, "decimalReturnType", "STRING", "DOUBLE_OR_LONG").equals("DOUBLE_OR_LONG"));
    }

    private static String word(JsonNode holder, String name, String usual, String other) {
        String given = holder.path(name).asText(usual);
        if (!given.equals(usual) && !given.equals(other)) {
            throw DataApiError.invalid("1 validation error detected: Value at '" + name
                    + "' failed to satisfy constraint: Member must satisfy enum value set: [" + usual + ", " + other
                    + "]");
        }
        return given;
    }

    /** Reads what a statement that has been run gave. */
    ObjectNode read(PreparedStatement statement) throws SQLException {
        ObjectNode answer = NODES.objectNode();
        answer.putArray("generatedFields");
        answer.put("numberOfRecordsUpdated", Math.max(0, statement.getUpdateCount()));
        ResultSet rows = statement.getResultSet();
        if (rows == null) {
            return answer;
        }
        ResultSetMetaData columns = rows.getMetaData();
        var kinds = new ArrayList<ColumnKind>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            kinds.add(ColumnKind.of(columns, i));
        }
        if (metadata) {
            answer.set("columnMetadata", describe(columns));
        }
        if (json) {
            answer.put("formattedRecords", objects(rows, columns, kinds).toString());
        } else {
            answer.set("records", records(rows, columns, kinds));
        }
        return answer;
    }

    private ArrayNode records(ResultSet rows, ResultSetMetaData columns, List<ColumnKind> kinds) throws SQLException {
        ArrayNode records = NODES.arrayNode();
        long length = 0;
        while (rows.next()) {
            ArrayNode row = NODES.arrayNode();
            for (int i = 1; i <= kinds.size(); i++) {
                row.add(field(rows, columns, i, kinds.get(i - 1)));
            }
            length = measured(rows, kinds.size(), row, length);
            records.add(row);
        }
        return records;
    }

    private ArrayNode objects(ResultSet rows, ResultSetMetaData columns, List<ColumnKind> kinds) throws SQLException {
        ArrayNode objects = NODES.arrayNode();
        long length = 0;
        while (rows.next()) {
            ObjectNode row = NODES.objectNode();
            for (int i = 1; i <= kinds.size(); i++) {
                JsonNode field = field(rows, columns, i, kinds.get(i - 1));
                row.set(columns.getColumnLabel(i), plain(field));
            }
            length = measured(rows, kinds.size(), row, length);
            objects.add(row);
        }
        return objects;
    }

    /** A value without the member that says what it is. */
    private static JsonNode plain(JsonNode field) {
        JsonNode value = field.iterator().next();
        if (field.has("isNull")) {
            return NODES.nullNode();
        }
        return field.has("arrayValue") ? value.iterator().next() : value;
    }

    /** Sizes are enforced as rows come: a row by what the database sent, the answer by what it has become. */
    private static long measured(ResultSet rows, int columns, JsonNode row, long before) throws SQLException {
        int bytes = 0;
        for (int i = 1; i <= columns; i++) {
            String text = rows.getString(i);
            bytes += rows.wasNull() ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
        }
        if (bytes > LONGEST_ROW) {
            throw DataApiError.unsupported("A row of the result set is larger than 64 KB");
        }
        long length = before + row.toString().getBytes(StandardCharsets.UTF_8).length + 1;
        if (length > LONGEST_ANSWER) {
            throw DataApiError.unsupported("Database returned more than the allowed response size limit");
        }
        return length;
    }

    private ObjectNode field(ResultSet rows, ResultSetMetaData columns, int at, ColumnKind kind) throws SQLException {
        ObjectNode field = NODES.objectNode();
        String text = rows.getString(at);
        if (rows.wasNull()) {
            return field.put("isNull", true);
        }
        if (ColumnKind.isArray(columns, at)) {
            return array(field, rows.getArray(at), kind);
        }
        JsonNode value = kind == ColumnKind.BLOB
                ? NODES.textNode(Base64.getEncoder().encodeToString(rows.getBytes(at)))
                : value(text, kind);
        return (ObjectNode) field.set(member(kind, value), value);
    }

    /** Numbers may be shown as texts, and decimals as numbers. */
    private static String member(ColumnKind kind, JsonNode value) {
        if (kind == ColumnKind.LONG && value.isTextual()) {
            return ColumnKind.TEXT.field();
        }
        if (kind == ColumnKind.DECIMAL && value.isNumber()) {
            return value.isIntegralNumber() ? ColumnKind.LONG.field() : ColumnKind.DOUBLE.field();
        }
        return kind.field();
    }

    private JsonNode value(String text, ColumnKind kind) {
        return switch (kind) {
            case BOOLEAN -> NODES.booleanNode(text.startsWith("t"));
            case LONG -> longsAsText ? NODES.textNode(text) : NODES.numberNode(Long.parseLong(text));
            case DOUBLE -> NODES.numberNode(Double.parseDouble(text.replace("infinity", "Infinity")));
            case DECIMAL -> decimalsAsNumbers ? number(text) : NODES.textNode(text);
            case UTC -> NODES.textNode(text.replaceFirst("\\+00$", ""));
            case TEXT, BLOB -> NODES.textNode(text);
        };
    }

    private static JsonNode number(String text) {
        BigDecimal exact = new BigDecimal(text);
        return exact.scale() <= 0 && exact.precision() < 19
                ? NODES.numberNode(exact.longValueExact())
                : NODES.numberNode(exact.doubleValue());
    }

    private ObjectNode array(ObjectNode field, Array array, ColumnKind kind) throws SQLException {
        ObjectNode value = field.putObject("arrayValue");
        ArrayNode elements = NODES.arrayNode();
        for (Object element : (Object[]) array.getArray()) {
            if (element instanceof Object[]) {
                throw DataApiError.unsupported("The result contains a multidimensional array");
            }
            elements.add(element == null ? NODES.nullNode() : value(String.valueOf(element), kind));
        }
        String member = kind == ColumnKind.LONG && longsAsText ? ColumnKind.TEXT.array() : kind.array();
        if (member.isEmpty()) {
            throw DataApiError.unsupported("The result contains an array of an unsupported data type");
        }
        value.set(member, elements);
        return field;
    }

    private static ArrayNode describe(ResultSetMetaData columns) throws SQLException {
        ArrayNode all = NODES.arrayNode();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            all.addObject()
                    .put("arrayBaseColumnType", 0)
                    .put("isAutoIncrement", columns.isAutoIncrement(i))
                    .put("isCaseSensitive", columns.isCaseSensitive(i))
                    .put("isCurrency", columns.isCurrency(i))
                    .put("isSigned", columns.isSigned(i))
                    .put("label", columns.getColumnLabel(i))
                    .put("name", columns.getColumnName(i))
                    .put("nullable", columns.isNullable(i))
                    .put("precision", columns.getPrecision(i))
                    .put("scale", columns.getScale(i))
                    .put("schemaName", columns.getSchemaName(i))
                    .put("tableName", columns.getTableName(i))
                    .put("type", columns.getColumnType(i))
                    .put("typeName", columns.getColumnTypeName(i));
        }
        return all;
    }
}
