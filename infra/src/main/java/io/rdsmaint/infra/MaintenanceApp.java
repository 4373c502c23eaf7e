package io.rdsmaint.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.services.lambda.Code;

/** The CDK app: {@code ./mvnw -q -pl infra exec:java} synthesizes it to {@code infra/cdk.out}, without a network. */
public final class MaintenanceApp {
    private MaintenanceApp() {}

    /**
     * Synthesizes to where the CDK CLI says, or to {@code infra/cdk.out}. A template without the function's code would
     * be worth nothing, so the artifact must have been built.
     */
    public static void main(String[] arguments) {
        Path top = Path.of(arguments[0]);
        Path artifact = top.resolve("lambda/target/function.zip");
        if (!Files.isRegularFile(artifact)) {
            throw new IllegalStateException("lambda/target/function.zip is missing: build it first with"
                    + " ./mvnw -q -pl lambda -am package -DskipTests");
        }
        String out = Optional.ofNullable(System.getenv("CDK_OUTDIR"))
                .orElseGet(() -> top.resolve("infra/cdk.out").toString());
        App app =
                new App(AppProps.builder().outdir(out).analyticsReporting(false).build());
        Options options = Options.from(
                key -> Optional.ofNullable(app.getNode().tryGetContext(key)).map(Objects::toString));
        new MaintenanceStack(app, options, Code.fromAsset(artifact.toString()));
        app.synth();
    }
}
