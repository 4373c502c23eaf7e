package io.rdsmaint.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.deployment.Source;

/** The CDK app: {@code ./mvnw -q -pl infra exec:java} synthesizes it to {@code infra/cdk.out}, without a network. */
public final class MaintenanceApp {
    private MaintenanceApp() {}

    /** The one argument is the repository's top. Ends with status 1 and one line when something is missing or wrong. */
    public static void main(String[] arguments) {
        try {
            synthesize(Path.of(arguments[0]));
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Synthesizes to where the CDK CLI says, or to {@code infra/cdk.out}. A template without the function's code would
     * be worth nothing, so the artifact must have been built.
     */
    private static void synthesize(Path top) {
        NodeJs.require();
        Path artifact = top.resolve("lambda/target/function.zip");
        if (!Files.isRegularFile(artifact)) {
            throw new IllegalStateException("lambda/target/function.zip is missing: build it first with"
                    + " ./mvnw -q -pl lambda -am package -DskipTests");
        }
        String out = Optional.ofNullable(System.getenv("CDK_OUTDIR")).orElse("cdk.out");
        App app = new App(AppProps.builder()
                .outdir(top.resolve("infra").resolve(out).toString())
                .analyticsReporting(false)
                .build());
        Options options = Options.from(
                key -> Optional.ofNullable(app.getNode().tryGetContext(key)).map(Objects::toString));
        Path page = top.resolve("console/dist");
        if (options.console().wanted() && !Files.isRegularFile(page.resolve("index.html"))) {
            throw new IllegalStateException("console/dist/index.html is missing: build it first with"
                    + " (cd console && npm ci && npm run build)");
        }
        new MaintenanceStack(
                app,
                options,
                Code.fromAsset(artifact.toString()),
                options.console().wanted() ? Optional.of(Source.asset(page.toString())) : Optional.empty());
        app.synth();
    }
}
