package io.rdsmaint.aurora.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.StepKinds;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Writer;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RolesTest {
    private static final ExpectedCluster NO_WRITER = expecting(Json.object());

    private static Cluster cluster(Scenario scenario, AwsScope place, String id) {
        return new SimulatedWorld(scenario, place).world().rds().cluster(id).orElseThrow();
    }

    private static Cluster shown(String writers) {
        SimulatedWorld world = new SimulatedWorld(Scenarios.multiNode());
        world.simulator().inject(Fault.showsWriters("demo-multi", writers));
        return world.world().rds().cluster("demo-multi").orElseThrow();
    }

    private static Violation.Grace unclear(Cluster cluster) {
        Target target = new Target(
                Target.UNNAMED_KIND, "123456789012", "us-east-1", cluster.id(), cluster.resourceId(), null, null);
        return (Violation.Grace) Roles.unclear(target, cluster).orElseThrow();
    }

    private static ExpectedCluster expecting(ObjectNode baseline) {
        return ExpectedCluster.of(new Samples().having(baseline), StepKinds::effect);
    }

    @Test
    void theFlagsTellOfOneNoneOrSeveral() {
        assertThat(shown("demo-multi-2").writer().id()).contains("demo-multi-2");
        assertThat(shown(Fault.NO_WRITER).writer()).isEqualTo(new Writer.None());
        assertThat(shown("demo-multi-1,demo-multi-3").writer())
                .isInstanceOfSatisfying(Writer.Several.class, several -> {
                    assertThat(several.id()).isEmpty();
                    assertThat(several.words()).isEqualTo("demo-multi-1 and demo-multi-3");
                });
    }

    @Test
    void aMemberThatIsFlaggedItselfIsNoReaderWhoeverElseIs() {
        Cluster two = shown("demo-multi-1,demo-multi-3");

        assertThat(two.writes("demo-multi-3")).isTrue();
        assertThat(two.readers()).extracting(Cluster.Member::instanceId).containsExactly("demo-multi-2");
        assertThat(ReaderEndpoint.ofCluster("demo-multi")
                        .serving(Set.of("demo-multi-1", "demo-multi-2", "demo-multi-3"), two.writers()))
                .isEqualTo(1);
    }

    @Test
    void itIsWaitedForForFiveMinutesAndThenNobodyCanAcceptIt() {
        Violation.Grace unclear = unclear(shown("demo-multi-1,demo-multi-3"));

        assertThat(unclear.patience()).isEqualTo(Duration.ofMinutes(5));
        assertThat(unclear.then().acceptable()).isFalse();
        assertThat(unclear.then().observed()).contains("demo-multi-1 and demo-multi-3", "may be the former writer");
        assertThat(unclear.then().keys())
                .as("one stretch of time, whoever is shown meanwhile")
                .isEqualTo(unclear(shown(Fault.NO_WRITER)).then().keys());
    }

    @Test
    void aClusterWithoutMembersShowsThatItHasNone() {
        Scenario bare = Scenarios.multiNode()
                .and(stage -> stage.cluster("demo-bare", "aurora-postgresql", "15.8", cluster -> {}));

        assertThat(unclear(cluster(bare, AwsScope.own("us-east-1"), "demo-bare"))
                        .then()
                        .observed())
                .contains("demo-bare shows no members");
    }

    @Test
    void theSecondaryClusterOfAGlobalDatabaseNeedsNone() {
        Scenario global = Scenarios.find("global-database").orElseThrow();
        Cluster secondary = cluster(global, AwsScope.own("us-west-2"), "demo-global-west");
        Cluster primary = cluster(global, AwsScope.own("us-east-1"), "demo-global");

        assertThat(Roles.secondary(NO_WRITER, secondary)).isTrue();
        assertThat(Roles.secondary(NO_WRITER, shown(Fault.NO_WRITER)))
                .as("a cluster of no global database")
                .isFalse();
        assertThat(Roles.secondary(NO_WRITER, primary)).as("it shows one").isFalse();
        assertThat(Roles.secondary(expecting(Json.object().put("writer", "demo-global-west-1")), secondary))
                .as("the plan knew a writer")
                .isFalse();
    }
}
