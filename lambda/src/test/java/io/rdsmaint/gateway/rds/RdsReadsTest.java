package io.rdsmaint.gateway.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.model.MaintenanceAction;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RdsReadsTest {
    private final SimulatedWorld multi = new SimulatedWorld(Scenarios.multiNode());
    private final RdsGateway rds = multi.world().rds();

    @Test
    void aClusterIsReadWithItsMembersAndTheirRoles() {
        Cluster cluster = rds.cluster("demo-multi").orElseThrow();

        assertThat(cluster.arn()).isEqualTo("arn:aws:rds:us-east-1:123456789012:cluster:demo-multi");
        assertThat(cluster.resourceId()).startsWith("cluster-");
        assertThat(cluster.available()).isTrue();
        assertThat(cluster.engine().postgres()).isTrue();
        assertThat(cluster.writer().one().orElseThrow().instanceId()).isEqualTo("demo-multi-1");
        assertThat(cluster.readers())
                .extracting(Cluster.Member::instanceId)
                .containsExactlyInAnyOrder("demo-multi-2", "demo-multi-3");
        assertThat(cluster.members()).allMatch(m -> m.parameterStatus().equals("in-sync"));
        assertThat(cluster.windows()).isEqualTo(new Cluster.Windows("sun:08:00-sun:08:30", "07:00-07:30"));
        assertThat(cluster.pending()).isEmpty();
        assertThat(cluster.tags()).containsEntry("rds-maint-machine", "allowed");
    }

    @Test
    void anInstanceIsReadWithWhatACopyNeeds() {
        Instance instance = rds.instance("demo-multi-2").orElseThrow();

        assertThat(instance.clusterId()).isEqualTo("demo-multi");
        assertThat(instance.instanceClass()).isEqualTo("db.r6g.large");
        assertThat(instance.availabilityZone()).isEqualTo("us-east-1b");
        assertThat(instance.parametersInSync()).isTrue();
        assertThat(instance.settings().certificate()).isEqualTo("rds-ca-rsa2048-g1");
        assertThat(instance.settings().monitoringInterval()).isEqualTo(60);
        assertThat(instance.settings().monitoringRole()).endsWith(":role/rds-monitoring-role");
        assertThat(instance.settings().insights()).isTrue();
        assertThat(instance.settings().insightsRetention()).isEqualTo(7);
        assertThat(instance.settings().maintenanceWindow()).isEqualTo("sun:09:00-sun:09:30");
        assertThat(instance.autoscaled()).isFalse();
        assertThat(instance.createdAt()).isNotNull();
    }

    @Test
    void h68WhatIsNotThereIsEmptyByItsTypedError() {
        assertThat(rds.cluster("nobody")).isEmpty();
        assertThat(rds.instance("nobody")).isEmpty();
        assertThat(rds.globalCluster("nobody")).isEmpty();
    }

    @Test
    void h71EventsOfAllPagesAreRead() {
        multi.simulator().change(world -> {
            var instance = world.site("123456789012", "us-east-1")
                    .instance("demo-multi-2")
                    .orElseThrow();
            for (int i = 0; i < 230; i++) {
                world.event(instance, "notification", "event " + i);
            }
        });

        assertThat(rds.instanceEvents("demo-multi-2", multi.now().minus(Duration.ofHours(1))))
                .hasSize(230)
                .extracting(RdsEvent::message)
                .contains("event 0", "event 229");
    }

    @Test
    void h71ParametersOfAllPagesAreRead() {
        SimulatedWorld many = new SimulatedWorld(Scenarios.multiNode().and(s -> {
            s.instanceParameterGroup("wide", "aurora-postgresql15");
            for (int i = 0; i < 250; i++) {
                s.parameter("wide", "custom.setting_%03d".formatted(i), "1");
            }
        }));

        assertThat(many.world().parameters().values(ParameterGateway.Scope.INSTANCE, "wide"))
                .filteredOn(Parameter::userSet)
                .hasSize(250);
    }

    @Test
    void parametersTellFormulasFromFixedValues() {
        assertThat(multi.world().parameters().values(ParameterGateway.Scope.CLUSTER, "default.aurora-postgresql15"))
                .filteredOn(p -> p.name().equals("max_connections"))
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.formula()).isTrue();
                    assertThat(p.userSet()).isFalse();
                });
    }

    @Test
    void whereAClassCanBeOrderedIsRead() {
        assertThat(rds.orderable("aurora-postgresql", "15.8", "db.r6g.xlarge"))
                .isNotEmpty()
                .allSatisfy(o -> {
                    assertThat(o.availabilityZones())
                            .containsExactlyInAnyOrder("us-east-1a", "us-east-1b", "us-east-1c");
                    assertThat(o.engineModes()).contains("provisioned");
                });
        assertThat(rds.orderable("aurora-postgresql", "15.8", "db.none.large")).isEmpty();
    }

    @Test
    void anEngineVersionIsReadWithItsCertificates() {
        assertThat(rds.engineVersion("aurora-postgresql", "15.8").orElseThrow().certificates())
                .contains("rds-ca-rsa2048-g1");
        assertThat(rds.engineVersion("aurora-postgresql", "0.1")).isEmpty();
        assertThat(rds.engineVersion("aurora-postgresql", "15"))
                .as("a major version")
                .isEmpty();
    }

    @Test
    void aDeprecatedEngineVersionIsRead() {
        assertThat(rds.engineVersion("aurora-postgresql", "12.12").orElseThrow().status())
                .isEqualTo("deprecated");
    }

    @Test
    void h24MaintenanceOfClusterAndInstancesIsRead() {
        SimulatedWorld waiting = new SimulatedWorld(Scenarios.multiNode()
                .and(s -> s.alter(
                        "demo-multi",
                        c -> c.maintenance(MaintenanceAction.optional("db-upgrade"))
                                .alter("demo-multi-2", i -> i.maintenance(MaintenanceAction.optional("os-upgrade"))))));

        assertThat(waiting.world().rds().pendingMaintenance("demo-multi", java.util.List.of("demo-multi-2")))
                .extracting(PendingMaintenance::action)
                .containsExactlyInAnyOrder("db-upgrade", "os-upgrade");
        assertThat(rds.pendingMaintenance("demo-multi", java.util.List.of("demo-multi-2")))
                .isEmpty();
    }

    @Test
    void customEndpointsAreReadWithoutTheBuiltInOnes() {
        SimulatedWorld endpoints = new SimulatedWorld(Scenarios.multiNode()
                .and(s -> s.alter(
                        "demo-multi",
                        c -> c.staticEndpoint("reports", "READER", "demo-multi-2")
                                .excludingEndpoint("rest", "ANY", "demo-multi-2"))));
        Cluster cluster = rds.cluster("demo-multi").orElseThrow();
        Cluster.Member writer = cluster.writer().one().orElseThrow();
        Cluster.Member second = cluster.member("demo-multi-2").orElseThrow();

        assertThat(endpoints.world().rds().customEndpoints("demo-multi"))
                .hasSize(2)
                .anySatisfy(e -> {
                    assertThat(e.id()).isEqualTo("reports");
                    assertThat(e.dynamic()).isFalse();
                    assertThat(e.serves(second)).isTrue();
                    assertThat(e.serves(writer)).isFalse();
                })
                .anySatisfy(e -> {
                    assertThat(e.id()).isEqualTo("rest");
                    assertThat(e.dynamic()).isTrue();
                    assertThat(e.serves(second)).isFalse();
                    assertThat(e.serves(writer)).isTrue();
                });
    }

    @Test
    void h62AClustersProxiesAreReadWithTargetsAndEndpoints() {
        SimulatedWorld proxied =
                new SimulatedWorld(Scenarios.multiNode().and(s -> s.alter("demo-multi", c -> c.proxy("app", true))));
        RdsGateway gateway = proxied.world().rds();
        Cluster cluster = gateway.cluster("demo-multi").orElseThrow();
        Set<String> vpc =
                Set.of(gateway.instance("demo-multi-1").orElseThrow().settings().vpc());

        assertThat(proxied.world().proxies().of(cluster, vpc)).singleElement().satisfies(p -> {
            assertThat(p.name()).isEqualTo("app");
            assertThat(p.hasReadOnlyEndpoint()).isTrue();
            assertThat(p.instances())
                    .hasSize(3)
                    .allMatch(Proxy.Target::available)
                    .filteredOn(t -> t.role().equals("READ_WRITE"))
                    .extracting(Proxy.Target::resource)
                    .containsExactly("demo-multi-1");
        });
    }

    @Test
    void anAccountsLimitsAreRead() {
        assertThat(rds.quotas())
                .filteredOn(q -> q.name().equals("DBInstances"))
                .containsExactly(new Quota("DBInstances", 3, 40));
    }

    @Test
    void theSubnetGroupAndCertificatesAreRead() {
        String group = rds.cluster("demo-multi").orElseThrow().placement().subnetGroup();

        assertThat(rds.subnetGroup(group).orElseThrow().availabilityZones())
                .contains("us-east-1a", "us-east-1b", "us-east-1c");
        assertThat(rds.certificates()).extracting(Certificate::id).contains("rds-ca-rsa2048-g1");
    }

    @Test
    void aReadThatIsThrottledForAMomentSucceeds() {
        multi.simulator().inject(Fault.throttle("DescribeDBClusters").times(2));

        assertThat(rds.cluster("demo-multi")).isPresent();
    }

    @Test
    void aReadThatStaysThrottledIsTransientAndADeniedOneLasts() {
        multi.simulator().inject(Fault.throttle("DescribeDBClusters").untilCleared());
        assertThatThrownBy(() -> rds.cluster("demo-multi")).isInstanceOf(TransientFailure.class);

        multi.simulator().clearFaults();
        multi.simulator().inject(Fault.error("DescribeDBClusters", "AccessDenied", 403));
        assertThatThrownBy(() -> rds.cluster("demo-multi")).isInstanceOf(LastingFailure.class);
    }
}
