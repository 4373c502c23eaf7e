package io.rdsmaint.local.policy;

import java.util.List;
import java.util.Set;

/**
 * One condition of a statement: an operator, a key and the values that fulfil it. Operators and keys that the recorded
 * calls say nothing about are an error: they would hold or fail by accident.
 */
record Condition(Operator operator, String key, List<String> values) {
    private static final Set<String> SINGLE = Set.of(
            "aws:RequestedRegion",
            "application-autoscaling:service-namespace",
            "application-autoscaling:scalable-dimension",
            "events:source",
            "events:detail-type",
            "s3:if-match",
            "s3:if-none-match",
            "s3:prefix",
            "iam:PassedToService",
            "kms:ViaService",
            "kms:GrantIsForAWSResource",
            "aws:ViaAWSService");
    private static final String MANY = "aws:TagKeys";
    private static final List<String> TAGS = List.of("aws:RequestTag/", "aws:ResourceTag/");

    enum Operator {
        EQUALS("StringEquals"),
        IS("Bool"),
        LIKE("StringLike"),
        ALL_EQUAL("ForAllValues:StringEquals"),
        NONE_EQUAL("ForAllValues:StringNotEquals"),
        ANY_EQUALS("ForAnyValue:StringEquals"),
        ABSENT("Null");

        private final String word;

        Operator(String word) {
            this.word = word;
        }
    }

    Condition {
        values = List.copyOf(values);
    }

    static Condition of(String operator, String key, List<String> values) {
        for (Operator known : Operator.values()) {
            if (known.word.equals(operator)) {
                return new Condition(known, key, values).checked();
            }
        }
        throw new IllegalArgumentException("Operator " + operator + " on " + key + " is not understood here");
    }

    private Condition checked() {
        if (!SINGLE.contains(key) && !key.equals(MANY) && TAGS.stream().noneMatch(key::startsWith)) {
            throw new IllegalArgumentException("Nothing is recorded about condition key " + key);
        }
        boolean ofSets =
                operator == Operator.ALL_EQUAL || operator == Operator.NONE_EQUAL || operator == Operator.ANY_EQUALS;
        if (operator != Operator.ABSENT && ofSets != key.equals(MANY)) {
            throw new IllegalArgumentException(operator.word + " does not fit " + key
                    + ": set operators are for keys with several values, the others for keys with one");
        }
        if (operator == Operator.ABSENT && !Set.of("true", "false").containsAll(values)) {
            throw new IllegalArgumentException("Null takes true or false, not " + values);
        }
        return this;
    }

    /** A key that the request has not got fulfils ForAllValues, and Null with true; nothing else. */
    boolean holds(Authorization asked) {
        List<String> given = asked.context().getOrDefault(key, List.of());
        return switch (operator) {
            case EQUALS, IS, ANY_EQUALS -> given.stream().anyMatch(values::contains);
            case LIKE -> given.stream().anyMatch(value -> values.stream().anyMatch(p -> Wildcards.match(p, value)));
            case ALL_EQUAL -> values.containsAll(given);
            case NONE_EQUAL -> given.stream().noneMatch(values::contains);
            case ABSENT -> values.contains(String.valueOf(given.isEmpty()));
        };
    }
}
