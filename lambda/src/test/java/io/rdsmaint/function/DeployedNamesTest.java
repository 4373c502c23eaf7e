package io.rdsmaint.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.engine.Product;
import io.rdsmaint.publish.EventBridgePublisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The deployment's policies are made without the function's classes: whether they mean the words that the function uses. */
class DeployedNamesTest {
    @Test
    void tagsThatPoliciesAllowAreThoseThatOperationsSet() throws IOException {
        JsonNode policy = policy("lambda-policy");

        assertThat(named(policy, "aws:RequestTag/")).containsExactly(Ownership.TAG);
        assertThat(named(policy, "aws:ResourceTag/")).containsExactly(Product.NAME, Ownership.TAG);
        assertThat(values(policy, "aws:TagKeys")).containsExactly(Mark.TAG);
    }

    @Test
    void tagsThatPoliciesForUpgradesAllowAreThoseThatOperationsSet() throws IOException {
        for (String name : Set.of("lambda-upgrade-building-policy", "lambda-upgrade-finishing-policy")) {
            assertThat(named(policy(name), "aws:ResourceTag/")).as(name).contains(Ownership.TAG);
            assertThat(values(policy(name), "aws:TagKeys")).as(name).containsOnly(Ownership.TAG);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lambda-policy", "lambda-policy-s3", "state-machine-policy"})
    void eventsMayBePublishedUnderTheSourceThatTheyHave(String name) throws IOException {
        assertThat(values(policy(name), "events:source")).containsExactly(EventBridgePublisher.SOURCE);
    }

    private static JsonNode policy(String name) throws IOException {
        return JsonMapper.builder().build().readTree(Files.readString(Path.of("../policies", name + ".json")));
    }

    /** What the keys of conditions that begin so end in. */
    private static Set<String> named(JsonNode policy, String beginning) {
        Set<String> names = new TreeSet<>();
        conditions(policy)
                .map(JsonNode::fieldNames)
                .forEach(keys -> keys.forEachRemaining(key -> {
                    if (key.startsWith(beginning)) {
                        names.add(key.substring(beginning.length()));
                    }
                }));
        return names;
    }

    /** What conditions on a key ask for, but for whether it is there. */
    private static Set<String> values(JsonNode policy, String key) {
        Set<String> values = new TreeSet<>();
        conditions(policy).map(each -> each.path(key)).forEach(wanted -> {
            if (wanted.isArray()) {
                wanted.forEach(each -> values.add(each.asText()));
            } else if (wanted.isTextual() && !wanted.asText().equals("false")) {
                values.add(wanted.asText());
            }
        });
        return values;
    }

    /** The tests of all statements: values by key. */
    private static Stream<JsonNode> conditions(JsonNode policy) {
        return policy.path("Statement")
                .valueStream()
                .flatMap(each -> each.path("Condition").valueStream());
    }
}
