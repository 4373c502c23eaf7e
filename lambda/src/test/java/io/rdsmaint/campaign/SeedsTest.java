package io.rdsmaint.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.testkit.lambda.Deployment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which operations a test run takes. */
class SeedsTest {
    private final Campaign campaign = new Campaign(Deployment.warm());
    private static final String COMMIT = "439e5fc2a1b3439e5fc2a1b3439e5fc2a1b34444";

    @Test
    void halfOfThemAreTheSameForEachCommit() {
        List<Long> one = Seeds.of(COMMIT).all().boxed().toList();
        List<Long> other = Seeds.of("f" + COMMIT.substring(1)).all().boxed().toList();

        assertThat(one).hasSize(2_400).doesNotHaveDuplicates();
        assertThat(one.subList(0, 1_200)).isEqualTo(other.subList(0, 1_200));
        assertThat(one.subList(1_200, 2_400)).doesNotContainAnyElementsOf(other);
    }

    @Test
    void aCommitAlwaysHasTheSame() {
        assertThat(Seeds.of(COMMIT + "\n")).isEqualTo(Seeds.of(COMMIT.toUpperCase(java.util.Locale.ROOT)));
    }

    @Test
    void sourcesThatAreNoCommitHaveTheFirstOnes() {
        assertThat(Seeds.of(" ").all())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2_400).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "439e5fc", "439e5fc2a1b3439e5fc2a1b3439e5fc2a1b3444g"})
    void whatIsNoCommitIsRefused(String id) {
        assertThatThrownBy(() -> Seeds.of(id)).hasMessageContaining(id);
    }

    @Test
    void theyGoEvenlyOverTypesAndPaths() {
        Map<String, Long> types = counted(Seeds.of(COMMIT), Subject::type);
        Map<String, Long> paths = counted(Seeds.of(COMMIT), Subject::name);

        long inDatabases = Objects.requireNonNull(types.remove("sql_pipeline"));
        assertThat(inDatabases).isBetween(57L, 59L);
        assertThat(Objects.requireNonNull(types.remove("aurora_restore"))).isBetween(14L, 16L);
        long recoveries = Objects.requireNonNull(types.remove("drs_recovery"))
                + Objects.requireNonNull(types.remove("drs_termination"));
        assertThat(recoveries).isBetween(78L, 83L);
        assertThat(types)
                .hasSize(4)
                .values()
                .allSatisfy(times -> assertThat(times).isBetween(559L, 564L));
        assertThat(paths)
                .hasSize(Subject.all().size()
                        + Subject.inDatabases().size()
                        + Subject.recoveries().size()
                        + Subject.restores().size());
        assertThat(Subject.recoveries())
                .allSatisfy(path -> assertThat(paths.get(path.name())).isBetween(6L, 9L));
        assertThat(Subject.inDatabases())
                .allSatisfy(path -> assertThat(paths.get(path.name())).isBetween(6L, 8L));
        assertThat(Subject.restores())
                .allSatisfy(path -> assertThat(paths.get(path.name())).isBetween(1L, 3L));
        Subject.byType()
                .forEach(type -> assertThat(type)
                        .extracting(path -> paths.get(path.name()))
                        .allSatisfy(
                                times -> assertThat(times).isBetween(559L / type.size() - 3, 564L / type.size() + 4)));
    }

    private Map<String, Long> counted(Seeds seeds, java.util.function.Function<Subject, String> by) {
        return seeds.all()
                .mapToObj(campaign::subject)
                .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.counting()));
    }
}
