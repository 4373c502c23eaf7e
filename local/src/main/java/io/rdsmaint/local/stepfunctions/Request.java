package io.rdsmaint.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.asl.Interpreter;
import io.rdsmaint.local.endpoint.ServiceException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The fields of a request, checked as they are read. */
record Request(JsonNode body) {
    String required(String field) {
        return optional(field)
                .orElseThrow(() ->
                        invalid("Value null at '" + field + "' failed to satisfy constraint: Member must not be null"));
    }

    Optional<String> optional(String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new ServiceException("SerializationException", "'" + field + "' must be a string");
        }
        return Optional.of(value.textValue());
    }

    /** A text of at most this length, or nothing. */
    Optional<String> optional(String field, int longest) {
        Optional<String> value = optional(field);
        if (value.filter(text -> text.length() > longest).isPresent()) {
            throw invalid("Value at '" + field
                    + "' failed to satisfy constraint: Member must have length less than or equal to " + longest);
        }
        return value;
    }

    /** A text that is data of an execution; these are limited in bytes of UTF-8. */
    String data(String field) {
        String text = required(field);
        if (text.getBytes(StandardCharsets.UTF_8).length > Interpreter.DATA_LIMIT) {
            throw invalid(
                    "Value at '" + field + "' failed to satisfy constraint: Member must have length less than or equal"
                            + " to " + Interpreter.DATA_LIMIT);
        }
        return text;
    }

    boolean flag(String field) {
        return body.path(field).asBoolean(false);
    }

    int number(String field) {
        return body.path(field).asInt(0);
    }

    static ServiceException invalid(String detail) {
        return new ServiceException("ValidationException", "1 validation error detected: " + detail);
    }
}
