package io.rdsmaint.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Benchmarks measure what they say: run small, for the figures are of no use then. */
class BenchTest {
    @Test
    void piecesInLanesEndWithTheTableOfThePlainStatement() {
        System.setProperty("repository", "..");

        Table table =
                Benchmarks.find("pieces").orElseThrow().run(new Options(Map.of("rows", 2_000, "target-rows", 500)));

        assertThat(table.rows()).hasSize(4);
        assertThat(table.rows().subList(1, 4)).allSatisfy(row -> {
            assertThat(row.get(1)).isEqualTo("4");
            assertThat(Integer.parseInt(row.get(9)))
                    .isBetween(0, Integer.parseInt(row.getFirst().replaceAll("\\D", "")));
        });
        assertThat(table.json().path("rows")).hasSize(4);
    }

    @Test
    void aTableIsMarkdown() {
        Table table = new Table("Two", List.of("a", "b"), List.of(List.of("1", "2")), List.of("a note"));

        assertThat(table.text()).isEqualTo("### Two\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n* a note");
    }
}
