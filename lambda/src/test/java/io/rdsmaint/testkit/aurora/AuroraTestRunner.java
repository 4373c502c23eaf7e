package io.rdsmaint.testkit.aurora;

import io.rdsmaint.aurora.AuroraFamily;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.aurora.precondition.ClusterPreconditions;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.function.CatalogueFactory;
import io.rdsmaint.kit.Precondition;
import io.rdsmaint.simulator.admin.DeploymentOutsider;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.testkit.OperationTestRunner;
import io.rdsmaint.testkit.TestClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.BlueGreenDeployment;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** Runs an operation on a simulated Aurora cluster. */
public final class AuroraTestRunner extends OperationTestRunner<AuroraTestRunner> {
    /** Somebody else's client. */
    public final RdsClient rds;

    /**
     * @param type of the operation
     * @param cluster that it is for
     */
    public AuroraTestRunner(Scenario scenario, String type, String cluster) {
        super(scenario, type);
        params.put("cluster_id", cluster);
        rds = TestClients.over(simulator.httpClient(), clock).reading(RdsClient.builder(), TestClients.PLACE);
    }

    @Override
    protected AuroraTestRunner self() {
        return this;
    }

    /** The guards of these names are switched off. */
    public AuroraTestRunner withoutGuards(List<String> names) {
        return names.isEmpty()
                ? this
                : catalogue(CatalogueFactory.of(List.of((settings, clients) -> AuroraFamily.of(
                        Scoping.from(settings.deployment(), settings.environment()), clients, guardsBut(names)))));
    }

    /** All guards but those of these names. */
    public static List<Precondition<ChangeContext>> guardsBut(List<String> names) {
        List<Precondition<ChangeContext>> others = ClusterPreconditions.all().stream()
                .filter(g -> !names.contains(g.name()))
                .toList();
        if (others.size() + names.size() != ClusterPreconditions.all().size()) {
            throw new IllegalArgumentException("there are no guards of all these names: " + names);
        }
        return others;
    }

    /** It is for another cluster. */
    public AuroraTestRunner of(String cluster) {
        params.put("cluster_id", cluster);
        return this;
    }

    /** With the parameter {@code temporary_instance}. */
    public AuroraTestRunner temporary(String wish) {
        parameters.put("temporary_instance", wish);
        return this;
    }

    private String cluster() {
        return params.path("cluster_id").asText();
    }

    /** Others who meddle with deployments. */
    public DeploymentOutsider others() {
        return simulator.outsider().deployments();
    }

    /** Lets time pass in the simulated world, and what is due in it happen. */
    public void pass(Duration time) {
        clock.advance(time);
        rds.describeDBClusters(r -> {});
    }

    /** Every instance's class, by name. */
    public Map<String, String> classes() {
        Map<String, String> classes = new LinkedHashMap<>();
        instances().forEach(i -> classes.put(i.dbInstanceIdentifier(), i.dbInstanceClass()));
        return classes;
    }

    private List<DBInstance> instances() {
        return rds.describeDBInstancesPaginator(r -> {}).dbInstances().stream()
                .filter(i -> i.dbClusterIdentifier().equals(cluster()))
                .toList();
    }

    /** The instance that writes. */
    public String writer() {
        return cluster(cluster()).dbClusterMembers().stream()
                .filter(DBClusterMember::isClusterWriter)
                .map(DBClusterMember::dbInstanceIdentifier)
                .findFirst()
                .orElse("nobody");
    }

    /** A cluster as described. */
    public DBCluster cluster(String name) {
        return rds.describeDBClusters(r -> r.dbClusterIdentifier(name))
                .dbClusters()
                .getFirst();
    }

    /** The names of all clusters. */
    public List<String> clusters() {
        return rds.describeDBClusters(r -> {}).dbClusters().stream()
                .map(DBCluster::dbClusterIdentifier)
                .sorted()
                .toList();
    }

    /** Every instance of every cluster, with its version. */
    public Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        rds.describeDBInstances(r -> {})
                .dbInstances()
                .forEach(i -> versions.put(i.dbInstanceIdentifier(), i.engineVersion()));
        return versions;
    }

    /** The blue/green deployment, if there is one. */
    public Optional<BlueGreenDeployment> deployment() {
        return rds.describeBlueGreenDeployments(r -> {}).blueGreenDeployments().stream()
                .findFirst();
    }

    /** All that the describes show of the cluster, but for the restorable time, which always moves. */
    public String describe() {
        List<Object> all = new ArrayList<>();
        all.add(cluster(cluster()));
        all.addAll(instances());
        all.addAll(rds.describeDBClusterEndpoints(r -> r.dbClusterIdentifier(cluster()))
                .dbClusterEndpoints());
        return described(all);
    }

    /** The same of every cluster and blue/green deployment. */
    public String describeAll() {
        List<Object> all = new ArrayList<>();
        all.addAll(rds.describeDBClusters(r -> {}).dbClusters());
        all.addAll(rds.describeDBInstances(r -> {}).dbInstances());
        all.addAll(rds.describeDBClusterEndpoints(r -> {}).dbClusterEndpoints());
        all.addAll(rds.describeBlueGreenDeployments(r -> {}).blueGreenDeployments());
        return described(all);
    }

    private static String described(List<Object> all) {
        return String.join("\n", all.stream().map(Object::toString).toList())
                .replaceAll("(Latest|Earliest)RestorableTime=[^,)]*", "");
    }
}
