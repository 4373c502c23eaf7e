package io.rdsmaint.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.infra.generate.Synthesized;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Deploying again over a deployment whose operations are running. */
class UpgradeTest {
    private static final Synthesized BEFORE = Deployments.standard();
    private static final Synthesized AFTER = after();

    /** Other options, and other code: each synthesis here makes an artifact of its own. */
    private static Synthesized after() {
        Map<String, String> options = new HashMap<>(Deployments.EVERYBODY_TOLD);
        options.putAll(Map.of(
                "allow-cluster", "orders",
                "alarm-email", "ann@example.com",
                "sweep-minutes", "5",
                "question-alarm-minutes", "60",
                "log-retention", "365",
                "tag", "team=dba,cost=42",
                "bus", "ops"));
        return Deployments.with(options);
    }

    /** A logical id is what CloudFormation knows a resource by: whatever gets another one is made anew and empty. */
    @Test
    void whatHoldsSomethingKeepsItsLogicalId() {
        assertThat(stateful(BEFORE))
                .isEqualTo(new TreeMap<>(Map.of(
                        "Table", "AWS::DynamoDB::Table",
                        "DeadLetters", "AWS::SQS::Queue",
                        "FailedExecutions", "AWS::SNS::Topic",
                        "FunctionLog", "AWS::Logs::LogGroup",
                        "Function", "AWS::Lambda::Function",
                        "MachineAlias", "AWS::Lambda::Alias",
                        "PeopleAlias", "AWS::Lambda::Alias",
                        "ViewersAlias", "AWS::Lambda::Alias",
                        "StateMachine", "AWS::StepFunctions::StateMachine")));
        assertThat(stateful(Deployments.with(Map.of("store", "s3"))))
                .containsEntry("Bucket", "AWS::S3::Bucket")
                .doesNotContainKey("Table");
    }

    @Test
    void nothingButThePublishedVersionIsMadeAnew() {
        Set<String> gone = new TreeSet<>(ids(BEFORE));
        gone.removeAll(ids(AFTER));
        assertThat(gone)
                .singleElement()
                .satisfies(id -> assertThat(BEFORE.template()
                                .at("/Resources/" + id + "/Type")
                                .asText())
                        .isEqualTo("AWS::Lambda::Version"));
    }

    /** What CloudFormation can only change by making the resource anew. */
    @Test
    void noPropertyChangesThatWouldReplaceWhatHoldsSomething() {
        Map<String, List<String>> replacing = Map.of(
                "Table", List.of("TableName", "KeySchema"),
                "DeadLetters", List.of("QueueName", "FifoQueue"),
                "FailedExecutions", List.of("TopicName", "FifoTopic"),
                "FunctionLog", List.of("LogGroupName"),
                "Function", List.of("FunctionName", "PackageType"),
                "MachineAlias", List.of("Name", "FunctionName"),
                "PeopleAlias", List.of("Name", "FunctionName"),
                "ViewersAlias", List.of("Name", "FunctionName"),
                "StateMachine", List.of("StateMachineName", "StateMachineType"));
        assertThat(replacing.keySet()).isEqualTo(stateful(BEFORE).keySet());
        replacing.forEach(
                (id, names) -> assertThat(only(AFTER, id, names)).as(id).isEqualTo(only(BEFORE, id, names)));
        assertThat(BEFORE.template().at("/Resources/Table/UpdateReplacePolicy").asText())
                .isEqualTo("Retain");
    }

    /** A running execution keeps its definition; that calls an alias, and so whatever version the alias is moved to. */
    @Test
    void runningExecutionsCallTheNewVersionByTheAlias() {
        assertThat(BEFORE.definition()
                        .path("States")
                        .valueStream()
                        .map(state -> state.at("/Parameters/FunctionName"))
                        .filter(name -> !name.isMissingNode())
                        .map(JsonNode::asText))
                .hasSize(4)
                .containsOnly("${MachineAlias}");
        assertThat(BEFORE.properties("MachineAlias").path("FunctionVersion"))
                .isNotEqualTo(AFTER.properties("MachineAlias").path("FunctionVersion"));
    }

    @Test
    void tagsAreOnEverythingThatTakesThem() {
        assertThat(AFTER.properties("Table").path("Tags").toString()).contains("team", "dba", "cost", "42");
        assertThat(AFTER.properties("StateMachine").path("Tags").toString()).contains("team");
        assertThat(AFTER.properties("Function").path("Tags").toString()).contains("team");
    }

    @Test
    void logsAreKeptAsLongAsChosen() {
        assertThat(retentions(BEFORE)).hasSize(2).containsOnly(90);
        assertThat(retentions(AFTER)).hasSize(2).containsOnly(365);
    }

    @Test
    void theStoreGoesOnlyWhenThatWasChosen() {
        Synthesized destroyed = Deployments.with(Map.of("removal-policy", "destroy"));
        assertThat(destroyed.template().at("/Resources/Table/DeletionPolicy").asText())
                .isEqualTo("Delete");
        assertThat(destroyed
                        .properties("Table")
                        .path("DeletionProtectionEnabled")
                        .booleanValue())
                .isFalse();
    }

    private static List<Integer> retentions(Synthesized deployment) {
        return deployment
                .template()
                .path("Resources")
                .valueStream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::Logs::LogGroup"))
                .map(resource -> resource.at("/Properties/RetentionInDays").asInt())
                .toList();
    }

    private static ObjectNode only(Synthesized deployment, String id, List<String> names) {
        return ((ObjectNode) deployment.properties(id)).deepCopy().retain(names);
    }

    private static Map<String, String> stateful(Synthesized deployment) {
        Set<String> kinds = Set.of(
                "AWS::DynamoDB::Table",
                "AWS::S3::Bucket",
                "AWS::SQS::Queue",
                "AWS::SNS::Topic",
                "AWS::Logs::LogGroup",
                "AWS::Lambda::Function",
                "AWS::Lambda::Alias",
                "AWS::StepFunctions::StateMachine");
        return deployment
                .template()
                .path("Resources")
                .propertyStream()
                .filter(entry -> kinds.contains(entry.getValue().path("Type").asText()))
                .filter(entry -> !entry.getKey().startsWith("StateMachineLog"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().path("Type").asText(),
                        (a, _) -> a,
                        TreeMap::new));
    }

    private static Set<String> ids(Synthesized deployment) {
        return deployment
                .template()
                .path("Resources")
                .propertyStream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
