package io.rdsmaint.gateway.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rdsmaint.aurora.cluster.GatewayFactory;
import io.rdsmaint.engine.ChangeFailure;
import io.rdsmaint.engine.Intent;
import io.rdsmaint.engine.TestIntents;
import io.rdsmaint.simulator.CallRecord;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.TestClients;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

class RdsChangesTest {
    private final SimulatedWorld multi = new SimulatedWorld(Scenarios.multiNode()
            .and(s -> s.alter(
                    "demo-multi",
                    c -> c.staticEndpoint("reports", "ANY", "demo-multi-2").excludingEndpoint("rest", "ANY"))));
    private final RdsGateway rds = multi.world().rds();

    @Test
    void h4h5h6h7ACreatedInstanceIsTheCopyThatWasAskedFor() {
        Instance writer = rds.instance("demo-multi-1").orElseThrow();
        NewInstance copy = new NewInstance(
                "demo-multi-maint",
                "demo-multi",
                writer.engine(),
                "db.r6g.xlarge",
                "us-east-1b",
                15,
                writer.parameterGroups().getFirst().name(),
                writer.settings(),
                Map.of("rds-maint-operation", "test/op-1", "team", "orders"));

        Instance atOnce = rds.createInstance(multi.intent(), copy);
        multi.pass(Duration.ofHours(1));
        Instance seen = rds.instance("demo-multi-maint").orElseThrow();

        assertThat(atOnce.resourceId()).isEqualTo(seen.resourceId()).isNotEmpty();
        assertThat(seen.available()).isTrue();
        assertThat(seen.settings()).isEqualTo(writer.settings());
        assertThat(seen.parameterGroups()).isEqualTo(writer.parameterGroups());
        assertThat(seen.instanceClass()).isEqualTo("db.r6g.xlarge");
        assertThat(seen.availabilityZone()).isEqualTo("us-east-1b");
        assertThat(seen.promotionTier()).isEqualTo(15);
        assertThat(seen.tags()).isEqualTo(copy.tags());
    }

    @Test
    void h64CreatingWhatExistsPassesSoThatTheNextLookFindsIt() {
        Instance writer = rds.instance("demo-multi-1").orElseThrow();
        NewInstance namesake = new NewInstance(
                "demo-multi-2", "demo-multi", writer.engine(), "db.r6g.large", "", 15, "", writer.settings(), Map.of());

        assertThat(refused(intent -> rds.createInstance(intent, namesake)).passes())
                .isTrue();
    }

    @Test
    void aClassIsChangedAtOnce() {
        rds.modifyInstanceClass(multi.intent(), "demo-multi-2", "db.r6g.xlarge");
        multi.pass(Duration.ofHours(1));

        assertThat(rds.instance("demo-multi-2").orElseThrow().instanceClass()).isEqualTo("db.r6g.xlarge");
        assertThat(rds.instance("demo-multi-2").orElseThrow().pending()).isEmpty();
    }

    @Test
    void h26ChangingABusyInstanceIsRefusedAndPasses() {
        rds.modifyInstanceClass(multi.intent(), "demo-multi-2", "db.r6g.2xlarge");
        multi.pass(Duration.ofSeconds(20));

        assertThat(refused(i -> rds.modifyInstanceClass(i, "demo-multi-2", "db.r6g.xlarge"))
                        .passes())
                .isTrue();
    }

    @Test
    void h9ALackOfCapacityIsRefusedAndLasts() {
        SimulatedWorld scarce = new SimulatedWorld(Scenarios.multiNode().and(s -> s.instanceQuota(3)));
        Instance writer = scarce.world().rds().instance("demo-multi-1").orElseThrow();
        NewInstance more = new NewInstance(
                "demo-multi-maint",
                "demo-multi",
                writer.engine(),
                "db.r6g.large",
                "",
                15,
                "",
                writer.settings(),
                Map.of());

        assertThatThrownBy(() -> scarce.world().rds().createInstance(scarce.intent(), more))
                .isInstanceOfSatisfying(
                        ChangeFailure.Refused.class, r -> assertThat(r.passes()).isFalse())
                .hasMessageContaining("InstanceQuotaExceeded");
    }

    @Test
    void aFailoverMakesTheTargetTheWriter() {
        rds.failover(multi.intent(), "demo-multi", "demo-multi-3");
        multi.pass(Duration.ofMinutes(5));

        assertThat(rds.cluster("demo-multi")
                        .orElseThrow()
                        .writer()
                        .one()
                        .orElseThrow()
                        .instanceId())
                .isEqualTo("demo-multi-3");
    }

    @Test
    void h64DeletingWhatIsGoneIsDone() {
        rds.deleteInstance(multi.intent(), "demo-multi-3");
        multi.pass(Duration.ofHours(1));
        assertThat(rds.instance("demo-multi-3")).isEmpty();

        rds.deleteInstance(multi.intent(), "demo-multi-3");
    }

    @Test
    void tagsAreAddedAndRemoved() {
        String arn = rds.cluster("demo-multi").orElseThrow().arn();

        rds.addTags(multi.intent(), arn, Map.of("rds-maint-operation", "test/op-1"));
        assertThat(rds.cluster("demo-multi").orElseThrow().tags()).containsEntry("rds-maint-operation", "test/op-1");

        rds.removeTags(multi.intent(), arn, Set.of("rds-maint-operation"));
        assertThat(rds.cluster("demo-multi").orElseThrow().tags()).doesNotContainKey("rds-maint-operation");
    }

    @Test
    void endpointsGetTheMembersAndExclusionsGiven() {
        rds.setEndpointMembers(multi.intent(), "reports", List.of("demo-multi-2", "demo-multi-3"));
        rds.setEndpointExclusions(multi.intent(), "rest", List.of("demo-multi-1"));
        multi.pass(Duration.ofMinutes(5));

        assertThat(rds.customEndpoints("demo-multi"))
                .anySatisfy(
                        e -> assertThat(e.staticMembers()).containsExactlyInAnyOrder("demo-multi-2", "demo-multi-3"))
                .anySatisfy(e -> assertThat(e.excludedMembers()).containsExactly("demo-multi-1"));
    }

    @Test
    void endpointsCanBeEmptiedOfExclusions() {
        rds.setEndpointExclusions(multi.intent(), "rest", List.of("demo-multi-1"));
        multi.pass(Duration.ofMinutes(5));

        rds.setEndpointExclusions(multi.intent(), "rest", List.of());
        multi.pass(Duration.ofMinutes(5));

        assertThat(rds.customEndpoints("demo-multi"))
                .allSatisfy(e -> assertThat(e.excludedMembers()).isEmpty());
    }

    @Test
    void thePromotionTierIsSet() {
        rds.modifyPromotionTier(multi.intent(), "demo-multi-2", 0);
        multi.pass(Duration.ofMinutes(5));

        assertThat(rds.instance("demo-multi-2").orElseThrow().promotionTier()).isZero();
    }

    @Test
    void aCallCutAfterItTookEffectIsUnknownAndWasSentOnce() {
        multi.simulator().inject(Fault.cutAfterEffect("FailoverDBCluster"));

        assertThatThrownBy(() -> rds.failover(multi.intent(), "demo-multi", "demo-multi-2"))
                .isInstanceOf(ChangeFailure.Unknown.class);

        assertThat(multi.simulator().calls()).filteredOn(CallRecord::changes).hasSize(1);
    }

    @Test
    void aCallThatArrivesSixteenMinutesAfterItsIntentHasNoEffect() {
        VirtualClock clock = new VirtualClock(multi.now());
        Simulator simulator = new Simulator(clock, Scenarios.multiNode());
        SdkHttpClient wire = simulator.httpClient();
        SdkHttpClient slow = new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                clock.advance(Duration.ofMinutes(16));
                return wire.prepareRequest(request);
            }

            @Override
            public void close() {}
        };
        RdsGateway late = new GatewayFactory(TestClients.over(slow, clock))
                .at(TestClients.PLACE)
                .rds();

        assertThatThrownBy(() -> late.failover(TestIntents.fresh(clock), "demo-multi", "demo-multi-2"))
                .isInstanceOf(ChangeFailure.Refused.class);

        assertThat(simulator.world().ledger().interruptions()).isEmpty();
        assertThat(simulator.calls()).isEmpty();
    }

    private ChangeFailure.Refused refused(java.util.function.Consumer<Intent> call) {
        return catchThrowableOfType(ChangeFailure.Refused.class, () -> call.accept(multi.intent()));
    }
}
