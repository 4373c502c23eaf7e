package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A comparison operator such as StringEquals; values of another type never match. */
record Comparison(Type type, Relation relation) {
    /** The operator of this name, without a Path ending; nothing when there is none. */
    static Optional<Comparison> named(String operator) {
        return Stream.of(Type.values())
                .filter(type -> operator.startsWith(type.prefix))
                .flatMap(type -> Stream.of(Relation.values())
                        .filter(relation -> operator.equals(type.prefix + relation.suffix))
                        .map(relation -> new Comparison(type, relation)))
                .filter(Comparison::exists)
                .findFirst();
    }

    private boolean exists() {
        return switch (type) {
            case NULL -> false;
            case BOOLEAN -> relation == Relation.EQUALS;
            case STRING -> true;
            case NUMERIC, TIMESTAMP -> relation != Relation.MATCHES;
        };
    }

    boolean holds(JsonNode value, JsonNode operand) {
        if (!type.accepts(value) || !type.accepts(operand)) {
            return false;
        }
        if (relation == Relation.MATCHES) {
            return glob(operand.textValue()).matcher(value.textValue()).matches();
        }
        int order = type.compare(value, operand);
        return switch (relation) {
            case EQUALS, MATCHES -> order == 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    private static Pattern glob(String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                regex.append(Pattern.quote(String.valueOf(text.charAt(i))));
            } else {
                regex.append(c == '*' ? ".*" : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** The types that the operators know. */
    enum Type {
        STRING("String", "a string"),
        NUMERIC("Numeric", "a number"),
        BOOLEAN("Boolean", "a boolean"),
        TIMESTAMP("Timestamp", "a timestamp"),
        NULL("Null", "null");

        private final String prefix;
        private final String text;

        Type(String prefix, String text) {
            this.prefix = prefix;
            this.text = text;
        }

        /** The type that IsString, IsNull and their like ask for. */
        static Optional<Type> asked(String operator) {
            return Stream.of(values())
                    .filter(type -> operator.equals("Is" + type.prefix))
                    .findFirst();
        }

        String text() {
            return text;
        }

        boolean accepts(JsonNode value) {
            return switch (this) {
                case STRING -> value.isTextual();
                case NUMERIC -> value.isNumber();
                case BOOLEAN -> value.isBoolean();
                case NULL -> value.isNull();
                case TIMESTAMP -> value.isTextual() && time(value).isPresent();
            };
        }

        private int compare(JsonNode left, JsonNode right) {
            return switch (this) {
                case NUMERIC -> left.decimalValue().compareTo(right.decimalValue());
                case BOOLEAN -> Boolean.compare(left.booleanValue(), right.booleanValue());
                case TIMESTAMP ->
                    time(left)
                            .orElseThrow()
                            .toInstant()
                            .compareTo(time(right).orElseThrow().toInstant());
                case STRING, NULL -> left.asText().compareTo(right.asText());
            };
        }

        private static Optional<OffsetDateTime> time(JsonNode value) {
            try {
                return Optional.of(OffsetDateTime.parse(value.textValue()));
            } catch (DateTimeParseException _) {
                return Optional.empty();
            }
        }
    }

    /** The relations between two values. */
    enum Relation {
        EQUALS("Equals", "="),
        LESS("LessThan", "<"),
        LESS_OR_EQUAL("LessThanEquals", "<="),
        GREATER("GreaterThan", ">"),
        GREATER_OR_EQUAL("GreaterThanEquals", ">="),
        MATCHES("Matches", "matches");

        private final String suffix;
        private final String text;

        Relation(String suffix, String text) {
            this.suffix = suffix;
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
