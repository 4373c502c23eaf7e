package io.rdsmaint.aurora.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.kit.Violation.Grace;
import io.rdsmaint.kit.Violation.Retry;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of status word leads to: nothing, a wait, a question after two looks, or one after a quarter of an hour. */
class FitnessTest {
    private static final String ID = "demo-multi-2";
    private static final Target TARGET =
            new Target(Target.UNNAMED_KIND, "123456789012", "us-east-1", "demo-multi", "cluster-RES", null, null);

    private static RdsGateway showing(String instance, String cluster) {
        return new SimulatedWorld(Scenarios.multiNode()
                        .and(stage -> stage.alter("demo-multi", c -> {
                            c.alter(ID, i -> i.status(instance));
                            c.status(cluster);
                        })))
                .world()
                .rds();
    }

    private static Instance instance(String status) {
        return showing(status, "available").instance(ID).orElseThrow();
    }

    private static Cluster cluster(String status) {
        return showing("available", status).cluster("demo-multi").orElseThrow();
    }

    /** In words: the code, whether it may be accepted, after how many minutes it is asked about, and what it waits. */
    private static String words(Optional<Violation> objection) {
        return objection
                .map(o -> switch (o) {
                    case Retry notYet -> "waits " + notYet.seconds();
                    case Grace l ->
                        l.then().code() + (l.then().acceptable() ? " acceptable" : "") + " after "
                                + l.patience().toMinutes() + ", waits "
                                + l.atFirst().seconds();
                    default -> o.toString();
                })
                .orElse("nothing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            available            | nothing | nothing
            storage-optimization | nothing | STORAGE_OPTIMIZATION acceptable after 15, waits 30
            modifying            | nothing | waits 30
            deleting             | INSTANCE_STATUS after 1, waits 60 | INSTANCE_STATUS after 1, waits 60
            storage-full         | INSTANCE_STATUS after 1, waits 60 | INSTANCE_STATUS after 1, waits 60
            dreaming             | UNKNOWN_STATUS acceptable after 15, waits 30 | UNKNOWN_STATUS acceptable after 15, waits 30
            """)
    void ofAnInstance(String status, String trouble, String unavailable) {
        Instance instance = instance(status);

        assertThat(words(Fitness.trouble(TARGET, instance))).isEqualTo(trouble);
        assertThat(words(Fitness.unavailable(TARGET, instance))).isEqualTo(unavailable);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            available   | nothing | nothing | nothing
            storage-optimization | nothing | nothing | STORAGE_OPTIMIZATION acceptable after 15, waits 30
            backing-up  | nothing | waits 7 | waits 7
            deleting    | CLUSTER_STATUS after 1, waits 60 | CLUSTER_STATUS after 1, waits 60 | CLUSTER_STATUS after 1, waits 60
            inaccessible-encryption-credentials | CLUSTER_STATUS after 1, waits 60 | CLUSTER_STATUS after 1, waits 60 | CLUSTER_STATUS after 1, waits 60
            dreaming    | UNKNOWN_STATUS acceptable after 15, waits 30 | UNKNOWN_STATUS acceptable after 15, waits 30 | UNKNOWN_STATUS acceptable after 15, waits 30
            """)
    void ofACluster(String status, String trouble, String restless, String unavailable) {
        Cluster cluster = cluster(status);

        assertThat(words(Fitness.trouble(TARGET, cluster))).isEqualTo(trouble);
        assertThat(words(Fitness.restless(TARGET, cluster, 7))).isEqualTo(restless);
        assertThat(words(Fitness.unavailable(TARGET, cluster, 7))).isEqualTo(unavailable);
    }

    @Test
    void everyQuestionSaysWhatIsSeenAndHowToLookCloser() {
        for (String status : new String[] {"storage-full", "deleting", "dreaming", "storage-optimization"}) {
            Grace objection =
                    (Grace) Fitness.unavailable(TARGET, instance(status)).orElseThrow();

            assertThat(objection.then().observed()).contains(ID + " is " + status);
            assertThat(objection.then().commands()).anyMatch(c -> c.contains("describe-db-instances"));
            assertThat(objection.atFirst().condition()).contains(ID + " is " + status);
        }
    }

    @Test
    void aClustersQuestionDoesSoToo() {
        for (String status : new String[] {"deleting", "dreaming"}) {
            Grace objection = (Grace) Fitness.trouble(TARGET, cluster(status)).orElseThrow();

            assertThat(objection.then().observed()).contains("cluster demo-multi is " + status);
            assertThat(objection.then().commands())
                    .anyMatch(c -> c.contains("describe-db-clusters"))
                    .anyMatch(c -> c.contains("describe-events"));
        }
    }

    @Test
    void twoLooksAreAMinuteApart() {
        Violation.NeedsApproval ask = new Violation.NeedsApproval(
                ClusterQuestion.CLUSTER_STATUS, "X", Choices.LOOK_AGAIN, "why", "seen", java.util.List.of());

        assertThat(Fitness.lasting(ask))
                .isEqualTo(new Grace(
                        new Retry("another look at what does not pass by itself: seen", 60),
                        Duration.ofMinutes(1),
                        ask));
    }
}
