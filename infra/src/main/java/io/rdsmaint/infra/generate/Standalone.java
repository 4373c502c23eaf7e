package io.rdsmaint.infra.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.infra.Options;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.lambda.Code;

/**
 * The template for those who deploy without the CDK: the same resources, with parameters that say where the function's code
 * is, without anything that only the CDK's own deployment needs.
 */
final class Standalone {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String BUCKET = "CodeBucket";
    private static final String KEY = "CodeKey";
    private static final String VERSION = "FunctionVersion";

    private Standalone() {}

    /** The template with the usual options as parameters. */
    static JsonNode template() {
        ObjectNode template = template(UsualParameters.words());
        UsualParameters.into(template);
        published(template, " tracing ${Tracing},");
        return template;
    }

    /** The template of a deployment with these options. */
    static ObjectNode template(Options options) {
        Synthesized synthesized = Synthesized.with(options, _ -> Code.fromCfnParameters());
        String definition = CanonicalJson.compact(synthesized.definition());
        ObjectNode template = renamed(synthesized.template());
        template.remove("Rules");
        ((ObjectNode) template.path("Parameters")).remove("BootstrapVersion");
        parameter(template, BUCKET, "The bucket, in this region, that holds lambda/target/function.zip.");
        parameter(
                template,
                KEY,
                "The key of that file. Give each build a key of its own: another key is what publishes a new version.");
        properties(template, "StateMachine").remove("DefinitionString");
        properties(template, "StateMachine")
                .putObject("DefinitionString")
                .put("Fn::Sub", definition.replace("\"arn:aws:states:", "\"arn:${AWS::Partition}:states:"));
        published(template, "");
        return template;
    }

    /** A published version is made anew when its description changes: with other code, and with another configuration. */
    private static void published(ObjectNode template, String chosen) {
        String configuration = digest(CanonicalJson.compact(properties(template, "Function")));
        properties(template, VERSION)
                .putObject("Description")
                .put("Fn::Sub", "Code ${" + KEY + "}," + chosen + " configuration " + configuration);
    }

    private static ObjectNode renamed(JsonNode template) {
        String text = template.toString()
                .replace(only(template, "Parameters", "Type", "String", "BucketName"), BUCKET)
                .replace(only(template, "Parameters", "Type", "String", "ObjectKey"), KEY)
                .replace(only(template, "Resources", "Type", "AWS::Lambda::Version", ""), VERSION);
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a renamed template is JSON still", e);
        }
    }

    private static String only(JsonNode template, String section, String field, String value, String part) {
        Stream<String> names = template.path(section)
                .propertyStream()
                .filter(entry -> entry.getValue().path(field).asText().equals(value))
                .map(Map.Entry::getKey)
                .filter(name -> name.contains(part));
        return names.findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + value + " " + part + " in the template"));
    }

    private static void parameter(ObjectNode template, String name, String description) {
        ((ObjectNode) template.path("Parameters"))
                .putObject(name)
                .put("Type", "String")
                .put("Description", description);
    }

    private static ObjectNode properties(ObjectNode template, String logicalId) {
        return (ObjectNode) template.path("Resources").path(logicalId).path("Properties");
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
