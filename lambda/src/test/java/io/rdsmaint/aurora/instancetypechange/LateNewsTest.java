package io.rdsmaint.aurora.instancetypechange;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.model.Proxy;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import io.rdsmaint.testkit.store.ForwardingStore;
import io.rdsmaint.testkit.store.MemoryOperationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes up after preflight and shows in no status: it is seen in the look that precedes a change. */
class LateNewsTest {
    private static final String CLUSTER = "demo-multi";
    private static final String LOST =
            "Amazon RDS is unable to access the KMS encryption key for database instance demo-multi-3. This is likely due to"
                    + " the key being disabled or Amazon RDS being unable to access it.";
    private static final String FOUND =
            "Amazon RDS can now successfully access the KMS encryption key for database instance demo-multi-3.";

    private final AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), CLUSTER);
    private final List<Instant> moments = new ArrayList<>();

    private static boolean acceptable(Question question) {
        return question.options().stream().anyMatch(o -> "accept".equals(o.choice()));
    }

    @Test
    void h23_aClassThatWasQueuedOnTheTargetOfAFailoverIsAskedAbout() {
        trial.before(
                        "Fail over",
                        () -> trial.simulator.outsider().queue("demo-multi-2", "DBInstanceClass", "db.r6g.2xlarge"))
                .answering(q -> "abort");

        trial.run();

        assertThat(trial.changes()).noneMatch(c -> c.startsWith("FailoverDBCluster"));

        assertThat(trial.questions.getFirst()).satisfies(q -> {
            assertThat(q.reason()).contains("Changes wait on demo-multi-2, which is to become the writer");
            assertThat(q.observed()).contains("DBInstanceClass=db.r6g.2xlarge");
            assertThat(acceptable(q)).isTrue();
        });
    }

    /** Between the look that decided and the one right before the call. */
    @Test
    void h17_anotherWriterThanTheOneThatWasLookedAtIsNotFailedOver() {
        trial.store(new ForwardingStore(new MemoryOperationStore()) {
            @Override
            public void save(Operation operation, List<LogEntry> events) {
                super.save(operation, events);
                boolean intended = events.stream()
                        .anyMatch(e -> e.type() == LogEntry.Type.INTENT_SAVED
                                && e.message().startsWith("FailoverDBCluster"));
                if (intended && moments.isEmpty()) {
                    moments.add(trial.clock.instant());
                    trial.simulator.inject(
                            Fault.showsWriters(CLUSTER, "demo-multi-3").named("view"));
                }
            }
        });
        trial.during("Fail over", () -> {
            assertThat(trial.changes()).noneMatch(c -> c.startsWith("FailoverDBCluster"));
            trial.simulator.clearFault("view");
        });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(moments).hasSize(1);
        assertThat(trial.writer()).isEqualTo("demo-multi-2");
    }

    @Test
    void h36_aRenameThatIsQueuedOnAnotherMemberIsAskedAbout() {
        trial.before(
                        "Change demo-multi-2",
                        () -> trial.simulator
                                .outsider()
                                .queue("demo-multi-3", "DBInstanceIdentifier", "demo-multi-three"))
                .answering(q -> "abort");

        trial.run();

        assertThat(trial.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.observed()).contains("demo-multi-3 is to be renamed to demo-multi-three"));
        assertThat(trial.changes()).doesNotContain("ModifyDBInstance demo-multi-2");
    }

    @Test
    void aKeyThatCanNotBeReachedIsAskedAboutOnce() {
        trial.before("Change demo-multi-2", () -> trial.simulator.outsider().event("demo-multi-3", "failure", LOST))
                .answering(q -> "continue/accept");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).singleElement().satisfies(q -> {
            assertThat(q.reason()).startsWith("Change demo-multi-2").contains("RDS can't reach the KMS key");
            assertThat(q.observed()).contains("demo-multi-3", "unable to access the KMS encryption key");
        });
    }

    @Test
    void aKeyThatCanBeReachedAgainIsNoObstacle() {
        trial.before("Change demo-multi-2", () -> trial.simulator.outsider().event("demo-multi-3", "failure", LOST))
                .answering(q -> {
                    assertThat(trial.changes()).doesNotContain("ModifyDBInstance demo-multi-2");
                    trial.simulator.outsider().event("demo-multi-3", "failure", FOUND);
                    return "continue";
                });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).hasSize(1);
    }

    @Test
    void theKeyOfAnotherClusterIsNotThisOnes() {
        AuroraTestRunner other = Trials.of(
                Scenarios.multiNode()
                        .and(stage -> stage.cluster(
                                "another",
                                "aurora-postgresql",
                                "15.8",
                                cluster -> cluster.instance("another-1", "db.r6g.large", "us-east-1a"))),
                CLUSTER);
        other.before("Change demo-multi-2", () -> other.simulator.outsider().event("another-1", "failure", LOST));

        assertThat(other.run().state()).isEqualTo(OperationState.COMPLETED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH_FAILURE", "UNREACHABLE", "OF_TOMORROW"})
    void h61_aProxyIsWaitedForByWhatItsWordMeans(String reason) {
        AuroraTestRunner proxied = Trials.of(Scenarios.proxy(), "demo-proxied");
        proxied.before("Fail over to demo-proxied-2", () -> {
                    moments.add(proxied.clock.instant());
                    proxied.simulator.change(world -> world.sites()
                            .forEach(site -> site.proxies()
                                    .values()
                                    .forEach(p -> p.ail(
                                            "demo-proxied-2", new Proxy.Ailment("UNAVAILABLE", reason, "a reason")))));
                })
                .answering(q -> {
                    moments.add(proxied.clock.instant());
                    return "abort";
                });

        proxied.run();

        Duration least = switch (reason) {
            case "AUTH_FAILURE" -> Duration.ofMinutes(1);
            case "UNREACHABLE" -> Duration.ofMinutes(5);
            default -> Duration.ofMinutes(15);
        };
        assertThat(proxied.questions)
                .singleElement()
                .satisfies(q -> assertThat(q.reason()).contains("A proxy in front of the cluster is not healthy"));
        assertThat(Duration.between(moments.getFirst(), moments.getLast()))
                .isBetween(least, least.plus(Duration.ofMinutes(2)));
    }
}
