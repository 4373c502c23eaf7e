package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;

/** A rule of a Choice state; its text is how the diagram labels it. */
sealed interface Rule {
    boolean holds(Scope scope);

    /** All of them. */
    record And(List<Rule> rules) implements Rule {
        @Override
        public boolean holds(Scope scope) {
            return rules.stream().allMatch(rule -> rule.holds(scope));
        }

        @Override
        public String toString() {
            return rules.stream().map(Rule::toString).collect(Collectors.joining(" and "));
        }
    }

    /** At least one of them. */
    record Or(List<Rule> rules) implements Rule {
        @Override
        public boolean holds(Scope scope) {
            return rules.stream().anyMatch(rule -> rule.holds(scope));
        }

        @Override
        public String toString() {
            return rules.stream().map(Rule::toString).collect(Collectors.joining(" or "));
        }
    }

    /** Not this one. */
    record Not(Rule rule) implements Rule {
        @Override
        public boolean holds(Scope scope) {
            return !rule.holds(scope);
        }

        @Override
        public String toString() {
            return "not (" + rule + ")";
        }
    }

    /** Whether the variable is there; the only test that a missing variable does not fail. */
    record Present(Path variable, boolean expected) implements Rule {
        @Override
        public boolean holds(Scope scope) {
            return scope.find(variable).isPresent() == expected;
        }

        @Override
        public String toString() {
            return variable.text() + (expected ? " is present" : " is missing");
        }
    }

    /** Whether the variable is of a type. */
    record IsType(Path variable, Comparison.Type type, boolean expected) implements Rule {
        @Override
        public boolean holds(Scope scope) {
            return type.accepts(lookUp(scope, variable)) == expected;
        }

        @Override
        public String toString() {
            return variable.text() + (expected ? " is " : " is not ") + type.text();
        }
    }

    /** Compares the variable with a value, or with another variable. */
    record Compares(Path variable, Comparison comparison, Operand operand) implements Rule {
        @Override
        public boolean holds(Scope scope) {
            return comparison.holds(lookUp(scope, variable), operand.value(scope));
        }

        @Override
        public String toString() {
            return variable.text() + " " + comparison.relation().text() + " " + operand;
        }
    }

    /** What a variable is compared with. */
    sealed interface Operand {
        JsonNode value(Scope scope);

        /** A value of the definition. */
        record Value(JsonNode literal) implements Operand {
            @Override
            public JsonNode value(Scope scope) {
                return literal;
            }

            @Override
            public String toString() {
                return literal.asText();
            }
        }

        /** Another variable. */
        record Variable(Path path) implements Operand {
            @Override
            public JsonNode value(Scope scope) {
                return lookUp(scope, path);
            }

            @Override
            public String toString() {
                return path.text();
            }
        }
    }

    private static JsonNode lookUp(Scope scope, Path path) {
        return scope.find(path)
                .orElseThrow(() -> StatesException.runtime("Invalid path '" + path.text()
                        + "': The choice state's condition path references an invalid value."));
    }
}
