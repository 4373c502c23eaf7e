package io.rdsmaint.infra.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.infra.Deployments;
import io.rdsmaint.infra.generate.Synthesized;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IAM takes 10,240 characters in a role, 6,144 in a managed policy, and ten managed policies on a role. */
class PolicySizesTest {
    private static final String SIX_REGIONS =
            "eu-west-1,eu-central-1,us-east-1,us-west-2,ap-northeast-1,ap-southeast-2";

    @ParameterizedTest
    @CsvSource({"0, 8, dynamodb", "0, 8, s3", "5, 0, dynamodb", "10, 8, s3", "50, 8, dynamodb", "50, 8, s3"})
    void whateverIsChosenFits(int names, int roles, String store) {
        Synthesized deployed = Deployments.with(many(names, roles, store));
        List<JsonNode> managed = managed(deployed);

        assertThat(length(deployed.rolePolicy("FunctionRole"))).isLessThanOrEqualTo(10_240);
        assertThat(managed)
                .hasSizeBetween(2, 10)
                .allSatisfy(policy -> assertThat(length(policy)).isLessThanOrEqualTo(6_144));
    }

    /** Splitting changes no permission: every name is allowed each action, under the same conditions, as the only one would be. */
    @Test
    void splittingLosesNothing() {
        Map<String, String> one = many(1, 8, "dynamodb");
        Map<String, String> many = many(50, 8, "dynamodb");
        Set<String> wanted = new HashSet<>();
        for (int n = 0; n < 50; n++) {
            String name = name(n);
            permissions(Deployments.with(one)).forEach(p -> wanted.add(p.replace(name(0), name)));
        }

        assertThat(permissions(Deployments.with(many))).isEqualTo(wanted);
    }

    @Test
    void statementIdsAreUniqueInEachPolicy() {
        Synthesized deployed = Deployments.with(many(50, 8, "dynamodb"));
        assertThat(Stream.concat(Stream.of(deployed.rolePolicy("FunctionRole")), managed(deployed).stream()))
                .allSatisfy(policy -> assertThat(policy.path("Statement")
                                .valueStream()
                                .map(s -> s.path("Sid").asText()))
                        .doesNotHaveDuplicates());
    }

    @Test
    void upgradesStayPoliciesOfTheirOwnHoweverManyNames() {
        Synthesized deployed = Deployments.with(many(50, 8, "s3"));
        assertThat(deployed.template()
                        .path("Resources")
                        .propertyStream()
                        .filter(r -> r.getValue().path("Type").asText().equals("AWS::IAM::ManagedPolicy"))
                        .filter(r -> !r.getKey().startsWith("Upgrade"))
                        .map(r -> Map.entry(r.getKey(), r.getValue().toString())))
                .isNotEmpty()
                .allSatisfy(policy ->
                        assertThat(policy.getValue()).doesNotContain("BlueGreenDeployment\"", "ParameterGroup\""));
    }

    @Test
    void whatFitsIntoNoNumberOfPoliciesIsRefusedWithWhatToChooseInstead() {
        assertThatThrownBy(() -> Deployments.with(many(150, 8, "dynamodb")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "wrong options: 150 cluster names, 150 instance names, 6 regions and 8 roles need")
                .hasMessageContaining("IAM attaches no more than 10")
                .hasMessageContaining("--allow-tag")
                .hasMessageContaining("ends in *");
    }

    private static Map<String, String> many(int names, int roles, String store) {
        return many(names, roles, store, "a-name-of-28-letters-as-");
    }

    private static Map<String, String> many(int names, int roles, String store, String start) {
        String clusters =
                IntStream.range(0, names).mapToObj(n -> start + name(n)).collect(Collectors.joining(","));
        String arns = IntStream.range(0, roles)
                .mapToObj(n -> "arn:aws:iam::11112222333" + n + ":role/maintenance/databases-" + n)
                .collect(Collectors.joining(","));
        Map<String, String> chosen = new java.util.TreeMap<>(Map.of("allow-region", SIX_REGIONS, "store", store));
        if (names > 0) {
            chosen.put("allow-cluster", clusters);
        }
        if (roles > 0) {
            chosen.put("allow-role", arns);
        }
        return chosen;
    }

    private static String name(int number) {
        return "q%03d".formatted(number);
    }

    private static Set<String> permissions(Synthesized deployed) {
        Set<String> all = new HashSet<>();
        Stream.concat(Stream.of(deployed.rolePolicy("FunctionRole")), managed(deployed).stream())
                .flatMap(policy -> policy.path("Statement").valueStream())
                .forEach(s -> texts(s.path("Action"))
                        .forEach(action -> texts(s.path("Resource"))
                                .forEach(resource -> all.add(action + " " + resource + " " + s.path("Condition")))));
        return all;
    }

    private static List<String> texts(JsonNode oneOrMore) {
        List<String> all = new ArrayList<>();
        (oneOrMore.isArray() ? oneOrMore.valueStream() : Stream.of(oneOrMore)).forEach(t -> all.add(t.asText()));
        return all;
    }

    /** The managed policies that are attached to the function's role, and nothing that is not. */
    private static List<JsonNode> managed(Synthesized deployed) {
        return deployed.properties("FunctionRole")
                .path("ManagedPolicyArns")
                .valueStream()
                .map(arn -> arn.path("Ref").asText())
                .map((Function<String, JsonNode>) deployed::managedPolicy)
                .toList();
    }

    /** As IAM counts it, where names are long. */
    private static int length(JsonNode policy) {
        return policy.toString()
                .replace(":aws:", ":aws-us-gov:")
                .replace("${AWS::Region}", "ap-northeast-1")
                .replace("${AWS::AccountId}", "123456789012")
                .replaceAll("\\$\\{[^}]*\\}", "x".repeat(140))
                .length();
    }
}
