package io.rdsmaint.local.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.asl.Json;
import java.util.Optional;
import java.util.Set;

/**
 * Who sits at this machine, as the API's authorizer would say; it may be told to be somebody else, to see what they see.
 *
 * @param role viewer, operator or admin; empty for somebody whose login has ended
 */
record Person(String role) {
    static final Person USUAL = new Person("admin");
    static final Person NOBODY = new Person("");

    private static final Set<String> ROLES = Set.of("viewer", "operator", "admin", "");

    static Optional<Person> of(String role) {
        return ROLES.contains(role) ? Optional.of(new Person(role)) : Optional.empty();
    }

    /** As a JWT authorizer tells it. */
    ObjectNode authorizer() {
        ObjectNode authorizer = Json.object();
        authorizer
                .putObject("jwt")
                .putObject("claims")
                .put("sub", "local")
                .put("email", "you@this-machine")
                .put("cognito:groups", "[rds-maint-" + role + "s]");
        return authorizer;
    }
}
