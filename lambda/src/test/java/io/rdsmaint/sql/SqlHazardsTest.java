package io.rdsmaint.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each hazard of work in pieces that docs/hazards.md lists has a test whose name has its number. */
class SqlHazardsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| Q(\\d+) \\| ");
    private static final Pattern TEST = Pattern.compile("void (q\\d+\\w*?)_\\w+\\(");
    private static final Pattern NUMBER = Pattern.compile("[qQ](\\d+)");

    @Test
    void everyRowHasATestOfItsNumber() throws IOException {
        Set<Integer> rows = numbers(ROW, Files.readString(Path.of("../docs/hazards.md")), 1);
        Set<Integer> tested = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java/io/rdsmaint/sql"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(SqlHazardsTest::read)
                    .flatMap(text -> TEST.matcher(text).results())
                    .forEach(test -> tested.addAll(numbers(NUMBER, test.group(1), 1)));
        }

        assertThat(rows).hasSize(17);
        assertThat(tested).isEqualTo(rows);
    }

    private static Set<Integer> numbers(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map(found -> Integer.parseInt(found.group(group)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
