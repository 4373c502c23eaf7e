package io.rdsmaint.preset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Step;
import io.rdsmaint.store.OperationJson;
import io.rdsmaint.testkit.JsonTrees;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A family without clusters, through the function as deployed. */
class PresetTest {
    private final PresetTestRunner trial = new PresetTestRunner();

    @Test
    void itIsPlannedLikeAnyOther() {
        assertThat(trial.plan())
                .anySatisfy(line -> assertThat(line).contains("Create preset fast in us-east-1"))
                .anySatisfy(line -> assertThat(line).contains("Create preset fast in eu-west-1"));
        assertThat(trial.preset("us-east-1")).isEmpty();
    }

    @Test
    void oneStepCallsInOneRegionAndTheNextInAnother() {
        Operation operation = trial.passingGates().run();

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(operation.target().resourceId()).isNull();
        assertThat(trial.preset("us-east-1").orElseThrow().arn()).contains(":us-east-1:");
        assertThat(trial.preset("eu-west-1").orElseThrow().arn()).contains(":eu-west-1:");
        assertThat(trial.effects()).hasSize(2);
        assertThat(operation.report()).containsExactly("preset fast was asked for");
        assertThat(operation.residue()).isEmpty();
    }

    @Test
    void itsGateAsksAndShowsWhatToLookAt() {
        trial.passingGates().run();

        assertThat(trial.questions).singleElement().satisfies(question -> {
            assertThat(question.reason()).contains("Look at the first one.");
            assertThat(question.commands())
                    .contains("aws rds describe-db-parameter-groups --db-parameter-group-name fast --region us-east-1");
        });
    }

    @Test
    void aRollbackBringsBackWhatWasDoneInEachRegion() {
        trial.parameters.put("ask", false);
        trial.gateOn("Verify").atGateOf("Verify", "rollback");

        Operation operation = trial.run();

        assertThat(operation.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(trial.preset("us-east-1")).isEmpty();
        assertThat(trial.preset("eu-west-1")).isEmpty();
        assertThat(operation.steps().stream().map(Step::name))
                .containsSubsequence("Let changes under way come to rest", "Delete preset fast", "Delete preset fast");
        assertThat(operation.residue()).isEmpty();
    }

    @Test
    void whatIsLeftIsSaidInItsOwnWords() {
        Operation operation =
                trial.atGateOf("Create preset fast in eu-west-1", "abort").run();

        assertThat(operation.state()).isEqualTo(OperationState.FAILED);
        assertThat(operation.residue()).containsExactly("preset fast was made");
        assertThat(trial.preset("us-east-1")).isPresent();
    }

    @Test
    void anotherOneOnTheSamePresetIsRefusedAndAClusterOfThatNameIsNone() {
        trial.passingGates().before("Create preset fast in us-east-1", () -> {
            JsonNode second = trial.invoke("machine", start("preset", "fast"));
            assertThat(second.at("/error/code").asText()).isEqualTo("TargetBusy");
            assertThat(second.at("/error/cause").asText()).startsWith("Preset fast is held by operation op-");
            JsonNode cluster = trial.invoke("machine", start("cluster_id", "fast"));
            assertThat(cluster.at("/error/code").asText()).isEqualTo("InvalidRequest");
        });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
    }

    private ObjectNode start(String field, String name) {
        ObjectNode event = JsonTrees.object()
                .put("action", "start")
                .put("execution_arn", "arn:aws:states:us-east-1:123456789012:execution:rds-maint-machine:other")
                .put("execution_started_at", trial.clock.instant().toString());
        event.putObject("params")
                .put("type", "preset_copy")
                .put(field, name)
                .putObject("params")
                .put("family", "aurora-postgresql16")
                .put("to", "eu-west-1");
        return event;
    }

    @Test
    void whatItTellsNamesTheTargetAndNoCluster() {
        Operation operation = trial.passingGates().run();
        JsonNode status = trial.invoke(
                "people", JsonTrees.object().put("action", "status").put("operation_id", operation.id()));
        JsonNode history = trial.invoke(
                "people", JsonTrees.object().put("action", "status").put("preset", "fast"));

        assertThat(trial.published()).isNotEmpty().allSatisfy(event -> {
            JsonNode detail = JsonTrees.read(event.detail());
            assertThat(detail.at("/data/target/kind").asText()).isEqualTo("preset");
            assertThat(detail.at("/data/target/name").asText()).isEqualTo("fast");
            assertThat(detail.at("/data/cluster_id").isNull()).isTrue();
        });
        assertThat(status.at("/operation/target/name").asText()).isEqualTo("fast");
        assertThat(status.at("/operation/format").asInt()).isEqualTo(3);
        assertThat(history.path("recent")).hasSize(1);
        assertThat(new OperationJson()
                        .tree(operation)
                        .at("/steps/2/planned/place/region")
                        .asText())
                .isEqualTo("eu-west-1");
    }

    @Test
    void somebodyElsesPresetIsRefusedBeforeAnythingIsMade() {
        trial.parameters.put("ask", false);
        new PresetMaker(trial).make("eu-west-1");

        JsonNode refused = trial.dryRun().tree();

        assertThat(refused.at("/error/code").asText()).isEqualTo("InvalidRequest");
        assertThat(refused.at("/error/cause").asText()).contains("name-taken").contains(":eu-west-1:");
    }

    @Test
    void onePutThereMeanwhileIsAskedAbout() {
        trial.before("Create preset fast in eu-west-1", () -> new PresetMaker(trial).make("eu-west-1"));

        Operation operation = trial.passingGates().answering("rollback").run();

        assertThat(operation.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(trial.problems()).singleElement().satisfies(question -> {
            assertThat(question.reason()).contains("Somebody else made a preset of this name.");
            assertThat(question.options())
                    .extracting(option -> option.action().word())
                    .containsExactlyElementsOf(List.of("continue", "rollback", "abort", "mark_complete"));
        });
        assertThat(trial.preset("us-east-1")).isEmpty();
        assertThat(trial.preset("eu-west-1")).as("it is not ours").isPresent();
    }

    @Test
    void anInputOfTheSystemBeforeIsWhatItMeant() {
        ObjectNode event = start("preset", "fast")
                .put("plan_hash", trial.dryRun().tree().path("plan_hash").asText());
        event.remove("params");
        ObjectNode input = event.putObject("input").put("preset_name", "fast").put("like", "aurora-postgresql16");
        input.putArray("regions").add("us-east-1").add("eu-west-1");

        JsonNode started = trial.invoke("machine", event);
        input.remove("preset_name");
        JsonNode unknown = trial.invoke("machine", event);

        assertThat(started.path("operation_type").asText()).isEqualTo("preset_copy");
        assertThat(started.at("/target/name").asText()).isEqualTo("fast");
        assertThat(unknown.at("/error/cause").asText()).contains("params is missing");
    }

    @Test
    void onlyThePlanThatWasSeenIsStarted() {
        String seen = trial.dryRun().tree().path("plan_hash").asText();
        ObjectNode event = start("preset", "fast").put("plan_hash", seen);
        ((ObjectNode) event.at("/params/params")).put("ask", false);

        JsonNode refused = trial.invoke("machine", event);
        ((ObjectNode) event.at("/params/params")).put("ask", true);
        JsonNode started = trial.invoke("machine", event);

        assertThat(seen).hasSize(32);
        assertThat(refused.at("/error/code").asText()).isEqualTo("PlanChanged");
        assertThat(refused.path("operation_id").isNull()).isTrue();
        assertThat(refused.path("plan")).isNotEmpty();
        assertThat(refused.path("plan_hash").asText()).isNotEqualTo(seen);
        assertThat(started.path("operation_id").asText()).startsWith("op-");
    }

    @Test
    void listsComeInPages() {
        Operation first = trial.passingGates().run();
        ObjectNode asked = JsonTrees.object().put("action", "status").put("limit", 1);
        JsonNode live = trial.invoke("people", asked.deepCopy().put("recent", 1));
        JsonNode next = trial.invoke(
                "people",
                asked.deepCopy().put("next_token", live.path("next_token").asText()));
        JsonNode wrong = trial.invoke("people", asked.deepCopy().put("next_token", "ended/yesterday"));
        JsonNode history = trial.invoke("people", asked.deepCopy().put("preset", "fast"));

        assertThat(live.path("recent")).hasSize(1);
        assertThat(live.at("/recent/0/family").asText()).isEqualTo("preset");
        assertThat(live.path("next_token").asText()).startsWith("ended/").endsWith("/" + first.id());
        assertThat(next.path("recent")).isEmpty();
        assertThat(next.path("operations")).isEmpty();
        assertThat(next.path("next_token").isNull()).isTrue();
        assertThat(wrong.at("/error/cause").asText()).contains("next_token is not one that a status told");
        assertThat(history.path("next_token").asText()).startsWith("ended/");
    }

    @Test
    void whatHasNoEffectIsRefused() {
        trial.params.put("watch_minutes", 30).putArray("guard_alarms").add("loud");

        JsonNode refused = trial.dryRun().tree();

        assertThat(refused.at("/error/code").asText()).isEqualTo("InvalidRequest");
        assertThat(refused.at("/error/cause").asText())
                .contains("params.watch_minutes has no effect on operations of type preset_copy; leave it out")
                .contains("params.guard_alarms has no effect");
    }
}
