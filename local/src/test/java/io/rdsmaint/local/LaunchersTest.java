package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launchers find a JDK, and know when what is built is of another place. */
class LaunchersTest {
    private static final Path LIB = Path.of("../scripts/lib");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    @Test
    void withoutAHomeTheJdkOfJavaHomeIsFound() throws Exception {
        assertThat(bash(". " + LIB.toAbsolutePath() + "/jdk25.sh && echo \"$JAVA_HOME\" && test -d \"$HOME\""))
                .isEqualTo(System.getProperty("java.home"));
    }

    @Test
    void aLinkToAScriptIsThatScript() throws Exception {
        Path link = Files.createSymbolicLink(
                root.resolve("rds-status"), Path.of("../scripts/status").toAbsolutePath());

        assertThat(bash(link + " --help")).contains("scripts/status").contains("Exit codes");
    }

    @Test
    void noScriptFindsItsFolderByTheNameItWasCalledBy() throws Exception {
        try (Stream<Path> scripts = Files.list(Path.of("../scripts")).filter(Files::isRegularFile)) {
            assertThat(scripts)
                    .isNotEmpty()
                    .allSatisfy(script -> assertThat(script).content().doesNotContain("dirname \"$0\""));
        }
    }

    @Test
    void aCheckoutThatWasMovedIsBuiltAnew() throws Exception {
        Path lib = Files.createDirectories(root.resolve("scripts/lib"));
        try (Stream<Path> files = Files.list(LIB)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".sh")).toList()) {
                Files.copy(file, lib.resolve(Objects.requireNonNull(file.getFileName())));
            }
        }
        Files.createFile(root.resolve("pom.xml"));
        Files.createDirectories(root.resolve("statemachine"));
        for (String module : List.of("lambda", "simulator", "cli", "local")) {
            Files.createDirectories(root.resolve(module + "/src/main"));
            Files.createFile(root.resolve(module + "/pom.xml"));
        }
        Path built = Files.createDirectories(root.resolve("local/target")).resolve("class-path.txt");
        String ask = ". " + lib + "/run.sh && if _out_of_date local; then echo stale; else echo fresh; fi";

        Path jar = Files.createFile(root.resolve("a.jar"));
        Path classes = Files.createDirectories(root.resolve("lambda/target/classes"));
        Path copied = Files.createDirectories(root.resolveSibling(root.getFileName() + "-old/lambda/target/classes"));

        Files.writeString(built, jar.toRealPath() + ":" + classes.toRealPath() + "\n");
        assertThat(bash(ask)).isEqualTo("fresh");

        Files.writeString(built, jar.toRealPath() + ":" + copied.toRealPath());
        assertThat(bash(ask))
                .as("the classes of the checkout that it was copied from")
                .isEqualTo("stale");

        Files.writeString(built, jar.toRealPath() + ":" + classes.toRealPath() + ":/m2/gone.jar");
        assertThat(bash(ask)).as("what it names is no more").isEqualTo("stale");
    }

    private static String bash(String commands) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands).redirectErrorStream(true);
        builder.environment().remove("HOME");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }
}
