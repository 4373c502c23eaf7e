package io.rdsmaint.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.model.RecoveryInstance;
import io.rdsmaint.simulator.scenario.RecoveryScenarios;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.recovery.RecoveryTestRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hazards of recoveries by their numbers in {@code docs/hazards.md}, each as what is true here instead. */
class RecoveryHazardsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| D(\\d+) \\| ");
    private static final Pattern TEST = Pattern.compile("void d(\\d+)_\\w+\\(");

    private static RecoveryTestRunner oneWave(Scenario scenario) {
        RecoveryTestRunner trial = new RecoveryTestRunner(scenario);
        trial.wave("db");
        return trial;
    }

    private static RecoveryTestRunner oneWave() {
        return oneWave(RecoveryScenarios.calmDrill());
    }

    private static Scenario scenario(String name) {
        return Scenarios.find(name).orElseThrow();
    }

    private static void policy(RecoveryTestRunner trial, String json) {
        ((ObjectNode) trial.parameters.at("/waves/0")).set("policy", JsonTrees.read(json));
    }

    @Test
    void everyRowHasATestOfItsNumber() throws IOException {
        String tests = Files.readString(Path.of("src/test/java/io/rdsmaint/recovery/RecoveryHazardsTest.java"));

        assertThat(numbers(ROW, Files.readString(Path.of("../docs/hazards.md"))))
                .isNotEmpty()
                .isEqualTo(numbers(TEST, tests));
    }

    private static Set<Integer> numbers(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> Integer.parseInt(found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut-after", "cut-before", "late", "error-after"})
    void d1_aStartWithoutAnAnswerLaunchesOnce(String how) {
        RecoveryTestRunner trial = oneWave();
        trial.simulator.inject(
                switch (how) {
                    case "cut-after" -> Fault.cutAfterEffect("StartRecovery");
                    case "cut-before" -> Fault.cutBeforeEffect("StartRecovery");
                    case "late" -> Fault.cutBeforeLateEffect("StartRecovery", 240);
                    default -> Fault.errorAfterEffect("StartRecovery", "InternalServerException", 500);
                });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);

        assertThat(trial.launches()).containsExactly(4);
        assertThat(trial.running()).isEmpty();
    }

    @Test
    void d2_aStartWithoutAnAnswerIsKnownByItsServersWhereTagsShowOnNoJob() {
        RecoveryTestRunner trial = oneWave();
        trial.service().loseTags();
        trial.simulator.inject(Fault.cutAfterEffect("StartRecovery"));

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);

        assertThat(trial.launches()).containsExactly(4);
        assertThat(trial.running()).isEmpty();
    }

    @Test
    void d3_nothingIsLaunchedWithoutTags() {
        RecoveryTestRunner trial = oneWave();
        trial.before("Launch wave db", () -> trial.simulator.world().withheld().add("drs:TagResource"));

        Operation operation = trial.answering(question -> {
                    trial.simulator.world().withheld().clear();
                    return question.observed().contains("drs:StartRecovery")
                                    || question.reason().contains("drs:StartRecovery")
                            ? "continue"
                            : "";
                })
                .run();

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.problems()).hasSize(1);
        assertThat(trial.launches()).containsExactly(4);
    }

    @Test
    void d4_aJobThatIsDoneIsNoServerThatIsLaunched() {
        RecoveryTestRunner trial = oneWave(scenario("drill-critical-fails"));
        policy(trial, "{\"retries\": 0, \"min_success_percent\": 50, \"critical\": [\"db-01\"]}");

        Operation operation = trial.answering("continue/accept").run();

        assertThat(trial.problems()).singleElement().satisfies(question -> {
            assertThat(question.reason()).contains("did not come up as its policy asks for");
            assertThat(question.observed())
                    .contains("3 of 4 servers are well", "db-01", "InsufficientInstanceCapacity");
        });
        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.result("report").path("passed").asBoolean()).isFalse();
        assertThat(trial.running()).isEmpty();
    }

    @Test
    void d5_aServerThatComesToNoEndIsGivenSomeMinutesAndThenCountedAsFailed() {
        RecoveryTestRunner trial = oneWave();
        policy(trial, "{\"retries\": 0, \"min_success_percent\": 50}");
        trial.simulator.inject(Fault.endsInStatus("StartRecovery", "db-02", "IN_PROGRESS"));

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);

        assertThat(trial.result("judge_wave").path("well").asInt()).isEqualTo(3);
        assertThat(trial.questions).isEmpty();
    }

    @Test
    void d6_whatWasLaunchedIsFoundAlthoughTheFinishedJobNamesItNoMore() {
        RecoveryTestRunner trial = oneWave();
        trial.simulator.inject(Fault.endsInStatus("StartRecovery", "db-03", "LATE"));

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);

        assertThat(trial.result("report").at("/waves/0/well").asInt()).isEqualTo(4);
        assertThat(trial.launches()).as("it was late, and not launched again").containsExactly(4);
        assertThat(trial.running()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ec2:CreateLaunchTemplateVersion", "ec2:RunInstances", "iam:PassRole"})
    void d7_rightsThatTheServiceLacksBecauseWeLackThemAreTold(String right) {
        RecoveryTestRunner trial = oneWave();
        policy(trial, "{\"retries\": 0}");
        trial.simulator.world().withheld().add(right);

        Operation operation = trial.answering(question -> {
                    trial.simulator.world().withheld().clear();
                    return "continue";
                })
                .run();

        assertThat(trial.problems())
                .singleElement()
                .satisfies(question -> assertThat(question.observed()).contains("UnauthorizedOperation", right));
        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.launches()).containsExactly(4, 4);
        assertThat(trial.running()).isEmpty();
    }

    @Test
    void d8_aServerThatIsBusyIsWaitedForBecauseItWouldRefuseTheWholeCall() {
        RecoveryTestRunner trial = oneWave();
        trial.parameters.putObject("preflight").put("existing_instances", "allow");
        trial.service().launch(List.of(trial.server("db-04")), true, Map.of());

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);

        assertThat(trial.calls("StartRecovery")).isEqualTo(1);
        assertThat(trial.launches()).containsExactly(1, 4);
    }

    @Test
    void d9_quotasAreWaitedFor() {
        RecoveryTestRunner trial = oneWave(scenario("drill-quota"));

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);

        assertThat(trial.questions).isEmpty();
        assertThat(trial.calls("StartRecovery")).isGreaterThan(1);
        assertThat(trial.launches()).containsExactly(1, 1, 4);
        assertThat(trial.running()).as("those of others").hasSize(2);
    }

    @Test
    void d10_aWaveOfMoreServersThanAJobTakesIsSeveralJobs() {
        RecoveryTestRunner trial =
                new RecoveryTestRunner(Scenario.of("many", stage -> stage.sourceServers("farm", 120, _ -> {})));
        trial.wave("farm");

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);

        assertThat(trial.launches()).containsExactly(100, 20);
    }

    @Test
    void d11_onlyServersThatFailedAreLaunchedAgainAndInARecoveryNoneThatHasAnInstance() {
        RecoveryTestRunner trial = oneWave().recovery().passingGates();
        trial.simulator.inject(Fault.endsInStatus("StartRecovery", "db-01", "FAILED"));
        trial.simulator.inject(Fault.endsInStatus("StartRecovery", "db-02", "IMPAIRED"));

        Operation operation = trial.answering(
                        question -> question.kind() == Question.Kind.GATE ? "" : "continue/accept")
                .run();

        assertThat(trial.launches()).containsExactly(4, 1);
        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.running()).hasSize(4);
    }

    @Test
    void d12_aDrillNeverTouchesAnInstanceThatAServerLaunchesInto() {
        RecoveryTestRunner trial = new RecoveryTestRunner(scenario("drill-launch-into")).threeWaves();

        assertThat(trial.dryRun().tree().at("/error/cause").asText())
                .contains("LAUNCHES_INTO_INSTANCE", "app-03", "replace their volumes");

        RecoveryTestRunner later = oneWave();
        later.before("Check launch settings", () -> later.server("db-02").launchInto("i-0serving0000000"));
        Operation operation = later.answering("abort").run();
        assertThat(later.problems())
                .singleElement()
                .satisfies(question -> assertThat(question.observed()).contains("i-0serving0000000"));
        assertThat(operation.state()).isEqualTo(OperationState.FAILED);
        assertThat(later.service().jobs()).isEmpty();
        assertThat(later.marks()).isEmpty();
    }

    @Test
    void d13_aRecoveryInstanceInUseIsNeverRemovedByALaunch() {
        RecoveryTestRunner trial = oneWave();
        trial.service().launch(List.of(trial.server("db-02")), false, Map.of());
        trial.clock.advance(Duration.ofHours(1));

        assertThat(trial.dryRun().tree().at("/error/cause").asText()).contains("RECOVERY_INSTANCE_IN_USE");

        assertThat(usedMeanwhile(oneWave()).service().harms()).isEmpty();
        assertThat(usedMeanwhile(oneWave().without("nothingInUse")).service().harms())
                .as("with this guard switched off")
                .isNotEmpty();
    }

    private static RecoveryTestRunner usedMeanwhile(RecoveryTestRunner trial) {
        trial.before("Launch wave db", () -> {
            trial.service().launch(List.of(trial.server("db-02")), false, Map.of());
            trial.clock.advance(Duration.ofHours(1));
        });
        trial.answering("abort").run();
        return trial;
    }

    @Test
    void d14_onlyDrillInstancesOfOurOwnJobsAreTerminated() {
        RecoveryTestRunner trial = oneWave();
        trial.during("Hold drill", () -> trial.service().launch(List.of(trial.server("web-01")), true, Map.of()));
        trial.parameters.withObjectProperty("drill").put("ttl_hours", 2);

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);

        assertThat(trial.running())
                .singleElement()
                .satisfies(each -> assertThat(each.server().hostname()).isEqualTo("web-01"));
        assertThat(trial.service().harms()).isEmpty();
    }

    @Test
    void d15_aForgottenDrillIsRefusedToldAndTerminatedOnlyIfItWasOurs() {
        RecoveryTestRunner foreign = new RecoveryTestRunner(scenario("drill-forgotten"));
        foreign.wave("web");
        foreign.parameters.putObject("preflight").put("existing_instances", "terminate_drills");
        foreign.clock.advance(Duration.ofHours(1));
        assertThat(foreign.dryRun().tree().at("/error/cause").asText())
                .contains("DRILL_INSTANCE_EXISTS", "none of this deployment");

        RecoveryTestRunner own = oneWave();
        own.parameters.withObjectProperty("drill").put("terminate", "never");
        Operation first = own.run();
        assertThat(first.residue()).singleElement().asString().contains("drill instances launched by job");
        assertThat(own.dryRun().tree().at("/error/cause").asText()).contains("DRILL_INSTANCE_EXISTS");
        JsonNode told =
                own.invoke("people", JsonTrees.object().put("action", "status").put("residue", true));
        assertThat(told.toString())
                .contains("drill instance", own.running().getFirst().id());

        own.parameters.withObjectProperty("drill").put("terminate", "auto");
        own.parameters.putObject("preflight").put("existing_instances", "terminate_drills");
        Operation second = own.runAgain("second");
        assertThat(second.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(RecoveryTestRunner.names(second)).contains("Terminate earlier drill instances of wave db");
        assertThat(own.running()).isEmpty();
    }

    @Test
    void d16_aWaveWithoutServersIsRefused() {
        RecoveryTestRunner trial = oneWave();
        trial.wave("nobody");

        assertThat(trial.dryRun().tree().at("/error/cause").asText()).contains("wave nobody is empty");
    }

    @Test
    void d17_aServerWithoutASnapshotIsRefused() {
        RecoveryTestRunner trial = oneWave(scenario("drill-initial-sync"));

        assertThat(trial.dryRun().tree().at("/error/cause").asText()).contains("NO_SNAPSHOT", "db-02, INITIAL_SYNC");

        RecoveryTestRunner later = oneWave();
        later.before("Launch wave db", () -> later.server("db-02").replication("INITIAL_SYNC"));
        later.answering(question -> {
                    later.server("db-02").replication("CONTINUOUS");
                    return "continue";
                })
                .run();
        assertThat(later.launches()).containsExactly(4);
        assertThat(later.problems()).hasSize(1);
    }

    @Test
    void d18_plansThatShareServersNeverRunTogether() {
        RecoveryTestRunner trial = oneWave();
        trial.server("db-03").tags().put("rds-maint-operation", "other/op-1");
        assertThat(trial.dryRun().tree().at("/error/cause").asText()).contains("SERVER_MARKED");

        assertThat(takenMeanwhile(oneWave()).launches()).isEmpty();
        assertThat(takenMeanwhile(oneWave().without("ourMark")).service().jobs())
                .as("the look right before the call still holds it")
                .isEmpty();
    }

    private static RecoveryTestRunner takenMeanwhile(RecoveryTestRunner trial) {
        trial.before("Launch wave db", () -> trial.server("db-03").tags().put("rds-maint-operation", "other/op-1"));
        trial.answering("abort").run();
        return trial;
    }

    @Test
    void d19_aRecoveryIsNeverTerminated() {
        RecoveryTestRunner trial = new RecoveryTestRunner().threeWaves().recovery();
        ((ObjectNode) trial.parameters.at("/waves/1")).put("pause_before", true);
        Operation operation = trial.answering(question -> question.reason().contains("wave app") ? "abort" : "continue")
                .run();

        assertThat(trial.questions.getLast().options())
                .as("a rollback is not even offered")
                .noneMatch(option -> option.action().word().equals("rollback"));
        assertThat(operation.state()).isEqualTo(OperationState.FAILED);
        assertThat(trial.running()).hasSize(4).noneMatch(RecoveryInstance::drill);
        assertThat(operation.residue()).singleElement().asString().contains("recovery instances of wave db");
        assertThat(trial.marks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abort", "rollback", "mark_complete"})
    void d20_howeverADrillEndsItsInstancesAreTerminated(String answer) {
        RecoveryTestRunner trial = new RecoveryTestRunner().threeWaves();
        ((ObjectNode) trial.parameters.at("/waves/1")).put("pause_before", true);
        trial.gateOn("Check health of wave app");

        trial.answering(question -> question.reason().contains("Check health") ? answer : "continue")
                .run();

        assertThat(trial.launches()).containsExactly(4, 4);
        assertThat(trial.running()).isEmpty();
        assertThat(trial.marks()).isEmpty();
        assertThat(trial.operation().residue()).isEmpty();
    }

    @Test
    void d21_aServerThatIsLaunchedIsNotThereforeWell() {
        RecoveryTestRunner trial = oneWave();
        policy(trial, "{\"retries\": 0, \"on_failure\": \"continue\"}");
        ((ObjectNode) trial.parameters.at("/waves/0"))
                .putObject("health")
                .put("ssm_online", true)
                .put("minutes", 10);
        trial.simulator.inject(Fault.endsInStatus("StartRecovery", "db-01", "IMPAIRED"));
        trial.simulator.inject(Fault.endsInStatus("StartRecovery", "db-02", "ACTION_FAILED"));
        trial.simulator.inject(Fault.endsInStatus("StartRecovery", "db-03", "UNMANAGED"));

        trial.run();

        JsonNode servers = trial.result("report").at("/waves/0/servers");
        assertThat(servers.get(0).path("failed").asText()).contains("instance impaired");
        assertThat(servers.get(1).path("failed").asText()).contains("the validation script ended with 1");
        assertThat(servers.get(2).path("failed").asText()).contains("Systems Manager");
        assertThat(servers.get(3).path("well").asBoolean()).isTrue();
    }

    @Test
    void d22_wavesRunInTheOrderOfWhatTheyDependOn() {
        RecoveryTestRunner trial = new RecoveryTestRunner();
        trial.wave("web").putArray("depends_on").add("app");
        trial.wave("app").putArray("depends_on").add("db");
        trial.wave("db");

        List<String> launches = trial.plan().stream()
                .filter(line -> line.contains("Launch wave"))
                .toList();

        assertThat(launches).hasSize(3);
        assertThat(launches.getFirst()).contains("db");
        assertThat(launches.getLast()).contains("web");
    }

    @Test
    void d23_readsThatAreThrottledAreRepeated() {
        RecoveryTestRunner trial = oneWave();
        trial.simulator.inject(Fault.error("DescribeJobs", "ThrottlingException", 429)
                .fromCall(4)
                .times(4));

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).isEmpty();
    }

    @Test
    void d24_allPagesAreRead() {
        RecoveryTestRunner trial =
                new RecoveryTestRunner(Scenario.of("pages", stage -> stage.sourceServers("farm", 230, _ -> {})));
        trial.wave("farm");

        assertThat(trial.dryRun().tree().path("summary").asText()).contains("farm (230 servers)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut-after", "cut-before"})
    void d25_anAutomationIsStartedOnce(String how) {
        RecoveryTestRunner trial = oneWave();
        ObjectNode wave = (ObjectNode) trial.parameters.at("/waves/0");
        wave.putObject("pre_hook").put("document", "rds-maint-freeze-dns");
        wave.putObject("post_hook")
                .put("document", "rds-maint-smoke")
                .putObject("parameters")
                .put("Tier", "db");
        trial.simulator.inject(
                how.equals("cut-after")
                        ? Fault.cutAfterEffect("StartAutomationExecution")
                        : Fault.cutBeforeEffect("StartAutomationExecution"));

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);

        assertThat(trial.simulator.world().sites().iterator().next().automations())
                .hasSize(2);
    }

    /** More of it is in {@link TerminationTest}. */
    @Test
    void d27_whatARecoveryLaunchedEndsOnlyByAnAnswerThatSaysHowManyTheyAre() {
        RecoveryTestRunner trial = oneWave().recovery().passingGates();
        Operation recovery = trial.run();
        trial.params.put("type", "drs_termination");
        trial.parameters.removeAll();
        trial.parameters.put("operation", recovery.id());

        trial.answering("abort").runAgain("one");
        assertThat(trial.running()).hasSize(4);

        trial.answering("continue/terminate-4-instances").runAgain("two");
        assertThat(trial.running()).isEmpty();
    }

    /** More of it is in {@link LaunchChoicesTest}. */
    @Test
    void d28_aServerThatCameUpFromALaterSnapshotHasFailed() {
        RecoveryTestRunner trial = oneWave();
        policy(trial, "{\"retries\": 0, \"on_failure\": \"continue\"}");
        trial.parameters
                .putObject("snapshot")
                .put("before", trial.clock.instant().minus(Duration.ofHours(2)).toString());
        trial.simulator.inject(Fault.endsInStatus("StartRecovery", "db-02", "LATEST_SNAPSHOT"));

        trial.run();

        JsonNode servers = trial.result("report").at("/waves/0/servers");
        assertThat(servers.get(0).path("well").asBoolean()).isTrue();
        assertThat(servers.get(1).path("failed").asText()).contains("a snapshot that is not of before");
    }

    @Test
    void d29_launchSettingsThatDriftedAreToldBeforeAndAfter() {
        RecoveryTestRunner trial = oneWave();
        ((ObjectNode) trial.parameters.at("/waves/0")).putObject("launch").put("copy_tags", true);

        Operation operation = trial.run();

        assertThat(trial.result("preflight").toString()).contains("LAUNCH_SETTINGS_DIFFER");
        assertThat(operation.report()).anySatisfy(line -> assertThat(line).contains("copy_tags is false, wanted true"));
    }

    @Test
    void d26_anAutomationThatFailsIsAskedAbout() {
        RecoveryTestRunner trial = oneWave();
        ((ObjectNode) trial.parameters.at("/waves/0")).putObject("pre_hook").put("document", "rds-maint-always-fails");

        Operation operation = trial.answering(question -> trial.questions.size() < 2 ? "continue" : "continue/accept")
                .run();

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.problems())
                .hasSize(2)
                .allSatisfy(
                        question -> assertThat(question.observed()).contains("rds-maint-always-fails ended Failed"));
    }
}
