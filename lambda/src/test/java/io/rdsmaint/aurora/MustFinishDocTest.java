package io.rdsmaint.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.aurora.cluster.GatewayFactory;
import io.rdsmaint.aurora.precondition.ClusterPreconditions;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.TestClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What neither a freeze nor the schedule holds is listed, with the reason, and nothing else is. */
class MustFinishDocTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|]+ \\| ([^|]+) \\|$");

    @Test
    void theContractListsTheKindsThatMustFinishAndWhy() throws IOException {
        String page = Files.readString(Path.of("../docs/contract.md"));
        String table = page.substring(page.indexOf("| step | call | else |"), page.indexOf("### The reply"));
        Map<String, String> listed = ROW.matcher(table)
                .results()
                .collect(Collectors.toMap(m -> m.group(1), m -> m.group(2), (a, b) -> a, TreeMap::new));

        assertThat(listed).isEqualTo(declared());
    }

    private static Map<String, String> declared() {
        VirtualClock clock = new VirtualClock(Instant.parse("2026-03-04T10:00:00Z"));
        Simulator simulator = new Simulator(clock, Scenarios.find("multi-node").orElseThrow());
        GatewayFactory gateways = new GatewayFactory(TestClients.over(simulator.httpClient(), clock));
        return StepKinds.all(gateways, List.of(), "docs", ClusterPreconditions.all()).stream()
                .filter(kind -> kind.mustFinish().isPresent())
                .collect(Collectors.toMap(
                        StepKind::action, kind -> kind.mustFinish().orElseThrow(), (a, b) -> a, TreeMap::new));
    }
}
