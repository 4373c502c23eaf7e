package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.lambda.DeployedFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The command that deletes the stack asks the deployed function first. */
class DestroyTest {
    /** How a command ended, and what it wrote to both streams. */
    private record Ended(int status, String output) {}

    @Test
    void itRefusesWhileAnOperationIsLive() throws Exception {
        try (Deployed deployed = new Deployed(new DeployedFunction())) {
            deployed.load(Deployed.QUICK);
            assertThat(check(deployed)).isEqualTo(new Ended(0, "No operation is live.\n"));

            JsonNode question = deployed.asking();
            String operation = question.path("operation_id").asText();
            Ended refused = check(deployed);
            assertThat(refused.status()).isEqualTo(3);
            assertThat(refused.output()).contains("not deleted", operation, "demo-multi", "asks " + operation + "-q1");
            assertThat(run(deployed, "--yes").status()).as("nor without asking").isEqualTo(3);

            deployed.end(question, "abort");
            assertThat(check(deployed).status()).isZero();
        }
    }

    @Test
    void whatItCannotAskItDoesNotDelete() throws Exception {
        Ended ended = run(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), "--yes");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output()).contains("could not be asked", "is not known, so the stack is not deleted");
    }

    @Test
    void allWrongOptionsAreToldAtOnce() throws Exception {
        Ended ended = run(Map.of(), "--chekc", "--now", "--profile");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.output())
                .contains("unknown option --chekc", "unknown option --now", "--profile needs a value");
    }

    private static Ended check(Deployed deployed) throws Exception {
        return run(deployed, "--check");
    }

    private static Ended run(Deployed deployed, String... options) throws Exception {
        return run(Map.of("AWS_ENDPOINT_URL", deployed.bench.local.uri().toString()), options);
    }

    private static Ended run(Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("../scripts/destroy"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("AWS_REGION");
        builder.environment()
                .putAll(Map.of(
                        "AWS_DEFAULT_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test",
                        "AWS_MAX_ATTEMPTS", "1",
                        "AWS_EC2_METADATA_DISABLED", "true"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
