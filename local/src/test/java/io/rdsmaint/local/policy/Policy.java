package io.rdsmaint.local.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** An identity's policy, decided as IAM does: what nobody allows is denied, and a denial beats every allowance. */
public record Policy(List<Statement> statements) {
    public Policy {
        statements = List.copyOf(statements);
    }

    /** An action and a resource of a statement, as it spells them. */
    public record Use(String sid, String action, String resource) {}

    /**
     * Reads a policy document.
     *
     * @throws IllegalArgumentException when anything in it is beyond what is decided here
     */
    public static Policy read(JsonNode json) {
        return new Policy(
                json.path("Statement").valueStream().map(Statement::read).toList());
    }

    /** What allows it; empty when it is denied. */
    public List<Use> allow(Authorization asked) {
        if (statements.stream()
                .anyMatch(one -> !one.allows() && !one.uses(asked).isEmpty())) {
            return List.of();
        }
        return statements.stream()
                .filter(Statement::allows)
                .flatMap(one -> one.uses(asked).stream())
                .toList();
    }

    /** Everything that its allowing statements speak of. */
    public List<Use> parts() {
        return statements.stream()
                .filter(Statement::allows)
                .flatMap(Statement::parts)
                .toList();
    }
}
