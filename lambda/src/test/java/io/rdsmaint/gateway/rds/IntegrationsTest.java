package io.rdsmaint.gateway.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** AWS documents no filter by source for integrations: all are listed, and those of the cluster picked out. */
class IntegrationsTest {
    private static final String WAREHOUSE = "upgrade-zero-etl";

    @Test
    void theIntegrationsOfAClusterAreFoundAmongThoseOfOthersOnEveryPage() {
        SimulatedWorld world = new SimulatedWorld(Scenarios.find(WAREHOUSE)
                .orElseThrow()
                .and(s -> s.cluster(
                        "demo-multi",
                        EngineVersions.POSTGRES,
                        "15.8",
                        c -> c.instance("demo-multi-1", "db.r6g.large", "us-east-1a")))
                .and(s -> IntStream.range(0, 120).forEach(i -> s.integration("zz-other-" + i, "demo-multi")))
                .and(s -> s.integration("zzz-last", "demo-upgrade")));
        RdsGateway rds = world.world().rds();

        assertThat(rds.integrations(rds.cluster("demo-upgrade").orElseThrow().arn()))
                .hasSize(2);
        assertThat(rds.integrations(rds.cluster("demo-multi").orElseThrow().arn()))
                .hasSize(120);
        assertThat(rds.integrations("arn:aws:rds:us-east-1:123456789012:cluster:none"))
                .isEmpty();
    }
}
