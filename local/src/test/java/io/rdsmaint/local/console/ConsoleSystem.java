package io.rdsmaint.local.console;

import io.rdsmaint.local.Local;
import io.rdsmaint.local.clock.RealTime;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.QuickScenarios;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** The whole system in real time for the tests in a browser: several clusters to work on, and a thousand operations that have ended. */
final class ConsoleSystem implements AutoCloseable {
    private final Local local;

    ConsoleSystem(int port, Path repository) {
        local = Local.builder()
                .port(port)
                .clock(new RealTime(InstantSource.system(), 60))
                .scenario(clusters())
                .definition(repository.resolve("statemachine/rds-maint-machine.asl.json"))
                .console(repository.resolve("console/dist"))
                .function(new DeployedFunction())
                .sweep(Duration.ofMinutes(10))
                .start();
        local.warmUp();
        new Archive(local.uri()).fill(1_000);
    }

    private static Scenario clusters() {
        return QuickScenarios.of(Scenario.of("console", stage -> {
            Scenarios.multiNode().design().accept(stage);
            Scenarios.twoNode().design().accept(stage);
            Scenarios.singleNode().design().accept(stage);
            Scenarios.upgrade().design().accept(stage);
            Scenarios.customEndpoints().design().accept(stage);
            Scenarios.busyCluster().design().accept(stage);
            Scenarios.find("sql").orElseThrow().design().accept(stage);
        }));
    }

    URI uri() {
        return local.uri();
    }

    @Override
    public void close() {
        local.close();
    }

    /** For whoever runs the browser's tests by hand: prints where it is, until it is interrupted. */
    public static void main(String[] arguments) throws InterruptedException {
        try (ConsoleSystem system = new ConsoleSystem(Integer.parseInt(arguments[0]), Path.of(arguments[1]))) {
            System.out.println(system.uri());
            Thread.currentThread().join();
        }
    }
}
