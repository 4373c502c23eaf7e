package io.rdsmaint.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.GatewayFactory;
import io.rdsmaint.aurora.engineupgrade.EngineUpgrade;
import io.rdsmaint.aurora.instancecycle.InstanceCycle;
import io.rdsmaint.aurora.instancetypechange.InstanceTypeChange;
import io.rdsmaint.aurora.preflight.Inspector;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.aurora.storagetypechange.StorageTypeChange;
import io.rdsmaint.engine.AnyJson;
import io.rdsmaint.engine.Cases;
import io.rdsmaint.engine.Dice;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.TestClients;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The parameters of the four types of operation, whatever is given as such. */
class ParameterPropertiesTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<String, Function<Dice, ? extends JsonNode>> FIELDS = fields();
    private final List<OperationType> types;

    ParameterPropertiesTest() {
        VirtualClock clock = new VirtualClock(Instant.parse("2026-03-04T10:00:00Z"));
        GatewayFactory gateways =
                new GatewayFactory(TestClients.over(new Simulator(clock, Scenarios.multiNode()).httpClient(), clock));
        Scoping scoping = new Scoping("d", new Scoping.AllowTag("a", "b"), List.of(), List.of());
        Inspector inspector = new Inspector(gateways, clock);
        types = List.of(
                new InstanceTypeChange(inspector, scoping),
                new StorageTypeChange(inspector, scoping),
                new InstanceCycle(inspector, scoping),
                new EngineUpgrade(inspector, scoping));
    }

    private static Map<String, Function<Dice, ? extends JsonNode>> fields() {
        Map<String, Function<Dice, ? extends JsonNode>> fields = new LinkedHashMap<>();
        fields.put("target_instance_type", AnyJson.word("db.r7g.large", "db.serverless", "r7g"));
        fields.put("target_storage_type", AnyJson.word("aurora", "aurora-iopt1", "gp3"));
        fields.put("target_engine_version", AnyJson.word("16.4", "latest"));
        fields.put("temporary_instance", AnyJson.word("auto", "always", "never"));
        fields.put("warm_up_seconds", dice -> JSON.numberNode(dice.number()));
        fields.put("instances", dice -> JSON.arrayNode().add("a"));
        fields.put("only_pending", dice -> JSON.booleanNode(dice.toss()));
        fields.put("switchover_timeout", dice -> JSON.numberNode(dice.between(Integer.MIN_VALUE, Integer.MAX_VALUE)));
        fields.put("retain_old_hours", dice -> JSON.numberNode(dice.between(Integer.MIN_VALUE, Integer.MAX_VALUE)));
        fields.put("final_snapshot", dice -> JSON.booleanNode(dice.toss()));
        return fields;
    }

    @Test
    void whateverIsGivenIsReadOrItsProblemsAreNamedEachWithItsField() {
        Cases.each(1_000, dice -> AnyJson.nearly(dice, FIELDS), given -> {
            for (OperationType type : types) {
                ObjectNode before = given.deepCopy();
                List<String> problems = type.problems(given);
                assertThat(given).isEqualTo(before);
                assertThat(problems)
                        .doesNotHaveDuplicates()
                        .allSatisfy(p -> assertThat(p).startsWith("params.params."));
            }
        });
    }

    /** Each type knows some of these fields; what it does not know it names, every one of them. */
    @Test
    void everyUnknownFieldIsNamed() {
        Cases.each(300, ParameterPropertiesTest::names, names -> {
            ObjectNode given = JSON.objectNode();
            names.forEach(n -> given.put(n, 1));
            for (OperationType type : types) {
                assertThat(names)
                        .allSatisfy(n -> assertThat(type.problems(given))
                                .anyMatch(p -> p.startsWith("params.params." + n + " is not a field here;")));
            }
        });
    }

    private static List<String> names(Dice dice) {
        return dice
                .list(1, 5, () -> "x_" + dice.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", 12))
                .stream()
                .distinct()
                .toList();
    }
}
