package io.rdsmaint.simulator.dataapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.postgresql.util.PGobject;

/** The values of a statement's named parameters, bound with the types that the Data API gives them. */
final class Parameters {

    private final Map<String, JsonNode> byName = new HashMap<>();

    /**
     * Reads parameters.
     *
     * @throws io.rdsmaint.simulator.protocol.ApiError for one that the Data API does not take
     */
    Parameters(List<JsonNode> list) {
        for (JsonNode each : list) {
            String name = each.path("name").asText();
            JsonNode value = each.path("value");
            if (name.isEmpty() || value.size() != 1) {
                throw DataApiError.badRequest("Parameter \"" + name + "\" has value with no field set");
            }
            if (value.has("arrayValue")) {
                throw DataApiError.badRequest("Array parameters are not supported.");
            }
            byName.put(name, each);
        }
    }

    /** Refuses a statement that has a parameter without a value. */
    void cover(SqlText sql) {
        sql.names().stream()
                .filter(name -> !byName.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw DataApiError.badRequest("Cannot find parameter: " + name);
                });
    }

    void bind(PreparedStatement statement, SqlText sql) throws SQLException {
        for (int i = 0; i < sql.names().size(); i++) {
            JsonNode parameter = byName.getOrDefault(sql.names().get(i), MissingNode.getInstance());
            bind(
                    statement,
                    i + 1,
                    parameter.path("value"),
                    parameter.path("typeHint").asText());
        }
    }

    private static void bind(PreparedStatement statement, int at, JsonNode value, String hint) throws SQLException {
        Map.Entry<String, JsonNode> only = value.properties().iterator().next();
        JsonNode given = only.getValue();
        switch (only.getKey()) {
            case "isNull" -> statement.setNull(at, Types.NULL);
            case "booleanValue" -> statement.setBoolean(at, given.asBoolean());
            case "longValue" -> statement.setLong(at, given.asLong());
            case "doubleValue" -> statement.setDouble(at, given.asDouble());
            case "blobValue" -> statement.setBytes(at, Base64.getDecoder().decode(given.asText()));
            case "stringValue" -> text(statement, at, given.asText(), hint);
            default -> throw DataApiError.badRequest("There is no kind of value " + only.getKey());
        }
    }

    /** A text without a hint is a varchar: PostgreSQL does not make a uuid or a date of it by itself. */
    private static void text(PreparedStatement statement, int at, String text, String hint) throws SQLException {
        try {
            switch (hint) {
                case "" -> statement.setString(at, text);
                case "JSON" -> statement.setObject(at, json(text));
                case "UUID" -> statement.setObject(at, UUID.fromString(text));
                case "TIMESTAMP" -> statement.setObject(at, LocalDateTime.parse(text.replaceFirst(" ", "T")));
                case "DATE" -> statement.setObject(at, LocalDate.parse(text));
                case "TIME" -> statement.setObject(at, LocalTime.parse(text));
                case "DECIMAL" -> statement.setBigDecimal(at, new BigDecimal(text));
                default ->
                    throw DataApiError.invalid("typeHint must be one of JSON, UUID, TIMESTAMP, DATE, TIME, DECIMAL");
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw DataApiError.badRequest("The value " + text + " is no " + hint);
        }
    }

    private static PGobject json(String text) throws SQLException {
        var json = new PGobject();
        json.setType("json");
        json.setValue(text);
        return json;
    }
}
