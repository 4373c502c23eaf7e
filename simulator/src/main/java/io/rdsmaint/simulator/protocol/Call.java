package io.rdsmaint.simulator.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One decoded API call.
 *
 * @param service signing name of the service, such as {@code rds} or {@code monitoring}
 * @param action operation name as in the service's model
 * @param input parameters by their wire names; lists are arrays, whatever the protocol called their items
 * @param caller who signed it
 */
public record Call(String service, String action, ObjectNode input, Caller caller) {

    private static final List<String> IDENTIFIERS = List.of(
            "DBInstanceIdentifier",
            "DBClusterIdentifier",
            "DBClusterEndpointIdentifier",
            "DBClusterSnapshotIdentifier",
            "BlueGreenDeploymentIdentifier",
            "BlueGreenDeploymentName",
            "ResourceName",
            "DBProxyName",
            "DBParameterGroupName",
            "DBClusterParameterGroupName",
            "ResourceId",
            "RoleArn",
            "resourceArn",
            "ResourceArn",
            "SecretId",
            "KeyId",
            "TargetDBClusterSnapshotIdentifier");

    /** A parameter's text; an empty one counts as not given. */
    public Optional<String> text(String name) {
        JsonNode node = input.path(name);
        return node.isValueNode() && !node.asText().isEmpty() ? Optional.of(node.asText()) : Optional.empty();
    }

    /** A parameter that the call cannot do without. */
    public String required(String name) {
        return text(name).orElseThrow(() -> ApiError.missing(name));
    }

    /** A whole number; anything else is refused as AWS does. */
    public Optional<Integer> integer(String name) {
        return text(name).map(value -> {
            try {
                return Integer.valueOf(value);
            } catch (NumberFormatException e) {
                throw ApiError.invalidValue("Invalid value for " + name + ": " + value);
            }
        });
    }

    /** A truth value; anything but {@code true} and {@code false} is refused. */
    public Optional<Boolean> bool(String name) {
        return text(name).map(value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ApiError.invalidValue("Invalid value for " + name + ": " + value);
        });
    }

    /** A point in time: ISO 8601 text, or seconds since 1970. */
    public Optional<Instant> instant(String name) {
        JsonNode node = input.path(name);
        if (node.isNumber()) {
            return Optional.of(Instant.ofEpochMilli(Math.round(node.asDouble() * 1_000)));
        }
        return text(name).map(value -> {
            try {
                return OffsetDateTime.parse(value).toInstant();
            } catch (DateTimeParseException e) {
                throw ApiError.invalidValue("Invalid value for " + name + ": " + value);
            }
        });
    }

    /** The items of a list parameter, empty when not given; the query protocol writes an empty list as an empty text. */
    public List<JsonNode> list(String name) {
        JsonNode node = input.path(name);
        boolean none = node.isMissingNode()
                || node.isNull()
                || (node.isTextual() && node.asText().isEmpty());
        if (!none && !node.isArray()) {
            throw ApiError.invalidValue("Invalid value for " + name + ": it is a list.");
        }
        return node.isArray()
                ? Stream.iterate(0, i -> i < node.size(), i -> i + 1)
                        .map(node::get)
                        .toList()
                : List.of();
    }

    /** The items of a list of texts, empty when not given. */
    public List<String> texts(String name) {
        return list(name).stream().map(JsonNode::asText).toList();
    }

    /** What the call is about: the first identifying parameter, or an empty text. */
    public String identifier() {
        return IDENTIFIERS.stream()
                .flatMap(name -> text(name).stream())
                .findFirst()
                .orElse("");
    }
}
