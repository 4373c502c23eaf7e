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
        assertThat(ended.output()).contains(AccountOptions.USUAL_NAME);
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
                .contains("--synth-only, --diff and --template exclude each other");
    }

    /** Maven would take minutes where nothing was built yet, to say the same. */
    @Test
    void wrongOptionsAreToldBeforeAnythingIsBuilt() throws Exception {
        assertThat(refused("--sweep-minutes", "99", "--slack-channel", "C0123", "--slack-secret", "s/x"))
                .isEqualTo("""
                        Wrong options:
                          slack-channel is 'C0123' but must be a channel's id such as C0123456789, or its #name
                          sweep-minutes is '99' but must be from 1 to 60
                        See scripts/deploy --help.
                        """);
        assertThat(refused("--tag", "a=b, c", "--tag", "a=d", "--log-retention", "8"))
                .as("a comma parts nothing")
                .contains("tag a is given twice", "log-retention is '8'")
                .doesNotContain("'c'");
    }

    private static String refused(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("../scripts/deploy", "--synth-only"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        return output;
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
