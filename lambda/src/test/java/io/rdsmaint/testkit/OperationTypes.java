package io.rdsmaint.testkit;

import io.rdsmaint.function.CatalogueFactory;
import io.rdsmaint.function.Settings;
import io.rdsmaint.gateway.Clients;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The operation types that the function as deployed knows. */
public final class OperationTypes {
    private OperationTypes() {}

    /** Their names, in order. */
    public static List<String> names() {
        VirtualClock clock = new VirtualClock(Instant.parse("2026-03-04T10:00:00Z"));
        Settings settings = Settings.from(Map.of(
                "AWS_REGION", "us-east-1",
                "TABLE_NAME", "t",
                "EVENT_BUS_NAME", "b",
                "DEPLOYMENT", "d",
                "ALLOWED_CLUSTERS", "*"));
        Clients clients = TestClients.over(new Simulator(clock, Scenarios.multiNode()).httpClient(), clock);
        return CatalogueFactory.standard().make(settings, clients).typeNames().stream()
                .sorted()
                .toList();
    }
}
