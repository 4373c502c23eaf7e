package io.rdsmaint.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
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
    void thousandsAreListedAndSweptInFewCalls() {
        System.setProperty("repository", "..");

        Table table = Benchmarks.find("thousands").orElseThrow().run(new Options(Map.of("most", 10)));

        assertThat(table.rows()).extracting(List::getFirst).containsExactly("dynamodb", "s3");
        assertThat(table.rows()).allSatisfy(row -> {
            assertThat(row.get(1)).isEqualTo("10");
            assertThat(Integer.parseInt(row.get(2))).isBetween(1, 20);
            assertThat(Integer.parseInt(row.get(4))).isBetween(1, 25);
        });
    }

    @Test
    void aBarSaysWhetherItHolds() {
        assertThat(new Bar("ratio", 0.5, 0.8).note()).isEqualTo("**pass**: ratio 0.50 (at most 0.80)");
        assertThat(new Bar("calls", 1_009, 20).note()).isEqualTo("**FAIL**: calls 1,009 (at most 20)");
    }

    @Test
    void theMiddleOfFiguresIsOneOfThem() {
        assertThat(Figures.median(DoubleStream.of(9, 1, 5))).isEqualTo(5);
        assertThat(Figures.quantile(DoubleStream.of(1, 2, 3, 4), 0.99)).isEqualTo(4);
    }

    @Test
    void aTableIsMarkdown() {
        Table table = new Table("Two", List.of("a", "b"), List.of(List.of("1", "2")), List.of("a note"));

        assertThat(table.text()).isEqualTo("### Two\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n* a note");
    }
}
