package io.rdsmaint.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.aurora.cluster.Surroundings;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.aurora.precondition.ClusterPreconditions;
import io.rdsmaint.aurora.precondition.ProposedChange;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.simulator.scenario.ClusterBuilder;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is remembered of an acceptance, and what operations that began under an earlier version remember. */
class AcceptancesTest {
    private static final Operation OPERATION = new Samples().fresh();
    private static final ClusterReader READER = new SimulatedWorld(Scenarios.multiNode()).reader();

    /** The keys that version 0.1.0 stored for what its guards asked. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            othersInService    | RESTART_PENDING: demo-multi-3 to apply its parameter group (pending-reboot)
            othersInService    | ANOTHER_INSTANCE_DOWN: demo-multi-1 is storage-full
            nothingElsePending | PENDING_VALUES: {Port=#}
            readersUpToDate    | LAGGING: demo-multi-3: replica lag # ms behind, limit #
            """)
    void acceptancesOfTheFirstVersionCount(String guard, String stored) {
        Acceptances accepted = new Acceptances(Set.of(stored));
        ObservedCluster seen = look(c -> c.alter("demo-multi-3", i -> i.parameterStatus("pending-reboot"))
                .alter("demo-multi-2", i -> i.pending("Port", "5433"))
                .alter("demo-multi-1", i -> i.status("storage-full")));

        List<Violation.NeedsApproval> asked = objections(guard, seen);

        assertThat(asked).anyMatch(accepted::cover);
        assertThat(asked).noneMatch(new Acceptances(Set.of(stored + " else"))::cover);
    }

    @Test
    void theWordsOfAFindingThatTheFirstVersionStoredCount() {
        Finding finding = new Finding(
                "instance-pending-values",
                Finding.Severity.ASK,
                "changes wait on instance demo-multi-2: Port=5433; a reboot may be what applies them, too",
                "",
                List.of("PENDING_VALUES: demo-multi-2 Port=5433"));

        assertThat(new Acceptances(Set.of("instance-pending-values: changes wait on instance demo-multi-2: Port=#; a"
                                + " reboot may be what applies them, too"))
                        .cover(finding))
                .isTrue();
        assertThat(new Acceptances(Set.of("PENDING_VALUES: demo-multi-2 Port=5433")).cover(finding))
                .isTrue();
        assertThat(new Acceptances(Set.of("PENDING_VALUES: demo-multi-2 Port=5434")).cover(finding))
                .isFalse();
    }

    @Test
    void whatIsNotAcceptableIsCoveredByNothing() {
        Violation.NeedsApproval never = new Violation.NeedsApproval(
                PlanQuestion.NO_NEW_PLAN,
                "LAST_INSTANCE",
                Choices.REPLAN,
                "it is the last",
                "instances: [a]",
                List.of());

        assertThat(new Acceptances(Set.copyOf(never.keys())).cover(never)).isFalse();
    }

    @Test
    void oneAcceptedThingDoesNotCoverAnother() {
        ObservedCluster seen = look(c -> c.alter(
                "demo-multi-3", i -> i.parameterStatus("failed-to-apply").clusterParameterStatus("pending-reboot")));
        Violation.NeedsApproval both = objections("othersInService", seen).getFirst();

        assertThat(both.keys()).hasSize(2);
        assertThat(new Acceptances(Set.of(both.keys().getFirst())).cover(both)).isFalse();
        assertThat(new Acceptances(Set.copyOf(both.keys())).cover(both)).isTrue();
    }

    @Test
    void anAcceptedLagCoversOneLikeItAndASmallerOne() {
        Acceptances accepted = new Acceptances(Set.copyOf(Subjects.lag("r", 12_000)));

        assertThat(accepted.all(Subjects.lag("r", 3_000))).isTrue();
        assertThat(accepted.all(Subjects.lag("r", 90_000))).isTrue();
        assertThat(accepted.all(Subjects.lag("r", 120_000))).isFalse();
        assertThat(accepted.all(Subjects.lag("other", 3_000))).isFalse();
        assertThat(Subjects.lag("r", 1_000)).hasSize(1);
    }

    private static List<Violation.NeedsApproval> objections(String guard, ObservedCluster seen) {
        ChangeContext context = ChangeContext.of(
                READER, OPERATION, new ProposedChange.Change("demo-multi-2", "db.r7g.large", false), seen);
        return ClusterPreconditions.all().stream()
                .filter(g -> g.name().equals(guard))
                .flatMap(g -> g.check().apply(context).stream())
                .flatMap(o -> switch (o) {
                    case Violation.NeedsApproval ask -> java.util.stream.Stream.of(ask);
                    case Violation.Grace lingering -> java.util.stream.Stream.of(lingering.then());
                    case Violation.Mendable mendable ->
                        java.util.stream.Stream.of(mendable.until().then());
                    case Violation.Retry notYet -> java.util.stream.Stream.<Violation.NeedsApproval>empty();
                })
                .toList();
    }

    private static ObservedCluster look(Consumer<ClusterBuilder> alterations) {
        SimulatedWorld world = new SimulatedWorld(Scenarios.multiNode().and(s -> s.alter("demo-multi", alterations)));
        Map<String, Instance> instances = world.world().rds().instances("demo-multi").stream()
                .collect(Collectors.toMap(Instance::id, Function.identity()));
        return new ObservedCluster(
                world.world().rds().cluster("demo-multi").orElseThrow(),
                instances,
                new Surroundings(
                        List::of,
                        List::of,
                        () -> Map.of("demo-multi-3", 4_000.0),
                        List::of,
                        () -> "123456789012",
                        List::of),
                Set.of());
    }
}
