package io.rdsmaint.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.gateway.s3.Definitions;
import io.rdsmaint.recovery.plan.Parameters;
import io.rdsmaint.recovery.plan.Wave;
import io.rdsmaint.testkit.JsonTrees;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What starts a plan: parameters, stored plans, inputs of the orchestrator before this one. */
class PlanInputTest {
    private static final String SERVER = "s-00000000000000001";
    private static final String STORED = """
        {"region": "us-west-2", "protection_groups": {"pg-1": ["s-00000000000000001"], "pg-2": ["s-00000000000000002"]},
         "waves": [{"name": "first", "protection_groups": ["pg-1"]},
                   {"name": "second", "protection_groups": ["pg-2"], "depends_on": ["first"]}]}""";

    private record Texts(Map<String, String> texts) implements Definitions {
        @Override
        public Optional<Definition> read(String key) {
            return Optional.ofNullable(texts.get(key)).map(text -> new Definition(text, "v1"));
        }

        @Override
        public List<String> keys(String prefix) {
            return texts.keySet().stream()
                    .filter(key -> key.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private final StoredPlan plans = new StoredPlan(new Texts(Map.of("recovery/shop.json", STORED)));

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonTrees.read(text);
    }

    @Test
    void aStoredPlanIsCompletedByWhatTheStartGives() {
        ObjectNode complete =
                plans.complete("shop", "us-west-2", json("{\"mode\":\"drill\",\"drill\":{\"ttl_hours\":1}}"));

        Parameters parameters = Parameters.of(complete);
        assertThat(parameters.waves()).extracting(Wave::name).containsExactly("first", "second");
        assertThat(parameters.drillRules().ttlHours()).isEqualTo(1);
        assertThat(complete.at("/definition/key").asText()).isEqualTo("recovery/shop.json");
        assertThat(complete.at("/definition/sha256").asText()).hasSize(64);
        assertThat(plans.inputs()).containsExactly("{\"plan_id\":\"shop\",\"mode\":\"drill\"}");
    }

    @Test
    void aPlanForAnotherRegionOrOneThatIsNotStoredIsRefused() {
        assertThatThrownBy(() -> plans.complete("shop", "us-east-1", json("{\"mode\":\"drill\"}")))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("give \"region\": \"us-west-2\"");
        assertThatThrownBy(() -> plans.complete("other", "us-east-1", json("{\"mode\":\"drill\"}")))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("stored are shop");
    }

    @Test
    void theEarlierOrchestratorsInputIsUnderstood() {
        ObjectNode params = EarlierInput.read(json("""
                {"execution_id": "e-1", "plan_id": "shop", "execution_type": "DRILL", "region": "us-west-2",
                 "waves": [{"WaveNumber": 1, "ProtectionGroups": ["pg-1"]},
                           {"WaveNumber": 2, "WaveName": "web servers", "protectionGroupIds": ["pg-2"], "pauseBeforeWave": true}]}""")).orElseThrow();

        assertThat(params.path("type").asText()).isEqualTo("drs_recovery");
        assertThat(params.path("reason").asText()).isEqualTo("execution e-1");
        Parameters parameters = Parameters.of(plans.complete("shop", "us-west-2", (ObjectNode) params.path("params")));
        assertThat(parameters.drill()).isTrue();
        assertThat(parameters.waves()).extracting(Wave::name).containsExactly("wave-1", "web-servers");
        assertThat(parameters.waves()).extracting(Wave::pauseBefore).containsExactly(false, true);
        assertThat(parameters.waves().getFirst().groups()).containsExactly("pg-1");
    }

    @Test
    void itsOtherSpellingIsUnderstoodAndWhatIsNoPlanIsNot() {
        assertThat(EarlierInput.read(json("{\"PlanId\":\"shop\",\"ExecutionType\":\"RECOVERY\"}"))
                        .orElseThrow()
                        .at("/params/mode")
                        .asText())
                .isEqualTo("recovery");
        assertThat(EarlierInput.read(json("{\"plan_id\":\"shop\"}"))).isEmpty();
        assertThat(EarlierInput.read(json("{\"cluster_id\":\"shop\",\"mode\":\"drill\"}")))
                .isEmpty();
    }

    @Test
    void allProblemsAreToldAtOnce() {
        assertThatThrownBy(() -> Parameters.of(json("""
                {"mode": "test", "snapshot": {"before": "yesterday"}, "surprise": 1,
                 "waves": [{"name": "a", "servers": ["web-01"], "depends_on": ["b"]},
                           {"name": "b", "depends_on": ["a"]},
                           {"name": "c", "servers": ["s-00000000000000001"], "tags": {"tier": "c"}}]}""")))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        refused -> assertThat(refused.problems())
                                .anySatisfy(line -> assertThat(line).contains("mode 'test' is not drill or recovery"))
                                .anySatisfy(line -> assertThat(line).contains("neither \"latest\" nor an instant"))
                                .anySatisfy(
                                        line -> assertThat(line).contains("'web-01' is not the id of a source server"))
                                .anySatisfy(line -> assertThat(line).contains("the wave is empty"))
                                .anySatisfy(line -> assertThat(line).contains("in several ways"))
                                .anySatisfy(line -> assertThat(line).contains("depend on each other"))
                                .anySatisfy(line -> assertThat(line).contains("surprise is not a field here")));
    }

    @Test
    void onlyARecoveryIsDeclared() {
        assertThatThrownBy(() -> Parameters.of(json("{\"mode\":\"drill\",\"declared_at\":\"2026-03-04T10:00:00Z\","
                        + "\"waves\":[{\"name\":\"a\",\"servers\":[\"" + SERVER + "\"]}]}")))
                .hasMessageContaining("only a recovery has been declared");
    }
}
