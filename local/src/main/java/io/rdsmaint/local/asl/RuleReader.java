package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one rule of a Choice state; Next stands at the outermost rule only. */
final class RuleReader {
    private static final Set<String> COMBINATIONS = Set.of("And", "Or", "Not");
    private static final String PATH = "Path";

    private final Fields fields;
    private final boolean outermost;

    RuleReader(Fields fields, boolean outermost) {
        this.fields = fields;
        this.outermost = outermost;
    }

    /** The rule; nothing when it is not one, which is noted. */
    Optional<Rule> read() {
        if (!fields.node().isObject()) {
            fields.problem("Expected value of type Object");
            return Optional.empty();
        }
        List<String> operators = fields.node()
                .propertyStream()
                .map(java.util.Map.Entry::getKey)
                .filter(name -> !plain(name))
                .toList();
        if (operators.size() != 1) {
            fields.problem("A rule needs exactly one operator, and has " + operators);
            return Optional.empty();
        }
        String operator = operators.getFirst();
        return COMBINATIONS.contains(operator) ? combination(operator) : test(operator);
    }

    private boolean plain(String name) {
        return name.equals("Variable") || name.equals("Comment") || (outermost && name.equals("Next"));
    }

    private Optional<Rule> combination(String operator) {
        if (fields.has("Variable")) {
            fields.problem("Field 'Variable' is not supported");
        }
        if (operator.equals("Not")) {
            return fields.object("Not")
                    .flatMap(inner -> new RuleReader(inner, false).read())
                    .map(Rule.Not::new);
        }
        List<Rule> rules = new ArrayList<>();
        List<JsonNode> inner = fields.list(operator);
        for (int i = 0; i < inner.size(); i++) {
            new RuleReader(fields.element(operator, i, inner.get(i)), false)
                    .read()
                    .ifPresent(rules::add);
        }
        return Optional.of(operator.equals("And") ? new Rule.And(rules) : new Rule.Or(rules));
    }

    private Optional<Rule> test(String operator) {
        fields.require("Variable");
        Optional<Path> variable = fields.path("Variable", true);
        if (variable.isEmpty()) {
            return Optional.empty();
        }
        if (operator.equals("IsPresent")) {
            return expected(operator).map(yes -> new Rule.Present(variable.get(), yes));
        }
        Optional<Comparison.Type> type = Comparison.Type.asked(operator);
        if (type.isPresent()) {
            return expected(operator).map(yes -> new Rule.IsType(variable.get(), type.get(), yes));
        }
        return comparison(operator, variable.get());
    }

    private Optional<Boolean> expected(String operator) {
        return fields.typed(operator, "Boolean", JsonNode::isBoolean).map(JsonNode::booleanValue);
    }

    private Optional<Rule> comparison(String operator, Path variable) {
        boolean byPath = operator.endsWith(PATH);
        Optional<Comparison> comparison = Comparison.named(
                        byPath ? operator.substring(0, operator.length() - PATH.length()) : operator)
                .filter(one -> !byPath || one.relation() != Comparison.Relation.MATCHES);
        if (comparison.isEmpty()) {
            fields.problem("Field '" + operator + "' is not supported");
            return Optional.empty();
        }
        Optional<Rule.Operand> operand = byPath
                ? fields.path(operator, true).map(Rule.Operand.Variable::new)
                : value(operator, comparison.get());
        return operand.map(one -> new Rule.Compares(variable, comparison.get(), one));
    }

    private Optional<Rule.Operand> value(String operator, Comparison comparison) {
        return fields.typed(operator, comparison.type().text(), comparison.type()::accepts)
                .map(Rule.Operand.Value::new);
    }
}
