package io.rdsmaint.aurora.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.StepKinds;
import io.rdsmaint.aurora.cluster.ExpectedCluster.Known;
import io.rdsmaint.aurora.instance.ChangeClass;
import io.rdsmaint.aurora.instance.CreateInstance;
import io.rdsmaint.aurora.instance.DeleteInstance;
import io.rdsmaint.aurora.instance.Failover;
import io.rdsmaint.aurora.instance.RebootInstance;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the cluster is expected to look like after each step that was done, and while one may be under way. */
class ExpectedClusterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
    private static final String BASELINE =
            "{'cluster_resource_id':'cluster-A','writer':'a','floors':{'reader':1,'reports':2},'members':{"
                    + "'a':{'resource_id':'db-A','class':'large','autoscaled':false},"
                    + "'s':{'resource_id':'db-S','class':'small','autoscaled':true}}}";

    private static final String REBOOT = "{'only_pending':true,'follows_writer':false,'in_place':false,'instance':'s'}";
    private static final String CREATE = "{'instance':'t','class':'big','like':'a','zone':'','tier':1}";
    private static final String FAILOVER = "{'to':'s','from':'a','class':'small','exact':false}";

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonTrees.read(text.replace('\'', '"'));
    }

    private static ExpectedCluster after(Step... steps) {
        return of(json(BASELINE), steps);
    }

    private static ExpectedCluster of(ObjectNode baseline, Step... steps) {
        return ExpectedCluster.of(new Samples().having(baseline, steps), StepKinds::effect);
    }

    private static Step step(
            String action,
            String parameters,
            StepState state,
            String memo,
            @Nullable String result,
            @Nullable SavedIntent intent) {
        return new Step(
                new PlannedStep(
                        action,
                        action,
                        json(parameters),
                        null,
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(5),
                        List.of(),
                        false,
                        false),
                state,
                1,
                null,
                null,
                json(memo),
                result == null ? null : json(result),
                intent,
                List.of(),
                0,
                null,
                NOW,
                NOW,
                null,
                null,
                null,
                null);
    }

    private static Step done(String action, String parameters, String result) {
        return step(action, parameters, StepState.COMPLETED, "{}", result, null);
    }

    private static Step underWay(String action, String parameters, String memo) {
        SavedIntent open = new SavedIntent(
                "i-1",
                "call",
                "a",
                SavedIntent.Idempotence.SOON,
                NOW,
                "i",
                json("{}"),
                SavedIntent.State.OPEN,
                null,
                null);
        return step(action, parameters, StepState.WAITING, memo, null, open);
    }

    private static String change(String instance) {
        return "{'instance':'%s','from':'small','to':'big','in_place':false}".formatted(instance);
    }

    @Test
    void atFirstItIsTheBaseline() {
        ExpectedCluster baseline = after();

        assertThat(baseline.members())
                .isEqualTo(Map.of(
                        "a", new Known("db-A", Set.of("large"), false, true),
                        "s", new Known("db-S", Set.of("small"), true, true)));
        assertThat(baseline.writers()).containsExactly("a");
        assertThat(baseline.floors()).isEqualTo(Map.of("reader", 1, "reports", 2));
        assertThat(baseline.clusterResourceIds()).containsExactly("cluster-A");
    }

    @Test
    void aBaselineThatNamesNoClusterIsOfTheOneThatTheOperationWasStartedFor() {
        assertThat(of(json("{}")).clusterResourceIds()).containsExactly("cluster-RES");
        assertThat(of(json("{}")).writers()).isEmpty();
        assertThat(of(json("{'writer':''}")).writers()).isEmpty();
    }

    @Test
    void aChangedClassIsTheResultsAndTheRestOfTheMemberStays() {
        ExpectedCluster changed = after(done(ChangeClass.ACTION, change("s"), "{'class':'big','resource_id':'db-X'}"));

        assertThat(changed.members()).containsEntry("s", new Known("db-S", Set.of("big"), true, true));
        assertThat(changed.members()).containsEntry("a", new Known("db-A", Set.of("large"), false, true));
    }

    @Test
    void nobodyIsExpectedWhoWasNoMember() {
        assertThat(after(done(ChangeClass.ACTION, change("z"), "{'class':'big'}"))
                        .members())
                .containsOnlyKeys("a", "s");
        assertThat(after(underWay(ChangeClass.ACTION, change("z"), "{}")).members())
                .containsOnlyKeys("a", "s");
        assertThat(after(underWay(DeleteInstance.ACTION, "{'instance':'z'}", "{}"))
                        .members())
                .containsOnlyKeys("a", "s");
    }

    @Test
    void anInstanceThatWasMadeIsAMemberAndOneThatWasDeletedIsNone() {
        Step made = done(CreateInstance.ACTION, CREATE, "{'resource_id':'db-T','class':'big'}");

        assertThat(after(made).members()).containsEntry("t", new Known("db-T", Set.of("big"), false, true));
        assertThat(after(made, done(DeleteInstance.ACTION, "{'instance':'t'}", "{}"))
                        .members())
                .containsOnlyKeys("a", "s");
    }

    @Test
    void whatAPersonAgreedToGoOnWithoutIsNoMember() {
        assertThat(after(done(ChangeClass.ACTION, change("s"), "{'gone':true}")).members())
                .containsOnlyKeys("a");
        assertThat(after(done(RebootInstance.ACTION, REBOOT, "{'gone':true}")).members())
                .containsOnlyKeys("a");
    }

    @Test
    void aFailoverThatWasDoneLeavesOneWriter() {
        assertThat(after(done(Failover.ACTION, FAILOVER, "{'writer':'s'}")).writers())
                .containsExactly("s");
    }

    @Test
    void whileAFailoverMayBeUnderWayEitherMayWrite() {
        assertThat(after(underWay(Failover.ACTION, FAILOVER, "{}")).writers()).containsExactlyInAnyOrder("a", "s");
    }

    @Test
    void whileAClassMayBeChangingEitherIsExpected() {
        assertThat(after(underWay(ChangeClass.ACTION, change("a"), "{}")).members())
                .containsEntry("a", new Known("db-A", Set.of("big", "large"), false, true));
    }

    @Test
    void whileAnInstanceIsMadeOrDeletedItMayBeThereOrNot() {
        assertThat(after(underWay(CreateInstance.ACTION, CREATE, "{'resource_id':'db-T'}"))
                        .members())
                .containsEntry("t", new Known("db-T", Set.of("big"), false, false));
        assertThat(after(underWay(DeleteInstance.ACTION, "{'instance':'s'}", "{}"))
                        .members())
                .containsEntry("s", new Known("db-S", Set.of("small"), true, false));
    }

    @Test
    void aStepThatMadeNoCallChangesNoExpectation() {
        assertThat(after(step(Failover.ACTION, FAILOVER, StepState.WAITING, "{'cluster_resource_id':'g'}", null, null)))
                .usingRecursiveComparison()
                .isEqualTo(after());
        assertThat(after(step(Failover.ACTION, FAILOVER, StepState.PENDING, "{}", null, null)))
                .usingRecursiveComparison()
                .isEqualTo(after());
    }

    @Test
    void theClusterThatWillHaveTheNameIsExpectedBesideTheOneThatHasIt() {
        ExpectedCluster switching = after(underWay("switchover", "{}", "{'cluster_resource_id':'cluster-G'}"));

        assertThat(switching.clusterResourceIds()).containsExactlyInAnyOrder("cluster-A", "cluster-G");
        assertThat(after(underWay("switchover", "{}", "{}")).clusterResourceIds())
                .containsExactly("cluster-A");
    }

    @Test
    void aStepsOwnBaselineReplacesThePlansWhateverBecameOfTheStep() {
        String fresh = "{'baseline':{'cluster_resource_id':'cluster-B','writer':'b','members':{}}}";
        Step earlier = done(Failover.ACTION, FAILOVER, "{'writer':'s'}");

        for (StepState state : List.of(StepState.COMPLETED, StepState.SKIPPED)) {
            ExpectedCluster anew = after(earlier, step("preflight", "{}", state, "{}", fresh, null));

            assertThat(anew.members()).isEmpty();
            assertThat(anew.writers()).containsExactly("b");
            assertThat(anew.floors()).isEmpty();
            assertThat(anew.clusterResourceIds()).containsExactly("cluster-B");
        }
    }

    @Test
    void aBaselineSaysWhatIsSeenAndReadsAsThat() {
        RdsGateway rds = new SimulatedWorld(Scenarios.multiNode()).world().rds();
        Cluster cluster = rds.cluster("demo-multi").orElseThrow();
        List<Instance> instances = rds.instances("demo-multi");

        ExpectedCluster seen = of(ExpectedCluster.baseline(cluster, instances, Map.of("reader", 1)));

        assertThat(seen.members()).hasSize(3);
        assertThat(instances)
                .allSatisfy(i -> assertThat(seen.members())
                        .containsEntry(
                                i.id(), new Known(i.resourceId(), Set.of(i.instanceClass()), i.autoscaled(), true)));
        assertThat(seen.writers()).containsExactly("demo-multi-1");
        assertThat(seen.floors()).containsExactly(Map.entry("reader", 1));
        assertThat(seen.clusterResourceIds()).containsExactly(cluster.resourceId());
    }
}
