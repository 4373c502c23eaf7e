package io.rdsmaint.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.AnyJson;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.operations.engineupgrade.EngineUpgrade;
import io.rdsmaint.operations.engineupgrade.UpgradePreflight;
import io.rdsmaint.operations.instancecycle.InstanceCycle;
import io.rdsmaint.operations.instancetypechange.InstanceTypeChange;
import io.rdsmaint.operations.preflight.Inspector;
import io.rdsmaint.operations.preflight.Preflight;
import io.rdsmaint.operations.preflight.Scoping;
import io.rdsmaint.operations.storagetypechange.StorageTypeChange;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.TestClients;
import io.rdsmaint.world.Worlds;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The parameters of the four types of operation, whatever is given as such. */
class ParameterPropertiesTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final List<OperationType> types;

    ParameterPropertiesTest() {
        VirtualClock clock = new VirtualClock(Instant.parse("2026-03-04T10:00:00Z"));
        Worlds worlds = new Worlds(TestClients.over(new Simulator(clock, Scenarios.multiNode()).httpClient(), clock));
        Scoping scoping = new Scoping("d", new Scoping.AllowTag("a", "b"), List.of(), List.of());
        Inspector inspector = new Inspector(clock);
        types = List.of(
                new InstanceTypeChange(worlds, inspector, Preflight.standard(), scoping),
                new StorageTypeChange(worlds, inspector, Preflight.standard(), scoping),
                new InstanceCycle(worlds, inspector, Preflight.standard(), scoping),
                new EngineUpgrade(worlds, inspector, UpgradePreflight.standard(), scoping));
    }

    private static Map<String, Arbitrary<? extends JsonNode>> fields() {
        Map<String, Arbitrary<? extends JsonNode>> fields = new LinkedHashMap<>();
        fields.put("target_instance_type", AnyJson.word("db.r7g.large", "db.serverless", "r7g"));
        fields.put("target_storage_type", AnyJson.word("aurora", "aurora-iopt1", "gp3"));
        fields.put("target_engine_version", AnyJson.word("16.4", "latest"));
        fields.put("temporary_instance", AnyJson.word("auto", "always", "never"));
        fields.put("warm_up_seconds", Arbitraries.longs().map(JSON::numberNode));
        fields.put("instances", AnyJson.word("a").map(a -> JSON.arrayNode().add(a)));
        fields.put("only_pending", Arbitraries.of(true, false).map(JSON::booleanNode));
        fields.put("switchover_timeout", Arbitraries.integers().map(JSON::numberNode));
        fields.put("retain_old_hours", Arbitraries.integers().map(JSON::numberNode));
        fields.put("final_snapshot", Arbitraries.of(true, false).map(JSON::booleanNode));
        return fields;
    }

    @Provide
    Arbitrary<ObjectNode> parameters() {
        return AnyJson.nearly(fields());
    }

    @Property(seed = AnyJson.SEED)
    void whateverIsGivenIsReadOrItsProblemsAreNamedEachWithItsField(@ForAll("parameters") ObjectNode given) {
        for (OperationType type : types) {
            ObjectNode before = given.deepCopy();
            List<String> problems = type.problems(given);
            assertThat(given).isEqualTo(before);
            assertThat(problems)
                    .doesNotHaveDuplicates()
                    .allSatisfy(p -> assertThat(p).startsWith("params.params."));
        }
    }

    /** Each type knows some of these fields; what it does not know it names, every one of them. */
    @Property(seed = AnyJson.SEED)
    void everyUnknownFieldIsNamed(@ForAll("names") List<String> names) {
        ObjectNode given = JSON.objectNode();
        names.forEach(n -> given.put(n, 1));
        for (OperationType type : types) {
            assertThat(names)
                    .allSatisfy(n ->
                            assertThat(type.problems(given)).anyMatch(p -> p.startsWith("params.params." + n + ":")));
        }
    }

    @Provide
    Arbitrary<List<String>> names() {
        return Arbitraries.strings()
                .alpha()
                .ofMinLength(3)
                .ofMaxLength(12)
                .map(s -> "x_" + s)
                .set()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(List::copyOf);
    }
}
