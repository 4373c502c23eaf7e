package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.InstanceClasses;
import io.rdsmaint.simulator.scenario.ClusterBuilder;
import io.rdsmaint.simulator.scenario.InstanceBuilder;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;

/** What becomes of the writer when its hazards are ignored; each test bears the number of the hazard. */
class WriterHazardsTest {

    private static final String CLUSTER = "demo-multi";
    private static final String WRITER = "demo-multi-1";
    private static final String READER = "demo-multi-2";
    private static final String SPARE = "spare";

    private final Lab lab = new Lab(Scenarios.multiNode());

    private static Scenario altered(Consumer<ClusterBuilder> alterations) {
        return Scenarios.multiNode().and(stage -> stage.alter(CLUSTER, alterations));
    }

    private static Scenario reader(Consumer<InstanceBuilder> alterations) {
        return altered(cluster -> cluster.alter(READER, alterations));
    }

    private void promoteABareSpare(Lab in) {
        in.create(SPARE, CLUSTER, "db.r6g.large", request -> request.availabilityZone("us-east-1b"));
        in.passUntil(l -> l.settled(SPARE));
        in.failOver(CLUSTER, SPARE);
        in.settle();
    }

    @Test
    void h4AndH5AndH13ABareSpareLosesSettingsTagsAndAWarmCache() {
        Lab own = new Lab(Scenarios.multiNode()
                .and(stage -> stage.instanceParameterGroup("own", "aurora-postgresql15")
                        .alter(CLUSTER, cluster -> cluster.alter(WRITER, each -> each.parameterGroup("own")))));
        promoteABareSpare(own);
        assertThat(own.incidents(Harm.OTHER_PARAMETERS)).containsExactly(SPARE);
        assertThat(own.incidents(Harm.LOST_SETTINGS)).containsExactly(SPARE);
        assertThat(own.incidents(Harm.LOST_TAGS)).containsExactly(SPARE);
        assertThat(own.incidents(Harm.COLD_CACHE_PROMOTION)).containsExactly(SPARE);
    }

    @Test
    void h6AnotherCertificateAuthorityFailsTheClientsOfTheSpare() {
        Lab own = new Lab(Scenarios.multiNode().and(stage -> stage.defaultAuthority("rds-ca-ecc384-g1")));
        promoteABareSpare(own);
        assertThat(own.lasting(Harm.TLS_FAILURES)).containsOnly(SPARE);
    }

    @Test
    void h7AWriterInAnotherZoneIsNoted() {
        lab.failOver(CLUSTER, READER);
        lab.settle();
        assertThat(lab.incidents(Harm.CROSS_AZ_WRITER)).containsExactly(READER);
    }

    @Test
    void h12AnUnplannedFailoverTakesASpareOfTheFirstTier() {
        lab.create(SPARE, CLUSTER, "db.r6g.large", request -> request.promotionTier(0));
        lab.passUntil(l -> l.settled(SPARE));
        lab.simulator.outsider().failWriter(CLUSTER);
        lab.settle();
        assertThat(lab.writer(CLUSTER)).isEqualTo(SPARE);
        assertThat(lab.incidents(Harm.TIER_ORDER_CHANGED)).containsExactly(SPARE);
    }

    @Test
    void h12CacheManagementIsSuspendedWhileTheFirstTierDiffersInClass() {
        Lab own = new Lab(Scenarios.multiNode()
                .and(stage -> stage.clusterParameterGroup("own", "aurora-postgresql15")
                        .parameter("own", "apg_ccm_enabled", "1")
                        .alter(CLUSTER, cluster -> cluster.parameterGroup("own").alter(READER, each -> each.tier(0)))));
        assertThat(own.lasting(Harm.CACHE_MANAGEMENT_SUSPENDED)).isEmpty();
        own.changeClass(READER, "db.r6g.xlarge");
        own.settle();
        assertThat(own.lasting(Harm.CACHE_MANAGEMENT_SUSPENDED)).containsExactly(CLUSTER);
    }

    @Test
    void h16ALaggingReaderTakesLongerToPromote() {
        Lab own = new Lab(reader(each -> each.lagMillis(30_000)));
        own.failOver(CLUSTER, READER);
        own.settle();
        assertThat(own.incidents(Harm.LAGGING_PROMOTION)).containsExactly(READER);
        assertThat(own.total(Harm.WRITE_INTERRUPTION)).isGreaterThan(Duration.ofSeconds(75));
    }

    @Test
    void h17ARoleThatFlippedIsNotYetAClusterThatIsReady() {
        lab.failOver(CLUSTER, READER);
        lab.passUntil(l -> l.writer(CLUSTER).equals(READER));
        assertThat(lab.cluster(CLUSTER).status()).isEqualTo("failing-over");
        assertThat(lab.instance(WRITER).dbInstanceStatus()).isEqualTo("rebooting");
        assertThatThrownBy(() -> lab.failOver(CLUSTER, "demo-multi-3"))
                .isInstanceOf(InvalidDbClusterStateException.class);
    }

    @Test
    void h18AndH19ASmallerTargetIsOverloaded() {
        Lab own = new Lab(altered(cluster -> cluster.writes(3, 200)
                .alter(
                        WRITER,
                        each -> each.instance()
                                .instanceClass(
                                        InstanceClasses.find("db.r6g.xlarge").orElseThrow()))));
        own.failOver(CLUSTER, READER);
        own.settle();
        assertThat(own.incidents(Harm.SMALLER_WRITER)).containsExactly(READER);
        assertThat(own.lasting(Harm.OVERLOAD)).containsExactly(READER);
    }

    @Test
    void h20DeletingTheWriterMakesAuroraPromoteAReader() {
        lab.delete(WRITER);
        lab.settle();
        assertThat(lab.lasting(Harm.WRITE_INTERRUPTION)).containsExactly(CLUSTER);
        assertThat(lab.incidents(Harm.ORIGINAL_DELETED)).containsExactly(WRITER);
        assertThat(lab.writer(CLUSTER)).isIn(READER, "demo-multi-3");
    }

    @Test
    void h20TheLastInstanceCanBeDeletedInSpiteOfDeletionProtection() {
        Lab own = new Lab(Scenarios.singleNode());
        own.delete("demo-single-1");
        own.settle();
        assertThat(own.cluster("demo-single").dbClusterMembers()).isEmpty();
        assertThat(own.incidents(Harm.CLUSTER_EMPTY)).containsExactly("demo-single-1");
        assertThat(own.total(Harm.WRITE_INTERRUPTION)).isGreaterThan(Duration.ofMinutes(30));
    }

    @Test
    void h21AnAutoscaledWriterIsRemovedWhenTheLoadFalls() {
        Lab own = new Lab(Scenarios.autoscaled()
                .and(stage -> stage.alter("demo-autoscaled", cluster -> cluster.reads(0.2, 40))));
        String autoscaled = "application-autoscaling-22222222-bbbb-4bbb-abbb-222222222222";
        own.failOver("demo-autoscaled", autoscaled);
        own.settle();
        assertThat(own.incidents(Harm.AUTOSCALED_WRITER)).contains(autoscaled);
        assertThat(own.lasting(Harm.WRITE_INTERRUPTION)).hasSizeGreaterThan(1);
    }

    @Test
    void h22AChangeOfTheWritersClassInPlaceFailsOverToWhomAuroraLikes() {
        Lab own = new Lab(altered(cluster -> cluster.alter("demo-multi-3", each -> each.tier(0))));
        own.changeClass(WRITER, "db.r6g.xlarge");
        own.settle();
        assertThat(own.writer(CLUSTER)).isEqualTo("demo-multi-3");
        assertThat(own.lasting(Harm.WRITE_INTERRUPTION)).containsExactly(CLUSTER);
        assertThat(own.instance(WRITER).dbInstanceClass()).isEqualTo("db.r6g.xlarge");
    }

    @Test
    void h22ALoneWriterIsOutForMinutes() {
        Lab own = new Lab(Scenarios.singleNode());
        own.changeClass("demo-single-1", "db.r6g.xlarge");
        own.settle();
        assertThat(own.total(Harm.WRITE_INTERRUPTION)).isGreaterThan(Duration.ofSeconds(89));
        assertThat(own.writer("demo-single")).isEqualTo("demo-single-1");
    }

    @Test
    void h29InOldVersionsReadersRestartWithTheWriter() {
        Lab own = new Lab(Scenarios.find("old-engine").orElseThrow());
        own.failOver("demo-old", "demo-old-2");
        own.settle();
        assertThat(own.lasting(Harm.READER_ENDPOINT_ON_WRITER)).containsExactly("demo-old");
        lab.failOver(CLUSTER, READER);
        lab.settle();
        assertThat(lab.lasting(Harm.READER_ENDPOINT_ON_WRITER)).isEmpty();
    }

    @Test
    void h30AWriterThatRunsWithOtherStaticClusterParametersIsNoted() {
        Lab own = new Lab(
                altered(cluster -> cluster.alter(WRITER, each -> each.clusterParameterStatus("pending-reboot"))));
        own.failOver(CLUSTER, READER);
        own.settle();
        assertThat(own.incidents(Harm.OTHER_PARAMETERS)).containsExactly(READER);
    }

    @Test
    void h34AServerlessReaderOfAHighTierIsSmallWhenItIsPromoted() {
        Lab own = new Lab(Scenarios.serverlessReader()
                .and(stage -> stage.alter(
                        "demo-serverless",
                        cluster -> cluster.reads(0, 0).alter("demo-serverless-3", each -> each.tier(9)))));
        own.failOver("demo-serverless", "demo-serverless-3");
        own.settle();
        assertThat(own.incidents(Harm.SMALLER_WRITER)).containsExactly("demo-serverless-3");
        Lab keepsUp = new Lab(Scenarios.serverlessReader());
        keepsUp.failOver("demo-serverless", "demo-serverless-3");
        keepsUp.settle();
        assertThat(keepsUp.incidents(Harm.SMALLER_WRITER)).isEmpty();
    }

    @Test
    void h34AServerlessInstanceNeedsTheClustersRange() {
        assertThatThrownBy(() -> lab.changeClass(READER, "db.serverless")).hasMessageContaining("Serverless v2");
    }

    @Test
    void h36AWriterThatBreaksIsReplacedAsSoonAsAReaderCanTakeOver() {
        Lab own = new Lab(Scenarios.singleNode());
        own.simulator.outsider().breakDown("demo-single-1", "storage-full");
        own.create(SPARE, "demo-single", "db.r6g.large", request -> {});
        own.settle();
        assertThat(own.writer("demo-single")).isEqualTo(SPARE);
    }
}
