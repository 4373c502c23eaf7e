package io.rdsmaint.simulator.scenario;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Alarm;
import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.model.BlueGreenDurations;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Durations;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.model.GlobalCluster;
import io.rdsmaint.simulator.model.Integration;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.model.Parameters;
import io.rdsmaint.simulator.model.Secret;
import io.rdsmaint.simulator.model.SecurityGroup;
import io.rdsmaint.simulator.model.SourceServer;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a scenario builds on: one account and region, to begin with the ready-made one. */
public final class ScenarioBuilder {

    /** With the value {@code allowed}: recoveries may work on a source server. */
    public static final String SERVER_TAG = "rds-maint-recovery";

    private final World world;
    private final AccountRegion site;

    ScenarioBuilder(World world) {
        this(world, world.site(World.ACCOUNT, World.REGION));
    }

    private ScenarioBuilder(World world, AccountRegion site) {
        this.world = world;
        this.site = site;
    }

    /** The stage of another account or region of the same world. */
    public ScenarioBuilder elsewhere(String account, String region) {
        return new ScenarioBuilder(world, world.site(account, region));
    }

    /** The site itself, for quotas, parameter groups and what can be ordered. */
    public AccountRegion site() {
        return site;
    }

    /** Alters a cluster that is already there. */
    public ScenarioBuilder alter(String id, Consumer<ClusterBuilder> alterations) {
        Cluster cluster = site.cluster(id).orElseThrow(() -> new IllegalArgumentException("no cluster " + id));
        alterations.accept(new ClusterBuilder(cluster));
        return this;
    }

    /** Adds a cluster; {@code members} must add its first instance, the writer, first. */
    public ScenarioBuilder cluster(String id, String engine, String version, Consumer<ClusterBuilder> members) {
        Cluster cluster = site.addCluster(
                id,
                EngineVersions.find(engine, version)
                        .orElseThrow(() -> new IllegalArgumentException("no version " + version + " of " + engine)),
                site.zones());
        ClusterBuilder builder = new ClusterBuilder(cluster);
        builder.defaults();
        members.accept(builder);
        cluster.startingReaders(cluster.readers().size());
        return this;
    }

    /** Sets how long things take. */
    public ScenarioBuilder durations(Durations durations) {
        world.durations(durations);
        return this;
    }

    /** Sets how long the parts of blue/green deployments take, and deletions of clusters and snapshots. */
    public ScenarioBuilder durations(BlueGreenDurations durations) {
        world.blueGreen(durations);
        return this;
    }

    /** Lets describes show no writer, or two, for so many seconds after each change of the writer. */
    public ScenarioBuilder roleLag(int least, int most) {
        world.roleLag(new Durations.Range(least, most));
        return this;
    }

    /** Lets statuses show later, by so many seconds, what events tell. */
    public ScenarioBuilder eventLead(int least, int most) {
        world.eventLead(new Durations.Range(least, most));
        return this;
    }

    /** Sets how many clusters the account may have in the region. */
    public ScenarioBuilder clusterQuota(int quota) {
        site.clusterQuota(quota);
        return this;
    }

    /** Sets how many manual cluster snapshots the account may have in the region. */
    public ScenarioBuilder snapshotQuota(int quota) {
        site.snapshotQuota(quota);
        return this;
    }

    /** Sets how many copies of snapshots may be under way from other regions at once. */
    public ScenarioBuilder copyQuota(int quota) {
        site.copyQuota(quota);
        return this;
    }

    /** Takes keys out of the caller's reach, by ARN or alias. */
    public ScenarioBuilder brokenKey(String key) {
        world.brokenKeys().add(key);
        return this;
    }

    /** Adds a zero-ETL integration of a cluster with a data warehouse. */
    public ScenarioBuilder integration(String name, String cluster) {
        Cluster source = site.cluster(cluster).orElseThrow(() -> new IllegalArgumentException("no cluster " + cluster));
        String warehouse = "arn:aws:redshift-serverless:" + site.region() + ":" + site.account() + ":namespace/" + name;
        Integration integration = new Integration(name, world.names().uuid(), source, warehouse, world.now());
        site.integrations().put(name, integration);
        return this;
    }

    /** Adds servers that are replicated, {@code NAME-01} and so on, and alters each. */
    public ScenarioBuilder sourceServers(String name, int count, Consumer<SourceServer> alterations) {
        for (int i = 1; i <= count; i++) {
            SourceServer server = site.recovery().add("%s-%02d".formatted(name, i));
            server.tags().put(SERVER_TAG, "allowed");
            server.tags().put("Name", server.hostname());
            server.tags().put("tier", name);
            alterations.accept(server);
        }
        return this;
    }

    /** Sets how many instances the account may have in the region. */
    public ScenarioBuilder instanceQuota(int quota) {
        site.instanceQuota(quota);
        return this;
    }

    /** Sets how many parameter groups of each kind the account may have in the region. */
    public ScenarioBuilder parameterGroupQuota(int quota) {
        site.parameterGroupQuota(quota);
        return this;
    }

    /** Adds a parameter group for instances. */
    public ScenarioBuilder instanceParameterGroup(String name, String family) {
        site.instanceGroups().put(name, new ParameterGroup(name, family, false));
        return this;
    }

    /** Adds a parameter group for clusters. */
    public ScenarioBuilder clusterParameterGroup(String name, String family) {
        site.clusterGroups().put(name, new ParameterGroup(name, family, true));
        return this;
    }

    /** Sets a parameter in the instance and cluster groups of a name, as in force already. */
    public ScenarioBuilder parameter(String group, String name, String value) {
        Stream.of(site.instanceGroups().get(group), site.clusterGroups().get(group))
                .flatMap(found -> Optional.ofNullable(found).stream())
                .forEach(found -> found.set(name, value, !Parameters.needsRestart(found, name)));
        return this;
    }

    /** Binds a cluster of this stage, the primary, and one of another region to a global database. */
    public ScenarioBuilder global(String id, String primary, String region, String secondary) {
        Cluster first = site.cluster(primary).orElseThrow();
        Cluster second = world.site(site.account(), region).cluster(secondary).orElseThrow();
        List.of(first, second).forEach(each -> each.attributes().put("GlobalClusterIdentifier", id));
        world.globalClusters().put(id, new GlobalCluster(id, first, List.of(second)));
        return this;
    }

    /** Adds a blue/green deployment that somebody else has made. */
    public ScenarioBuilder blueGreen(BlueGreenDeployment deployment) {
        site.blueGreenDeployments().put(deployment.id(), deployment);
        return this;
    }

    /** Adds an alarm, which is in its state from now on. */
    public ScenarioBuilder alarm(Alarm alarm) {
        site.alarms().put(alarm.name(), alarm.turned(alarm.state(), "as the scenario begins", world.now()));
        return this;
    }

    /** Adds a secret with a user's name and password; its ARN ends in {@code name} and {@code -AbCdEf}. */
    public ScenarioBuilder secret(String name, String user, String password) {
        String text = JsonNodeFactory.instance
                .objectNode()
                .put("username", user)
                .put("password", password)
                .toString();
        return secret(name, text, Optional.empty());
    }

    /** Adds a secret with any text, encrypted with a key of the customer's own if one is given. */
    public ScenarioBuilder secret(String name, String text, Optional<String> key) {
        String arn = "arn:aws:secretsmanager:" + site.region() + ":" + site.account() + ":secret:" + name + "-AbCdEf";
        site.secrets().put(arn, new Secret(arn, name, text, key, world.now()));
        return this;
    }

    /** Adds a security group, with rules of either direction or none; or puts other rules in the place of its own. */
    public ScenarioBuilder securityGroup(String id, int inbound, int outbound) {
        return securityGroup(new SecurityGroup(id, SecurityGroup.VPC, inbound, outbound));
    }

    /** The same in any network. */
    public ScenarioBuilder securityGroup(SecurityGroup group) {
        site.securityGroups().put(group.id(), group);
        return this;
    }

    /** Sets after how much real time a call to a database is given up; by the simulated clock it is always 45 seconds. */
    public ScenarioBuilder statementLimit(Duration real) {
        world.statementLimit(real);
        return this;
    }

    /** Makes a role ask for an external id. */
    public ScenarioBuilder externalId(String roleArn, String externalId) {
        world.externalIds().put(roleArn, externalId);
        return this;
    }

    /** Takes actions from the caller's policies, as far as other services check them: {@link World#withheld}. */
    public ScenarioBuilder withhold(String... actions) {
        world.withheld().addAll(List.of(actions));
        return this;
    }

    /** Leaves a zone without capacity for a class. */
    public ScenarioBuilder exhausted(String instanceClass, String zone) {
        site.orderable().exhaust(instanceClass, zone);
        return this;
    }

    /** Takes a class off what can be ordered in a zone. */
    public ScenarioBuilder withdrawn(String instanceClass, String zone) {
        site.orderable().withdraw(instanceClass, zone);
        return this;
    }

    /** Offers a class for clusters of the storage type {@code aurora} only. */
    public ScenarioBuilder standardStorageOnly(String instanceClass) {
        site.orderable().standardOnly(instanceClass);
        return this;
    }

    /** Sets the certificate authority of instances that are created without naming one. */
    public ScenarioBuilder defaultAuthority(String name) {
        site.defaultAuthority(name);
        return this;
    }
}
