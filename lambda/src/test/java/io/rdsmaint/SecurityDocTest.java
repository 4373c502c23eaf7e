package io.rdsmaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on security names only tests that there are. */
class SecurityDocTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+Test)(?:\\.(\\w+))?`");

    @Test
    void everyTestThatIsSaidToHoldAThreatIsThere() throws IOException {
        Map<String, String> tests = sources();

        List<String> missing = NAMED.matcher(Files.readString(Path.of("../docs/security.md")))
                .results()
                .filter(named -> tests.getOrDefault(named.group(1), "").isEmpty()
                        || (named.group(2) != null
                                && !tests.getOrDefault(named.group(1), "").contains("void " + named.group(2) + "(")))
                .map(named -> named.group())
                .toList();

        assertThat(missing).isEmpty();
        assertThat(NAMED.matcher(Files.readString(Path.of("../docs/security.md")))
                        .results())
                .hasSizeGreaterThan(30);
    }

    /** The sources of all tests by the class's name; those of the same name are put together. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : List.of("lambda", "infra", "local", "simulator")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                files.filter(f -> f.toString().endsWith("Test.java"))
                        .forEach(f -> sources.merge(
                                f.getFileName().toString().replace(".java", ""), read(f), String::concat));
            }
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
