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
        assertThat(template.has("Rules")).isFalse();
        assertThat(text)
                .doesNotContain("cdk-bootstrap", "BootstrapVersion", "AssetParameters", "cdk-hnb")
                .doesNotContainPattern("[0-9a-f]{64}");
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
    }

    @Test
    void itsParametersSayWhereTheCodeIs() {
        assertThat(template.path("Parameters").propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("CodeBucket", "CodeKey");
        JsonNode code = template.at("/Resources/Function/Properties/Code");
        assertThat(code.at("/S3Bucket/Ref").asText()).isEqualTo("CodeBucket");
        assertThat(code.at("/S3Key/Ref").asText()).isEqualTo("CodeKey");
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
