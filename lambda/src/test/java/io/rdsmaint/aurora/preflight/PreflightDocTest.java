package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.aurora.engineupgrade.EngineUpgrade;
import io.rdsmaint.aurora.storagetypechange.StorageTypeChange;
import io.rdsmaint.kit.Acceptances;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that operators read has one row for each code that a finding can have, and no other. */
class PreflightDocTest {
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE);
    private static final Pattern FINDING = Pattern.compile("new Finding\\(\\s*\"([a-z-]+)\"|CODE = \"([a-z-]+)\"");

    private static List<String> ofPlanner() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/rdsmaint/aurora/rolling"))) {
            return files.flatMap(PreflightDocTest::codes).toList();
        }
    }

    private static Stream<String> codes(Path file) {
        try {
            return FINDING.matcher(Files.readString(file))
                    .results()
                    .map(r -> r.group(1) == null ? r.group(2) : r.group(1));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theTablesHaveExactlyTheCodesThereAre() throws IOException {
        List<String> rows = ROW.matcher(Files.readString(Path.of("../docs/preflight.md")))
                .results()
                .map((MatchResult r) -> r.group(1))
                .toList();
        List<String> planner = ofPlanner();

        assertThat(planner).isNotEmpty();
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                Preflight.standard().codes(),
                                StorageTypeChange.checks().codes(),
                                EngineUpgrade.checks().codes(),
                                planner,
                                List.of(Acceptances.ALARMS))
                        .flatMap(List::stream)
                        .distinct()
                        .toList());
    }
}
