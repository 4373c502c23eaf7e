package io.rdsmaint.infra.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The template for those who deploy without the CDK. */
class StandaloneTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([\\w:.]+)}");
    private static final int MOST_BYTES = 1_000_000;

    private final JsonNode template;
    private final String text;

    StandaloneTest() throws IOException {
        text = Files.readString(Path.of("template/rds-maint-machine.template.json"));
        template = new JsonMapper().readTree(text);
    }

    @Test
    void everythingItRefersToIsInIt() {
        Set<String> names = Stream.of("Resources", "Parameters")
                .flatMap(section -> template.path(section).propertyStream())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> used = references(template).collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).hasSizeGreaterThan(15).isSubsetOf(names);
    }

    @Test
    void itNeedsNothingOfTheCdk() {
        assertThat(text)
                .doesNotContain("cdk-bootstrap", "BootstrapVersion", "AssetParameters", "cdk-hnb")
                .doesNotContainPattern("[0-9a-f]{64}");
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
    }

    @Test
    void itsParametersSayWhereTheCodeIsAndWhatIsChosen() {
        assertThat(template.path("Parameters").propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "CodeBucket",
                        "CodeKey",
                        "SlackChannel",
                        "SlackSecret",
                        "PagerDutySecret",
                        "NotifyEmail",
                        "AlarmEmail",
                        "LogRetentionDays",
                        "PermissionsBoundaryArn",
                        "ReservedConcurrency",
                        "Tracing");
        assertThat(template.path("Parameters").propertyStream())
                .filteredOn(parameter -> !parameter.getKey().startsWith("Code"))
                .as("nothing has to be chosen")
                .allMatch(parameter -> parameter.getValue().has("Default"));
        JsonNode code = template.at("/Resources/Function/Properties/Code");
        assertThat(code.at("/S3Bucket/Ref").asText()).isEqualTo("CodeBucket");
        assertThat(code.at("/S3Key/Ref").asText()).isEqualTo("CodeKey");
    }

    /** Without receivers there is nothing of theirs, and what stays refers to nothing of it. */
    @Test
    void whatIsNotChosenIsNotThere() {
        JsonNode resources = template.path("Resources");
        assertThat(resources.propertyStream())
                .filteredOn(resource -> resource.getKey().matches("(Notif|Slack|PagerDuty|Mail|.*Subscription).*"))
                .hasSizeGreaterThan(15)
                .allMatch(resource -> template.path("Conditions")
                        .has(resource.getValue().path("Condition").asText("none")));
        Set<String> conditional = resources
                .propertyStream()
                .filter(resource -> resource.getValue().has("Condition"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(resources
                        .valueStream()
                        .filter(resource -> !resource.has("Condition"))
                        .flatMap(StandaloneTest::certain))
                .doesNotContainAnyElementsOf(conditional);
        assertThat(text).doesNotContain("C0SLACKCHANNEL", "SecretWord", "@word.example");
        assertThat(template.at("/Conditions").propertyStream().map(Map.Entry::getKey))
                .as("each decides something")
                .allMatch(condition -> text.split("\"" + condition + "\"", -1).length > 2);
    }

    @Test
    void whatIsChosenReachesEachPlace() {
        JsonNode resources = template.path("Resources");
        assertThat(resources
                        .valueStream()
                        .filter(one -> one.path("Type").asText().equals("AWS::IAM::Role")))
                .allMatch(role -> role.at("/Properties/PermissionsBoundary/Fn::If/1/Ref")
                        .asText()
                        .equals("PermissionsBoundaryArn"));
        assertThat(resources
                        .at("/AlarmEmailSubscription/Properties/Endpoint/Ref")
                        .asText())
                .isEqualTo("AlarmEmail");
        assertThat(resources
                        .at("/NotifyAsked/Properties/Targets/0/Fn::If/1/InputTransformer/InputTemplate")
                        .toString())
                .contains("{\"Ref\":\"SlackChannel\"}");
        assertThat(resources
                        .at("/Function/Properties/ReservedConcurrentExecutions/Fn::If/0")
                        .asText())
                .isEqualTo("ReservedConcurrencyChosen");
        assertThat(template.at("/Rules/SlackIsWhole").isObject()).isTrue();
    }

    /** Of a role in another account; IAM takes 6,144 characters without spaces. */
    @Test
    void theMembersRoleMayDoToDatabasesWhatTheFunctionMayInTheRegionsChosen() throws IOException {
        JsonNode member = new JsonMapper()
                .readTree(Path.of("template/rds-maint-machine-member-role.template.json")
                        .toFile());
        JsonNode trust = member.at("/Resources/Role/Properties/AssumeRolePolicyDocument/Statement/0");
        assertThat(trust.at("/Principal/AWS/Ref").asText()).isEqualTo("FunctionRoleArn");
        assertThat(trust.at("/Condition/StringEquals/sts:ExternalId/Ref").asText())
                .isEqualTo("ExternalId");
        assertThat(member.path("Resources")
                        .valueStream()
                        .filter(one -> one.path("Type").asText().endsWith("ManagedPolicy")))
                .hasSize(3)
                .allSatisfy(policy -> {
                    JsonNode document = policy.at("/Properties/PolicyDocument");
                    assertThat(Flat.of(document).toString()).hasSizeLessThan(6_144);
                    assertThat(document.path("Statement").valueStream())
                            .isNotEmpty()
                            .allSatisfy(statement -> {
                                assertThat(statement.path("Action").toString())
                                        .doesNotContain(
                                                "dynamodb:", "states:", "events:", "logs:", "sqs:", "sts:", "xray:");
                                assertThat(statement.path("Action").toString().contains("iam:PassRole")
                                                || statement
                                                        .at("/Condition/StringEquals/aws:RequestedRegion/Ref")
                                                        .asText()
                                                        .equals("Regions"))
                                        .as(statement.path("Sid").asText())
                                        .isTrue();
                            });
                    assertThat(document.toString()).doesNotContain("AWS::Region");
                });
        assertThat(member.at("/Resources/DatabasesPolicy").toString()).contains("rds:FailoverDBCluster", "cloudwatch:");
    }

    /** A version is published once; without another description, new code would never be what the aliases point to. */
    @Test
    void otherCodePublishesAnotherVersion() {
        assertThat(template.at("/Resources/FunctionVersion/Type").asText()).isEqualTo("AWS::Lambda::Version");
        assertThat(template.at("/Resources/FunctionVersion/Properties/Description/Fn::Sub")
                        .asText())
                .contains("${CodeKey}")
                .matches(".*configuration [0-9a-f]{12}");
        assertThat(template.at("/Resources/MachineAlias/Properties/FunctionVersion/Fn::GetAtt/0")
                        .asText())
                .isEqualTo("FunctionVersion");
    }

    @Test
    void itsMachineIsTheCheckedInOne() throws IOException {
        JsonNode checkedIn = new JsonMapper()
                .readTree(Path.of("../statemachine/rds-maint-machine.asl.json").toFile());
        String definition = template.at("/Resources/StateMachine/Properties/DefinitionString/Fn::Sub")
                .asText()
                .replace("${AWS::Partition}", "aws");
        assertThat(new JsonMapper().readTree(definition)).isEqualTo(checkedIn);
    }

    private static Stream<String> references(JsonNode node) {
        Stream<String> own = node.isObject() && node.size() == 1 ? function(node) : Stream.empty();
        Stream<String> needs = node.path("DependsOn").isTextual()
                ? Stream.of(node.path("DependsOn").asText())
                : node.path("DependsOn").valueStream().map(JsonNode::asText);
        return Stream.concat(Stream.concat(own, needs), node.valueStream().flatMap(StandaloneTest::references))
                .filter(name -> !name.startsWith("AWS::"));
    }

    /** What is referred to whatever is chosen. */
    private static Stream<String> certain(JsonNode node) {
        return node.has("Fn::If")
                ? Stream.empty()
                : Stream.concat(
                        node.isObject() && node.size() == 1 ? function(node) : Stream.empty(),
                        node.valueStream().flatMap(StandaloneTest::certain));
    }

    private static Stream<String> function(JsonNode node) {
        if (node.path("Ref").isTextual()) {
            return Stream.of(node.path("Ref").asText());
        }
        if (node.path("Fn::GetAtt").isArray()) {
            return Stream.of(node.path("Fn::GetAtt").path(0).asText());
        }
        return PLACEHOLDER
                .matcher(node.path("Fn::Sub").asText())
                .results()
                .map((MatchResult found) -> found.group(1).replaceFirst("\\..*", ""));
    }
}
