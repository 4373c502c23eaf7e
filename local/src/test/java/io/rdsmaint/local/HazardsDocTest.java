package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of hazards is complete, and each row that claims to be handled has a test of its number. */
class HazardsDocTest {
    private static final int HAZARDS = 73;
    private static final Pattern ROW = Pattern.compile("(?m)^\\| H(\\d+) \\| (.+?) \\| (.+?) \\|$");
    private static final Pattern TEST = Pattern.compile("\\bvoid (h\\d+\\w*)\\(");
    private static final Pattern NUMBER = Pattern.compile("(?:\\b|And|_)?[hH](\\d+)");

    private final Map<Integer, String> rows = rows();

    @Test
    void everyHazardHasARow() {
        assertThat(rows.keySet())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, HAZARDS).boxed().toList());
    }

    @Test
    void everyHandledHazardHasATestOfItsNumber() {
        List<Integer> tested =
                tests().flatMap(HazardsDocTest::numbers).distinct().toList();

        List<Integer> untested = rows.entrySet().stream()
                .filter(row -> !row.getValue().startsWith("left to the operator"))
                .map(Map.Entry::getKey)
                .filter(number -> !tested.contains(number))
                .toList();

        assertThat(untested).as("rows without a test named after them").isEmpty();
    }

    private static Map<Integer, String> rows() {
        return ROW.matcher(read(Path.of("../docs/hazards.md")))
                .results()
                .collect(Collectors.toMap(
                        r -> Integer.parseInt(r.group(1)), r -> r.group(3), (a, b) -> a + b, TreeMap::new));
    }

    private static Stream<String> tests() {
        return Stream.of("lambda", "simulator", "local", "infra")
                .map(module -> Path.of("..", module, "src", "test", "java"))
                .flatMap(HazardsDocTest::files)
                .flatMap(file -> TEST.matcher(read(file)).results().map(r -> r.group(1)));
    }

    private static Stream<Integer> numbers(String test) {
        return NUMBER.matcher(test).results().map((MatchResult r) -> Integer.parseInt(r.group(1)));
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(f -> f.toString().endsWith("Test.java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
