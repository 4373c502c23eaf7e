package io.rdsmaint.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.simulator.model.SourceServer;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.recovery.RecoveryTestRunner;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What servers are launched from and how, where the plan says something of it. */
class LaunchChoicesTest {
    private static RecoveryTestRunner oneWave() {
        RecoveryTestRunner trial = new RecoveryTestRunner();
        trial.wave("db");
        return trial;
    }

    private static Instant before(RecoveryTestRunner trial, Duration ago) {
        Instant before = trial.clock.instant().minus(ago);
        trial.parameters.putObject("snapshot").put("before", before.toString());
        return before;
    }

    private static Operation run(RecoveryTestRunner trial) {
        Operation operation = trial.run();
        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.running()).isEmpty();
        return operation;
    }

    @Test
    void serversAreLaunchedFromTheirNewestSnapshotsBeforeAnInstant() {
        RecoveryTestRunner trial = oneWave();
        Instant before = before(trial, Duration.ofHours(5));

        run(trial);

        assertThat(trial.service().instances())
                .hasSize(4)
                .allSatisfy(each -> assertThat(each.snapshot())
                        .isBefore(before)
                        .isAfterOrEqualTo(before.minus(Duration.ofHours(1))));
        JsonNode server = trial.result("report").at("/waves/0/servers/0");
        assertThat(server.path("snapshot").asText())
                .isEqualTo(trial.service().instances().getFirst().snapshot().toString());
        assertThat(Duration.ofSeconds(server.path("rpo_seconds").asLong()))
                .as("from the snapshot's time")
                .isBetween(Duration.ofHours(5), Duration.ofHours(6).plusMinutes(5));
        assertThat(trial.calls("DescribeRecoverySnapshots"))
                .as("the list has several pages")
                .isGreaterThan(2 * 4);
    }

    @Test
    void whoIsLaunchedAgainIsLaunchedFromTheSameSnapshot() {
        RecoveryTestRunner trial = oneWave();
        Instant before = before(trial, Duration.ofHours(30));
        trial.server("db-02").failures(1);

        run(trial);

        assertThat(trial.launches()).containsExactly(4, 1);
        assertThat(trial.service().instances())
                .hasSize(4)
                .extracting(each -> each.snapshot())
                .allSatisfy(at -> assertThat(at).isBefore(before))
                .containsOnly(trial.service().instances().getFirst().snapshot());
    }

    @Test
    void aServerWithoutASnapshotOfBeforeIsRefusedAndLaterAskedAbout() {
        RecoveryTestRunner trial = oneWave();
        before(trial, Duration.ofHours(5));
        trial.server("db-03").replicatedSince(trial.clock.instant().minus(Duration.ofHours(4)));
        assertThat(trial.dryRun().tree().at("/error/cause").asText())
                .contains("NO_SNAPSHOT_BEFORE", "db-03")
                .doesNotContain("db-01");

        RecoveryTestRunner later = oneWave();
        before(later, Duration.ofHours(5));
        SourceServer server = later.server("db-03");
        later.before("Choose snapshots of wave db", () -> server.replicatedSince(later.clock.instant()));
        later.answering(question -> {
            server.replicatedSince(Instant.EPOCH);
            return "continue";
        });
        run(later);
        assertThat(later.problems())
                .singleElement()
                .satisfies(
                        question -> assertThat(question.observed()).contains("1 servers", "none of before", "db-03"));
        assertThat(later.launches()).containsExactly(4);
    }

    @Test
    void twoHundredAndFiftyServersHaveTheirSnapshots() {
        RecoveryTestRunner trial =
                new RecoveryTestRunner(Scenario.of("farm", stage -> stage.sourceServers("farm", 250, _ -> {})));
        trial.wave("farm");
        Instant before = before(trial, Duration.ofDays(3));

        run(trial);

        assertThat(trial.service().instances())
                .hasSize(250)
                .allSatisfy(each -> assertThat(each.snapshot()).isBefore(before));
    }

    @Test
    void launchSettingsThatAreNotThePlansAreToldAndLeftAsTheyAre() {
        RecoveryTestRunner trial = oneWave();
        ((ObjectNode) trial.parameters.at("/waves/0"))
                .set("launch", JsonTrees.read("{\"right_sizing\": \"none\", \"copy_tags\": false}"));
        trial.service().servers().forEach(each -> each.settings(new SourceServer.Settings("NONE", false)));
        trial.server("db-02").settings(new SourceServer.Settings("IN_AWS", true));

        Operation operation = run(trial);

        String difference = "copy_tags is true, wanted false; right_sizing is in_aws, wanted none";
        assertThat(trial.result("preflight").path("warnings").toString())
                .contains("LAUNCH_SETTINGS_DIFFER", "db-02", difference)
                .doesNotContain("db-01");
        assertThat(operation.report())
                .anySatisfy(line -> assertThat(line).contains("launch settings were not those", "db-02", difference));
        assertThat(trial.result("report")
                        .at("/waves/0/drift/" + trial.server("db-02").id()))
                .isEqualTo(JsonTrees.read("{\"copy_tags\": \"true\", \"right_sizing\": \"in_aws\"}"));
        assertThat(trial.server("db-02").settings().copyTags())
                .as("nothing was changed")
                .isTrue();
    }

    /** A recovery may launch into an existing instance: that is how some fail over. */
    @Test
    void recoveriesAreLookedAtForThatTooAndMayLaunchIntoInstances() {
        RecoveryTestRunner trial = oneWave().recovery().passingGates();
        ((ObjectNode) trial.parameters.at("/waves/0")).set("launch", JsonTrees.read("{\"disposition\": \"stopped\"}"));
        trial.server("db-01").launchInto("i-0standby00000000");

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);

        assertThat(trial.result("report").at("/waves/0/drift")).hasSize(4);
    }

    /** A server that came up first is not measured by the last one of its wave. */
    @Test
    void eachServersTimeIsItsOwnToWithinTwoLooks() {
        RecoveryTestRunner trial = oneWave();

        run(trial);

        JsonNode servers = trial.result("report").at("/waves/0/servers");
        assertThat(servers).hasSize(4);
        trial.service().instances().forEach(instance -> {
            JsonNode server = servers.valueStream()
                    .filter(each -> each.path("instance").asText().equals(instance.id()))
                    .findFirst()
                    .orElseThrow();
            Instant seen = Instant.parse(server.path("healthy_at").asText());
            long bound = server.path("rto_uncertain_seconds").asLong();
            assertThat(bound).isBetween(1L, 60L);
            assertThat(instance.wellFrom()).isBeforeOrEqualTo(seen).isAfterOrEqualTo(seen.minusSeconds(bound));
        });
    }
}
