package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What may stand where a value is computed: a path, or an intrinsic function of values. */
sealed interface Expression {
    /** The value; {@code field} is the field it is computed for, as error texts name it. */
    JsonNode evaluate(Scope scope, String field);

    /** A literal argument. */
    record Literal(JsonNode value) implements Expression {
        @Override
        public JsonNode evaluate(Scope scope, String field) {
            return value;
        }
    }

    /** A path that must be there. */
    record At(Path path) implements Expression {
        @Override
        public JsonNode evaluate(Scope scope, String field) {
            return scope.require(path, field);
        }
    }

    /** A call of an intrinsic function; {@code text} is the call as written. */
    record Call(String text, Intrinsic function, List<Expression> arguments) implements Expression {
        @Override
        public JsonNode evaluate(Scope scope, String field) {
            List<JsonNode> values =
                    arguments.stream().map(argument -> value(argument, scope)).toList();
            try {
                return function.apply(values, scope);
            } catch (IllegalArgumentException e) {
                throw new StatesException("States.IntrinsicFailure", failed(String.valueOf(e.getMessage())));
            }
        }

        private JsonNode value(Expression argument, Scope scope) {
            return argument instanceof At(Path path)
                    ? scope.find(path)
                            .orElseThrow(() ->
                                    StatesException.runtime(failed("The JsonPath argument for the field '" + path.text()
                                            + "' could not be found in the input '" + Json.write(scope.input())
                                            + "'")))
                    : argument.evaluate(scope, text);
        }

        private String failed(String detail) {
            return "The function '" + text + "' had the following error: " + detail;
        }
    }
}
