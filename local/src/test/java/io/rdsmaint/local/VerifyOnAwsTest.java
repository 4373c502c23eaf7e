package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.local.lambda.DeployedFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that tries things on AWS, as far as this machine goes. */
class VerifyOnAwsTest {
    private record Ended(int status, String output) {}

    @Test
    void itShowsThePlanTriesWhatIsHereAndReportsAll(@TempDir Path directory) throws Exception {
        Path report = directory.resolve("verified.md");
        try (Deployed deployed = new Deployed(new DeployedFunction())) {
            Ended ended = run(deployed.bench.local.uri().toString(), "--yes", "--report", report.toString());

            assertThat(ended.status()).as(ended.output()).isZero();
            assertThat(ended.output())
                    .contains("Account 123456789012, region us-east-1", "Makes nothing, costs nothing")
                    .contains("s3-missing: yes, 404", "token-wait: not tried, this endpoint is not AWS");
            assertThat(Files.readString(report))
                    .contains("on an endpoint that is not AWS", "| `date-tolerance` |", "| `bus-source` |");
        }
    }

    @Test
    void withoutAYesNothingIsTried(@TempDir Path directory) throws Exception {
        Path report = directory.resolve("verified.md");
        try (Deployed deployed = new Deployed(new DeployedFunction())) {
            Ended ended =
                    run(deployed.bench.local.uri().toString(), "--only", "s3-missing", "--report", report.toString());

            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.output()).contains("s3-missing").doesNotContain("404,");
            assertThat(report).doesNotExist();
        }
    }

    @Test
    void everythingWrongIsSaidAtOnce() throws Exception {
        assertThat(run("http://127.0.0.1:9", "--only", "moon", "--dance", "--report"))
                .isEqualTo(new Ended(2, """
                        Wrong options; see scripts/verify-on-aws --help:
                          unknown option --dance
                          --report needs a value
                          there is no point moon
                        """));
    }

    @Test
    void thePageNamesEveryPoint() throws IOException {
        String script = Files.readString(Path.of("../scripts/lib/verify-on-aws.js"));
        String page = Files.readString(Path.of("../docs/verified.md"));
        String help = Files.readString(Path.of("../scripts/verify-on-aws"));
        assertThat(script.lines().filter(line -> line.startsWith("    name: '")).map(line -> line.split("'", -1)[1]))
                .hasSizeGreaterThan(5)
                .allSatisfy(point -> {
                    assertThat(page).contains("| `" + point + "` |");
                    assertThat(help).contains("  " + point + " ");
                });
    }

    private static Ended run(String endpoint, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("../scripts/verify-on-aws"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", endpoint,
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "local"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
