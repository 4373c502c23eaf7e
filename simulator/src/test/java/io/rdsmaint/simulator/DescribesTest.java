package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.simulator.model.Alarm;
import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBEngineVersion;
import software.amazon.awssdk.services.rds.model.DescribeDbEngineVersionsRequest;
import software.amazon.awssdk.services.rds.model.OrderableDBInstanceOption;
import software.amazon.awssdk.services.rds.model.Parameter;
import software.amazon.awssdk.services.rds.model.SourceType;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.model.UpgradeTarget;

class DescribesTest {

    private final Lab lab = new Lab(Scenarios.multiNode());

    static List<Scenario> scenarios() {
        return Scenarios.all().stream()
                .filter(scenario -> !scenario.name().startsWith("drill"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyScenarioIsDescribedWithTaggedMembersInPlace(Scenario scenario) {
        Lab own = new Lab(scenario);
        var clusters =
                own.rds.describeDBClustersPaginator().dbClusters().stream().toList();
        assertThat(clusters).isNotEmpty().allSatisfy(cluster -> {
            assertThat(cluster.status()).isEqualTo("available");
            assertThat(cluster.tagList()).isNotEmpty();
            assertThat(cluster.dbClusterMembers()).isNotEmpty();
        });
        own.settle();
        assertThat(own.simulator.ledger().interruptions()).isEmpty();
    }

    @Test
    void classesOnOfferAreListedByVersionWithTheirZones() {
        var options = lab.rds
                .describeOrderableDBInstanceOptions(request -> request.engine("aurora-postgresql")
                        .engineVersion("15.8")
                        .dbInstanceClass("db.r7g.xlarge")
                        .vpc(true))
                .orderableDBInstanceOptions();
        assertThat(options).extracting(each -> each.storageType()).containsExactly("aurora", "aurora-iopt1");
        assertThat(options.getFirst().availabilityZones()).hasSize(3);
        assertThat(options.getFirst().supportsGlobalDatabases()).isTrue();
        assertThat(options.getFirst().supportsPerformanceInsights()).isTrue();
    }

    @Test
    void engineVersionsNameTheirFamilyAndUpgradeTargets() {
        var version = lab.rds
                .describeDBEngineVersions(
                        request -> request.engine("aurora-postgresql").engineVersion("15.8"))
                .dbEngineVersions()
                .getFirst();
        assertThat(version.dbParameterGroupFamily()).isEqualTo("aurora-postgresql15");
        assertThat(version.supportedCACertificateIdentifiers()).contains("rds-ca-rsa2048-g1");
        assertThat(version.validUpgradeTarget())
                .extracting(each -> each.engineVersion() + (each.isMajorVersionUpgrade() ? " major" : " minor"))
                .containsExactly("15.10 minor", "15.12 minor", "16.4 major", "16.6 major", "16.8 major", "17.4 major");
        assertThat(version.validUpgradeTarget())
                .filteredOn(each -> each.autoUpgrade())
                .hasSize(1);
    }

    private List<String> targets(String engine, String version) {
        return lab
                .rds
                .describeDBEngineVersions(
                        request -> request.engine(engine).engineVersion(version).includeAll(true))
                .dbEngineVersions()
                .getFirst()
                .validUpgradeTarget()
                .stream()
                .map(UpgradeTarget::engineVersion)
                .toList();
    }

    @Test
    void anUpgradeLeadsToNoMajorVersionReleasedBefore() {
        assertThat(targets("aurora-postgresql", "13.15"))
                .contains("13.20", "14.12", "15.8", "16.4")
                .doesNotContain("13.10", "14.7", "15.5", "16.1");
        assertThat(targets("aurora-postgresql", "17.4")).isEmpty();
        assertThat(targets("aurora-mysql", "5.7.mysql_aurora.2.09.3"))
                .contains("5.7.mysql_aurora.2.12.4", "8.0.mysql_aurora.3.08.2");
        assertThat(targets("aurora-mysql", "8.0.mysql_aurora.3.06.0")).containsExactly("8.0.mysql_aurora.3.08.2");
    }

    @Test
    void deprecatedVersionsAreListedOnRequestOnlyAndDefaultsAlone() {
        assertThat(versions(request -> request.engine("aurora-postgresql").engineVersion("12.12")))
                .isEmpty();
        assertThat(versions(request -> request.engine("aurora-postgresql")
                        .engineVersion("12.12")
                        .includeAll(true)))
                .extracting(DBEngineVersion::status)
                .containsExactly("deprecated");
        assertThat(versions(request -> request.engine("aurora-mysql").defaultOnly(true)))
                .extracting(DBEngineVersion::engineVersion)
                .containsExactly("8.0.mysql_aurora.3.08.2");
        assertThat(versions(request ->
                        request.engine("aurora-postgresql").engineVersion("14").defaultOnly(true)))
                .extracting(DBEngineVersion::engineVersion)
                .containsExactly("14.17");
        assertThat(versions(request -> request.engine("aurora-mysql").engineVersion("5.7")))
                .extracting(DBEngineVersion::dbParameterGroupFamily)
                .containsExactly("aurora-mysql5.7");
    }

    private List<DBEngineVersion> versions(Consumer<DescribeDbEngineVersionsRequest.Builder> request) {
        return lab.rds.describeDBEngineVersions(request).dbEngineVersions();
    }

    @ParameterizedTest
    @CsvSource({
        "aurora-postgresql, 15.8, db.r4.large, ''",
        "aurora-postgresql, 11.21, db.r4.large, aurora",
        "aurora-postgresql, 13.9, db.r7g.large, ''",
        "aurora-postgresql, 13.10, db.r7g.large, aurora aurora-iopt1",
        "aurora-postgresql, 15.5, db.r8g.large, ''",
        "aurora-postgresql, 15.8, db.r8g.large, aurora aurora-iopt1",
        "aurora-mysql, 5.7.mysql_aurora.2.12.4, db.t2.medium, aurora",
        "aurora-mysql, 8.0.mysql_aurora.3.08.2, db.t2.medium, ''",
        "aurora-mysql, 8.0.mysql_aurora.3.08.2, db.r6g.large, aurora aurora-iopt1"
    })
    void oldClassesGoAndNewOnesComeWithVersions(String engine, String version, String name, String storage) {
        assertThat(lab
                        .rds
                        .describeOrderableDBInstanceOptions(request ->
                                request.engine(engine).engineVersion(version).dbInstanceClass(name))
                        .orderableDBInstanceOptions()
                        .stream()
                        .map(OrderableDBInstanceOption::storageType)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(storage);
    }

    @Test
    void parametersAreFormulasUntilSomebodySetsThem() {
        lab.simulator.outsider().parameter("default.aurora-postgresql15", "max_connections", "900");
        List<Parameter> instance = lab.rds
                .describeDBParameters(request -> request.dbParameterGroupName("default.aurora-postgresql15"))
                .parameters();
        assertThat(instance)
                .filteredOn(each -> each.parameterName().equals("max_connections"))
                .extracting(Parameter::parameterValue)
                .containsExactly("900");
        assertThat(instance)
                .filteredOn(each -> each.parameterName().equals("shared_buffers"))
                .extracting(Parameter::source)
                .containsExactly("system");
        assertThat(lab.rds
                        .describeDBClusterParameters(
                                request -> request.dbClusterParameterGroupName("default.aurora-postgresql15"))
                        .parameters())
                .extracting(Parameter::parameterName)
                .contains("apg_ccm_enabled", "rds.logical_replication");
        assertThatThrownBy(() -> lab.rds.describeDBParameterGroups(request -> request.dbParameterGroupName("none")))
                .hasMessageContaining("not found");
    }

    @Test
    void eventsTellOfThePastHourUnlessAskedForMore() {
        lab.failOver("demo-multi", "demo-multi-2");
        lab.settle();
        lab.settle();
        assertThat(lab.rds
                        .describeEvents(request ->
                                request.sourceType(SourceType.DB_CLUSTER).sourceIdentifier("demo-multi"))
                        .events())
                .isEmpty();
        assertThat(lab.rds
                        .describeEvents(request -> request.sourceType(SourceType.DB_CLUSTER)
                                .sourceIdentifier("demo-multi")
                                .startTime(Lab.START))
                        .events())
                .extracting(event -> event.message())
                .containsExactly(
                        "Started cross AZ failover to DB instance: demo-multi-2",
                        "Completed failover to DB instance: demo-multi-2");
    }

    @Test
    void theSurroundingsOfAClusterAreDescribed() {
        Lab own = new Lab(Scenarios.proxy()
                .and(stage -> stage.blueGreen(new BlueGreenDeployment(
                        "bgd-1", "upgrade", "arn:of:blue", "arn:of:green", "AVAILABLE", Lab.START))));
        assertThat(own.rds.describeDBProxies(all -> {}).dbProxies()).hasSize(1);
        assertThat(own.rds.describeDBProxyEndpoints(all -> {}).dbProxyEndpoints())
                .extracting(each -> each.targetRoleAsString())
                .containsExactly("READ_WRITE", "READ_ONLY");
        assertThat(own.rds
                        .describeDBProxyTargetGroups(request -> request.dbProxyName("demo-proxy"))
                        .targetGroups())
                .hasSize(1);
        assertThat(own.rds.describeBlueGreenDeployments(all -> {}).blueGreenDeployments())
                .extracting(each -> each.status())
                .containsExactly("AVAILABLE");
        assertThat(own.rds.describeCertificates().certificates()).hasSize(3);
        assertThat(own.rds.describeDBSubnetGroups().dbSubnetGroups().getFirst().subnets())
                .hasSize(3);
        assertThat(own.rds.describeDBClusterEndpoints().dbClusterEndpoints())
                .extracting(each -> each.endpointType())
                .containsExactly("WRITER", "READER");
        assertThat(own.rds.describeAccountAttributes().accountQuotas())
                .filteredOn(each -> each.accountQuotaName().equals("DBInstances"))
                .extracting(each -> each.used())
                .containsExactly(2L);
        assertThat(own.rds.describeDBParameterGroups().dbParameterGroups()).isNotEmpty();
        assertThat(own.rds.describeDBClusterParameterGroups().dbClusterParameterGroups())
                .isNotEmpty();
    }

    @Test
    void aGlobalDatabaseIsSeenFromBothRegionsAndItsSecondaryHasNoWriter() {
        Lab own = new Lab(Scenarios.find("global-database").orElseThrow());
        assertThat(own.rds.describeGlobalClusters().globalClusters().getFirst().globalClusterMembers())
                .extracting(member -> member.isWriter())
                .containsExactly(true, false);
        RdsClient west = Lab.at(RdsClient.builder(), own.simulator.httpClient())
                .region(Region.US_WEST_2)
                .build();
        assertThat(west.describeDBClusters().dbClusters().getFirst().dbClusterMembers())
                .noneMatch(member -> member.isClusterWriter());
        assertThatThrownBy(() -> west.failoverDBCluster(request -> request.dbClusterIdentifier("demo-global-west")))
                .hasMessageContaining("secondary");
    }

    @Test
    void tagsAreSetListedAndTakenOff() {
        String arn = lab.cluster("demo-multi").dbClusterArn();
        lab.rds.addTagsToResource(request -> request.resourceName(arn)
                .tags(Tag.builder().key("owner").value("me").build()));
        assertThat(lab.rds
                        .listTagsForResource(request -> request.resourceName(arn))
                        .tagList())
                .extracting(tag -> tag.key())
                .containsExactly("rds-maint-machine", "owner");
        lab.rds.removeTagsFromResource(request -> request.resourceName(arn).tagKeys("owner"));
        assertThat(lab.cluster("demo-multi").tagList()).hasSize(1);
    }

    @Test
    void uptimeBeginsAgainAndTheCacheIsColdOnANewHost() {
        assertThat(reading("BufferCacheHitRatio", "demo-multi-2")).isGreaterThan(99);
        assertThat(reading("EngineUptime", "demo-multi-2")).isGreaterThan(2_000_000);
        lab.changeClass("demo-multi-2", "db.r6g.xlarge");
        lab.passUntil(l -> l.settled("demo-multi-2")
                && l.instance("demo-multi-2").dbInstanceClass().equals("db.r6g.xlarge"));
        lab.pass(Duration.ofMinutes(2));
        assertThat(reading("BufferCacheHitRatio", "demo-multi-2")).isLessThan(80);
        assertThat(reading("EngineUptime", "demo-multi-2")).isLessThan(130);
        assertThat(reading("CPUUtilization", "demo-multi-2")).isEqualTo(10);
        assertThat(reading("CPUUtilization", "demo-multi-3")).isEqualTo(20);
    }

    @Test
    void anInstanceThatIsDownReportsNothingAndAFixedReadingIsReported() {
        lab.simulator.outsider().breakDown("demo-multi-2", "failed");
        lab.pass(Duration.ofMinutes(3));
        lab.simulator.outsider().reading("demo-multi-3", "AuroraReplicaLag", 4_000);
        lab.pass(Duration.ofMinutes(2));
        assertThat(lab.metrics
                        .getMetricStatistics(request -> request.namespace("AWS/RDS")
                                .metricName("CPUUtilization")
                                .dimensions(dimension("demo-multi-2"))
                                .startTime(lab.clock.instant().minusSeconds(120))
                                .endTime(lab.clock.instant())
                                .period(60)
                                .statistics(Statistic.AVERAGE))
                        .datapoints())
                .isEmpty();
        assertThat(reading("AuroraReplicaLag", "demo-multi-3")).isEqualTo(4_000);
    }

    @Test
    void alarmsAndScalingPoliciesAreListed() {
        Lab own = new Lab(Scenarios.autoscaled()
                .and(stage -> stage.alarm(new Alarm("cpu", "CPUUtilization", "demo-autoscaled-1", 80, "ALARM"))));
        assertThat(own.metrics
                        .describeAlarms(request -> request.stateValue("ALARM"))
                        .metricAlarms())
                .extracting(alarm -> alarm.alarmName())
                .containsExactly("cpu");
        assertThat(own.scaling
                        .describeScalingPolicies(request -> request.serviceNamespace(ServiceNamespace.RDS))
                        .scalingPolicies()
                        .getFirst()
                        .targetTrackingScalingPolicyConfiguration()
                        .targetValue())
                .isEqualTo(60);
        assertThatThrownBy(() ->
                        own.scaling.describeScalableTargets(request -> request.serviceNamespace(ServiceNamespace.ECS)))
                .hasMessageContaining("rds");
    }

    @Test
    void theSameSeedAndCallsGiveTheSameRun() {
        assertThat(history(new Lab(Scenarios.multiNode()))).isEqualTo(history(new Lab(Scenarios.multiNode())));
        assertThat(history(new Lab(Scenarios.multiNode().withSeed(99))))
                .isNotEqualTo(history(new Lab(Scenarios.multiNode())));
    }

    private static String history(Lab own) {
        own.changeClass("demo-multi-2", "db.r6g.xlarge");
        own.settle();
        own.failOver("demo-multi", "demo-multi-2");
        own.settle();
        return own.simulator.state().toString();
    }

    private static Dimension dimension(String instance) {
        return Dimension.builder().name("DBInstanceIdentifier").value(instance).build();
    }

    private double reading(String metric, String instance) {
        MetricDataQuery query = MetricDataQuery.builder()
                .id("m1")
                .metricStat(stat -> stat.period(60)
                        .stat("Average")
                        .metric(named ->
                                named.namespace("AWS/RDS").metricName(metric).dimensions(dimension(instance))))
                .build();
        return lab.metrics
                .getMetricData(request -> request.metricDataQueries(query)
                        .startTime(lab.clock.instant().minusSeconds(180))
                        .endTime(lab.clock.instant().plusSeconds(1)))
                .metricDataResults()
                .getFirst()
                .values()
                .getFirst();
    }
}
