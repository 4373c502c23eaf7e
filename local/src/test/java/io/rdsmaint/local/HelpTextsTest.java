package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.cli.Main;
import io.rdsmaint.cli.Settings;
import io.rdsmaint.local.demo.Demo;
import io.rdsmaint.simulator.SimulatorMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/** What each script says of itself is there before anything is built. */
class HelpTextsTest {
    private static final Path SCRIPTS = Path.of("../scripts");
    private static final Path TEXTS = SCRIPTS.resolve("lib/help");

    @Test
    void eachTextIsWhatTheProgramSays() throws IOException {
        Map<String, String> texts = texts();
        if (Boolean.getBoolean("help.write")) {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                Files.writeString(TEXTS.resolve(text.getKey() + ".txt"), text.getValue());
            }
        }
        List<String> stored = names(TEXTS).stream()
                .map(name -> name.replaceFirst("\\.txt$", ""))
                .toList();
        assertThat(stored).containsExactlyElementsOf(texts.keySet());
        for (Map.Entry<String, String> text : texts.entrySet()) {
            assertThat(Files.readString(TEXTS.resolve(text.getKey() + ".txt")))
                    .as(text.getKey() + "; scripts/generate --help-texts writes it")
                    .isEqualTo(text.getValue());
        }
    }

    /** Where there is nothing but the scripts, whatever needs a build, a JDK or Node fails. */
    @Test
    void helpNeedsNothingButTheScripts(@TempDir Path alone) throws Exception {
        Path copy = alone.resolve("scripts");
        try (Stream<Path> files = Files.walk(SCRIPTS)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(SCRIPTS.relativize(file).toString()));
            }
        }
        List<String> scripts = new ArrayList<>(names(SCRIPTS));
        scripts.remove("lib");
        assertThat(scripts).contains("start", "demo", "deploy", "test").hasSizeGreaterThan(15);
        for (String script : scripts) {
            Path output = alone.resolve(script + ".out");
            Process process = new ProcessBuilder(copy.resolve(script).toString(), "--help")
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            assertThat(process.waitFor()).as(script).isZero();
            assertThat(Files.readString(output))
                    .as(script)
                    .containsIgnoringCase("usage")
                    .contains("scripts/" + script)
                    .doesNotContain("Building");
        }
    }

    @Test
    void theCommandsOfferTheTypesThatTheFunctionKnows() {
        assertThat(io.rdsmaint.cli.Families.types())
                .containsExactlyElementsOf(io.rdsmaint.testkit.OperationTypes.names());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        for (String command : List.of(
                "start",
                "status",
                "respond",
                "pause",
                "edit",
                "takeover",
                "define",
                "freeze",
                "unfreeze",
                "completion")) {
            texts.put(command, ofCommand(command));
        }
        texts.put("local", Options.usage());
        texts.put("demo", Demo.usage());
        texts.put("simulator", SimulatorMain.usage());
        return texts;
    }

    private static String ofCommand(String command) {
        StringWriter written = new StringWriter();
        Settings settings =
                new Settings(Map.of(), Optional.empty(), Optional.of(AnonymousCredentialsProvider.create()), List.of());
        int code = Main.of(
                        settings,
                        new PrintWriter(written),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                        Optional.empty(),
                        time -> {},
                        () -> "none")
                .run(command, "--help");
        assertThat(code).isZero();
        return written.toString();
    }
}
