package io.rdsmaint.operations.instancetypechange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.operations.instancetypechange.Parameters.Temporary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads parameters strictly and collects every problem before it refuses. */
final class ParameterReader {
    private static final List<String> FIELDS = List.of(
            "target_instance_type",
            "exclude_instances",
            "temporary_instance",
            "skip_temp_instance",
            "failback",
            "min_readers",
            "pause_before_failover",
            "pause_after_first",
            "warm_up_seconds");
    private static final Pattern CLASS =
            Pattern.compile("db\\.(serverless|[a-z][a-z0-9]{0,9}\\.(small|medium|large|[0-9]{0,2}xlarge))");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z](-?[A-Za-z0-9]){0,62}");
    private static final int MOST_READERS = 15;
    private static final int LONGEST_WARM_UP = 86_400;

    private final ObjectNode given;
    private final List<String> problems = new ArrayList<>();

    ParameterReader(ObjectNode given) {
        this.given = given;
    }

    Parameters read() {
        given.fieldNames().forEachRemaining(this::known);
        String targetClass = targetClass();
        Set<String> excluded = excluded();
        Temporary temporary = temporary();
        boolean failback = flag("failback").orElse(false);
        OptionalInt minReaders = number("min_readers", MOST_READERS);
        boolean beforeFailover = flag("pause_before_failover").orElse(false);
        boolean afterFirst = flag("pause_after_first").orElse(false);
        OptionalInt warmUp = number("warm_up_seconds", LONGEST_WARM_UP);
        if (!problems.isEmpty()) {
            throw new InvalidRequest(problems);
        }
        return new Parameters(
                targetClass,
                excluded,
                temporary,
                failback,
                minReaders,
                beforeFailover,
                afterFirst,
                warmUp.isPresent() ? Duration.ofSeconds(warmUp.getAsInt()) : Parameters.USUAL_WARM_UP);
    }

    private void known(String field) {
        if (!FIELDS.contains(field)) {
            problems.add("params.params." + field + ": unknown field; instance_type_change takes "
                    + String.join(", ", FIELDS));
        }
    }

    private String targetClass() {
        JsonNode value = given.path("target_instance_type");
        if (value.isMissingNode() || value.isNull()) {
            problem("target_instance_type", "required", "give the class wanted, such as \"db.r7g.large\"");
        } else if (!value.isTextual()) {
            problem("target_instance_type", "must be a string, is " + value, "such as \"db.r7g.large\"");
        } else if (!CLASS.matcher(value.textValue()).matches()) {
            problem(
                    "target_instance_type",
                    value + " is not an instance class",
                    "write it as RDS does, such as \"db.r7g.large\" or \"db.serverless\"; "
                            + "aws rds describe-orderable-db-instance-options lists them");
        }
        return value.asText("");
    }

    private Set<String> excluded() {
        Set<String> ids = new LinkedHashSet<>();
        JsonNode value = given.path("exclude_instances");
        if (value.isMissingNode()) {
            return ids;
        }
        if (!value.isArray()) {
            problem("exclude_instances", "must be a list of strings, is " + value, "such as [\"my-instance-3\"]");
            return ids;
        }
        for (JsonNode id : value) {
            if (id.isTextual() && IDENTIFIER.matcher(id.textValue()).matches()) {
                ids.add(id.textValue().toLowerCase(Locale.ROOT));
            } else {
                problem("exclude_instances", id + " is not an instance identifier", "name instances of the cluster");
            }
        }
        return ids;
    }

    private Temporary temporary() {
        JsonNode value = given.path("temporary_instance");
        Optional<Boolean> skip = flag("skip_temp_instance");
        if (value.isMissingNode()) {
            return skip.orElse(false) ? Temporary.NEVER : Temporary.AUTO;
        }
        for (Temporary t : Temporary.values()) {
            if (value.isTextual() && value.textValue().equals(t.word())) {
                if (skip.isPresent() && skip.get() != (t == Temporary.NEVER)) {
                    problem(
                            "skip_temp_instance",
                            skip.get() + " contradicts temporary_instance \"" + t.word() + "\"",
                            "leave skip_temp_instance out");
                }
                return t;
            }
        }
        problem("temporary_instance", "is " + value, "must be \"auto\", \"always\" or \"never\"");
        return Temporary.AUTO;
    }

    private Optional<Boolean> flag(String field) {
        JsonNode value = given.path(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            problem(field, "must be true or false, is " + value, "write it without quotes, or leave it out");
            return Optional.empty();
        }
        return Optional.of(value.booleanValue());
    }

    private OptionalInt number(String field, int most) {
        JsonNode value = given.path(field);
        if (value.isMissingNode()) {
            return OptionalInt.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0 || value.intValue() > most) {
            problem(field, "must be a whole number from 0 to " + most + ", is " + value, "or leave it out");
            return OptionalInt.empty();
        }
        return OptionalInt.of(value.intValue());
    }

    private void problem(String field, String what, String wayOut) {
        problems.add("params.params." + field + ": " + what + "; " + wayOut);
    }
}
