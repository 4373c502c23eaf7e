package io.rdsmaint.infra.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rdsmaint.infra.MaintenanceStack;
import io.rdsmaint.infra.NodeJs;
import io.rdsmaint.infra.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.services.lambda.Code;

/**
 * A synthesized template to read, without the function's artifact: nothing that is generated from it depends on the
 * function's code.
 *
 * @param assembly the directory that was written
 * @param template the whole CloudFormation template
 */
public record Synthesized(Path assembly, JsonNode template) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Synthesizes one deployment. */
    public static Synthesized with(Options options) {
        return with(options, artifact -> Code.fromAsset(artifact.toString()));
    }

    /**
     * Synthesizes one deployment.
     *
     * @param code where the function's code is, for an artifact that has the form of it
     */
    static Synthesized with(Options options, Function<Path, Code> code) {
        NodeJs.require();
        try {
            Path work = Files.createTempDirectory("rds-maint-synth");
            App app = new App(AppProps.builder()
                    .outdir(work.resolve("cdk.out").toString())
                    .analyticsReporting(false)
                    .build());
            new MaintenanceStack(app, options, code.apply(emptyArtifact(work)));
            Path template =
                    Path.of(app.synth().getStackByName(options.account().name()).getTemplateFullPath());
            return new Synthesized(work.resolve("cdk.out"), MAPPER.readTree(template.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("could not synthesize", e);
        }
    }

    /** Something that has the form of the function's artifact. */
    public static Path emptyArtifact(Path directory) throws IOException {
        Path zip = directory.resolve("function.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("no-code"));
        }
        return zip;
    }

    /** A role's one inline policy, with placeholders. */
    public JsonNode rolePolicy(String logicalId) {
        return Flat.of(properties(logicalId).at("/Policies/0/PolicyDocument"));
    }

    /** A managed policy's document, with placeholders. */
    public JsonNode managedPolicy(String logicalId) {
        return Flat.of(properties(logicalId).path("PolicyDocument"));
    }

    /** The properties of a resource. */
    public JsonNode properties(String logicalId) {
        return template.path("Resources").path(logicalId).path("Properties");
    }

    /** The state machine's definition as it is deployed, with placeholders for what CloudFormation fills in. */
    public JsonNode definition() {
        try {
            return MAPPER.readTree(Flat.text(properties("StateMachine").path("DefinitionString")));
        } catch (IOException e) {
            throw new UncheckedIOException("the definition is not JSON", e);
        }
    }
}
