package io.rdsmaint.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads who sends a request from the claims of a token that the API's authorizer has verified. Roles are decided here and not by
 * the authorizer, which knows no groups.
 *
 * @param groupsClaim the claim that names the groups
 * @param groups which group has which role
 */
public record Identities(String groupsClaim, Map<Role, String> groups) {
    /** Characters of a name: it stands in logs and events; chosen. */
    private static final int LONGEST_NAME = 200;

    /** What people know each other by comes first; a subject is always there. */
    private static final List<String> NAMES =
            List.of("email", "preferred_username", "username", "cognito:username", "sub");

    public Identities {
        groups = Map.copyOf(groups);
    }

    /**
     * As the deployment fixed it: {@code CONSOLE_GROUPS_CLAIM}, and {@code CONSOLE_VIEWERS}, {@code CONSOLE_OPERATORS} and
     * {@code CONSOLE_ADMINS}, each the name of a group.
     */
    public static Identities from(Map<String, String> environment) {
        Map<Role, String> groups = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            groups.put(role, environment.getOrDefault("CONSOLE_" + role + "S", "rds-maint-" + role.word() + "s"));
        }
        return new Identities(environment.getOrDefault("CONSOLE_GROUPS_CLAIM", "cognito:groups"), groups);
    }

    /**
     * Who the claims speak of.
     *
     * @return empty when there are no claims, which no API of ours lets pass
     * @throws Problem when the person has none of the roles
     */
    public Optional<Identity> read(HttpRequest request) {
        JsonNode claims = request.authorizer().path("jwt").path("claims");
        Optional<String> name = NAMES.stream()
                .map(claim -> claims.path(claim).asText(""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_NAME)));
        return name.map(known -> new Identity(known, role(known, claims.path(groupsClaim))));
    }

    private Role role(String name, JsonNode claim) {
        Set<String> member = groups(claim);
        return Stream.of(Role.values())
                .sorted((a, b) -> b.compareTo(a))
                .filter(role -> member.contains(groups.get(role)))
                .findFirst()
                .orElseThrow(() -> Problem.forbidden(name + " is in none of the groups that may use the console: "
                        + String.join(", ", new TreeSet<>(groups.values()))
                        + ". Whoever keeps the groups adds people."));
    }

    /** A list of names reaches the function as one text, such as {@code [viewers admins]}: so API gateways write it. */
    private static Set<String> groups(JsonNode claim) {
        Set<String> names = new TreeSet<>();
        if (claim.isArray()) {
            claim.forEach(each -> names.add(each.asText()));
        } else {
            String text = claim.asText("").strip();
            String inner = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
            Arrays.stream(inner.split("[\\s,]+", -1))
                    .map(word -> word.replaceAll("^\"|\"$", ""))
                    .filter(word -> !word.isEmpty())
                    .forEach(names::add);
        }
        return names;
    }
}
