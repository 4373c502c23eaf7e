package io.rdsmaint.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.recovery.step.Evidence;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.recovery.RecoveryTestRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The report of a drill in which a critical server fails, as the page on recoveries shows it. */
class EvidenceTest {
    private static final Path PAGE = Path.of("../docs/operations/drs_recovery.md");
    private static final Path FILES = Path.of("../docs/operations/drs_recovery");

    private static RecoveryTestRunner failing() {
        RecoveryTestRunner trial =
                new RecoveryTestRunner(Scenarios.find("drill-critical-fails").orElseThrow()).threeWaves();
        trial.parameters.putObject("targets").put("rto_minutes", 120).put("rpo_minutes", 15);
        ((ObjectNode) trial.parameters.at("/waves/0"))
                .putObject("policy")
                .put("on_failure", "stop")
                .putArray("critical")
                .add("db-01");
        return trial;
    }

    /** With {@code -Drecovery.write=true} it writes them. */
    @Test
    void thePageShowsTheReportOfADrillInWhichAServerFailed() throws IOException {
        RecoveryTestRunner trial = failing();
        Operation operation = trial.run();
        Evidence evidence = Evidence.of(operation);
        String json = evidence.json().toPrettyString() + "\n";
        if (Boolean.getBoolean("recovery.write")) {
            Files.createDirectories(FILES);
            Files.writeString(FILES.resolve("report.json"), json);
            Files.writeString(FILES.resolve("report.html"), evidence.page());
        }

        assertThat(FILES.resolve("report.json")).hasContent(json);
        assertThat(FILES.resolve("report.html")).hasContent(evidence.page());
        assertThat(Files.readString(PAGE))
                .contains(operation.report().stream().map(line -> "    " + line).toList());
    }

    /** The console reads servers from the stored steps: its tests read what this writes, with {@code -Drecovery.write=true}. */
    @Test
    void theConsolesTestsReadADrillAsItIsStored() throws IOException {
        RecoveryTestRunner trial = failing();
        Operation operation = trial.run();
        JsonNode whole = trial.invoke(
                        "viewers", JsonTrees.object().put("action", "status").put("operation_id", operation.id()))
                .path("operation");
        ObjectNode told = JsonTrees.object();
        List.of("id", "type", "state", "created_at", "parameters", "baseline")
                .forEach(field -> told.set(field, whole.path(field)));
        whole.path("steps").forEach(step -> {
            ObjectNode one = told.withArray("steps").addObject();
            List.of("state", "memo", "result").forEach(field -> {
                if (step.has(field)) {
                    one.set(field, step.path(field));
                }
            });
            ObjectNode planned = one.putObject("planned");
            List.of("name", "action", "parameters")
                    .forEach(field -> planned.set(field, step.path("planned").path(field)));
        });
        String json = told.toPrettyString() + "\n";
        Path file = Path.of("src/test/resources/console/drill.json");
        if (Boolean.getBoolean("recovery.write")) {
            Files.writeString(file, json);
        }

        assertThat(file).hasContent(json);
    }

    @Test
    void theFiguresAreThoseOfTheWorstServerAndAFailedOneMakesItNotPassed() {
        RecoveryTestRunner trial = failing();
        trial.run();
        JsonNode report = trial.result("report");

        assertThat(report.path("passed").asBoolean()).isFalse();
        assertThat(report.at("/waves/0/verdict").asText()).isEqualTo("stopped");
        assertThat(report.at("/waves/1/verdict").asText()).isEqualTo("not run");
        int worst = report.at("/waves/0/servers")
                .valueStream()
                .mapToInt(server -> server.path("rto_seconds").asInt())
                .max()
                .orElseThrow();
        assertThat(report.at("/rto/seconds").asInt()).isEqualTo(worst);
        assertThat(report.at("/waves/0/servers/0/attempts").asInt()).isEqualTo(2);
        assertThat(trial.running()).isEmpty();
    }

    @Test
    void theTimesOfARecoveryAreCountedFromItsDeclaration() {
        RecoveryTestRunner trial = new RecoveryTestRunner().recovery().passingGates();
        trial.wave("db");
        trial.parameters.put("declared_at", "2026-03-04T09:30:00Z");
        trial.parameters.putObject("targets").put("rto_minutes", 20);

        trial.run();

        JsonNode report = trial.result("report");
        assertThat(report.path("measured_from").asText()).isEqualTo("2026-03-04T09:30:00Z");
        assertThat(report.at("/rto/seconds").asInt()).isGreaterThan(30 * 60);
        assertThat(report.at("/rto/met").asBoolean()).isFalse();
        assertThat(report.path("passed").asBoolean()).isFalse();
    }
}
