package io.rdsmaint.simulator.admin;

import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.EngineVersion;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.Proxy;
import io.rdsmaint.simulator.model.World;
import io.rdsmaint.simulator.process.DeploymentDeletion;
import io.rdsmaint.simulator.process.GreenPlan;
import io.rdsmaint.simulator.process.Provisioning;
import io.rdsmaint.simulator.process.ReplicationBreak;
import io.rdsmaint.simulator.process.Switchover;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What others do meanwhile to blue/green deployments and to what surrounds them. Deployments go by their names. */
public final class DeploymentOutsider {

    private final Outsider.Access access;

    DeploymentOutsider(Outsider.Access access) {
        this.access = access;
    }

    /** Somebody begins a deployment of a cluster, with the default parameter groups of another version. */
    public void create(String cluster, String name, String version) {
        access.change(world -> {
            Cluster blue = cluster(world, cluster);
            EngineVersion target = EngineVersions.find(blue.engine(), version)
                    .orElseThrow(() -> new IllegalArgumentException("there is no version " + version));
            GreenPlan plan =
                    new GreenPlan(name, target, target.defaultGroup(), Optional.empty(), Map.of(), Optional.empty());
            Provisioning.begin(world, blue, plan);
        });
    }

    /** Somebody switches a deployment over. */
    public void switchOver(String name) {
        access.change(world -> Switchover.begin(world, deployment(world, name), Duration.ofMinutes(5)));
    }

    /** Somebody deletes a deployment, with its green cluster or without. */
    public void delete(String name, boolean withTarget) {
        access.change(world -> {
            BlueGreenDeployment found = deployment(world, name);
            AccountRegion site = world.sites().stream()
                    .filter(each -> each.blueGreenDeployments().containsKey(found.id()))
                    .findFirst()
                    .orElseThrow();
            new DeploymentDeletion(world, site).begin(found, withTarget);
        });
    }

    /** The green cluster falls behind, or catches up. */
    public void lag(String name, double seconds) {
        access.change(world -> deployment(world, name).lagSeconds(seconds));
    }

    /** Somebody promotes the green cluster: it follows the blue one no more. */
    public void promote(String name) {
        access.change(world -> ReplicationBreak.of(deployment(world, name), "the green DB cluster was promoted"));
    }

    /** Somebody forces the cluster back to an earlier state, which breaks a deployment of it. */
    public void backtrack(String cluster) {
        access.change(world -> {
            Cluster found = cluster(world, cluster);
            found.site().blueGreenDeployments().values().stream()
                    .filter(each -> each.blue().filter(found::equals).isPresent())
                    .forEach(each -> ReplicationBreak.of(each, "the blue DB cluster was backtracked"));
        });
    }

    /** Transactions begin to stay open on a cluster, or come to an end. */
    public void longTransactions(String cluster, boolean open) {
        access.change(world -> cluster(world, cluster).contents().longTransactions(open));
    }

    /** Somebody lets a cluster publish to, or subscribe from, something outside, or ends that. */
    public void externalReplication(String cluster, boolean on) {
        access.change(world -> cluster(world, cluster).contents().externalReplication(on));
    }

    /** Somebody has another cluster, of one instance, like one that there is. */
    public void addCluster(String id, String like) {
        access.change(world -> {
            Cluster model = cluster(world, like);
            Cluster added = model.site().addCluster(id, model.version(), model.zones());
            added.attributes().setAll(model.attributes().deepCopy());
            model.instances().stream().findFirst().ifPresent(each -> {
                Instance only = new Instance(
                        added,
                        id + "-only",
                        world.names().resourceId("db"),
                        each.instanceClass(),
                        each.zone(),
                        world.now(),
                        true);
                only.settings().setAll(each.settings().deepCopy());
                only.status("available");
                only.member(true);
                only.engine().upCold(world.now());
                added.add(only);
                added.writer(only);
            });
        });
    }

    /** Somebody makes a cluster the target of a proxy, whatever that was before. */
    public void register(String proxy, String cluster) {
        access.change(world -> {
            Cluster target = cluster(world, cluster);
            proxies(world)
                    .filter(each -> each.name().equals(proxy))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no proxy " + proxy))
                    .register(target);
        });
    }

    /** Somebody deletes a zero-ETL integration. */
    public void dropIntegration(String name) {
        access.change(world -> world.sites().forEach(site -> site.integrations().remove(name)));
    }

    private static Stream<Proxy> proxies(World world) {
        return world.sites().stream().flatMap(site -> site.proxies().values().stream());
    }

    private static BlueGreenDeployment deployment(World world, String name) {
        return world.sites().stream()
                .flatMap(site -> site.blueGreenDeployments().values().stream())
                .filter(each -> each.name().equals(name) || each.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no blue/green deployment " + name));
    }

    private static Cluster cluster(World world, String id) {
        return world.sites().stream()
                .flatMap(site -> site.cluster(id).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no cluster " + id));
    }
}
