package io.rdsmaint.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DeployCommandTest {
    @Test
    void thePinnedCliReadsWhatTheAppWrites() {
        NodeTools.Ended ended = NodeTools.run(
                "cdk",
                "ls",
                "--app",
                Deployments.standard().assembly().toString(),
                "--no-notices",
                "--no-version-reporting");
        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output()).contains(MaintenanceStack.NAME);
    }

    @Test
    void everyOptionOfTheAppCanBeGivenIsExplainedAndIsDocumented() throws IOException {
        String script = Files.readString(Path.of("../scripts/deploy"));
        String page = Files.readString(Path.of("../docs/deploying.md"));
        String help = script.substring(0, script.indexOf("\nEOF\n"));
        assertThat(options()).hasSizeGreaterThan(20).allSatisfy(option -> {
            assertThat(help).contains("--" + option);
            assertThat(script).contains("\"" + option + "=$" + option.replace('-', '_') + "\"");
            assertThat(page).contains("--" + option);
        });
    }

    @Test
    void everythingWrongWithTheCommandIsSaidAtOnceAndNothingIsDone() throws Exception {
        Process process = new ProcessBuilder("../scripts/deploy", "--stor", "s3", "--tag", "--diff", "--synth-only")
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(output)
                .contains("unknown option --stor", "unknown option s3", "--tag needs a value")
                .contains("--synth-only and --diff exclude each other");
    }

    /** The names that the app reads. */
    private static Set<String> options() {
        List<String> asked = new ArrayList<>();
        Options.from(key -> {
            asked.add(key);
            return Optional.empty();
        });
        return new TreeSet<>(asked);
    }
}
