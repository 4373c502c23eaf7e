package io.rdsmaint.simulator.scenario;

import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Durations;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.model.Site;
import io.rdsmaint.simulator.model.World;
import java.util.List;
import java.util.function.Consumer;

/** What a scenario builds on: one account and region, to begin with the ready-made one. */
public final class Stage {

    private final World world;
    private final Site site;

    Stage(World world) {
        this(world, world.site(World.ACCOUNT, World.REGION));
    }

    private Stage(World world, Site site) {
        this.world = world;
        this.site = site;
    }

    /** The stage of another account or region of the same world. */
    public Stage elsewhere(String account, String region) {
        return new Stage(world, world.site(account, region));
    }

    /** The site itself, for quotas, parameter groups and what can be ordered. */
    public Site site() {
        return site;
    }

    /** Alters a cluster that is already there. */
    public Stage alter(String id, Consumer<ClusterBuilder> alterations) {
        Cluster cluster = site.cluster(id).orElseThrow(() -> new IllegalArgumentException("no cluster " + id));
        alterations.accept(new ClusterBuilder(cluster));
        return this;
    }

    /** Adds a cluster; {@code members} must add its first instance, the writer, first. */
    public Stage cluster(String id, String engine, String version, Consumer<ClusterBuilder> members) {
        List<String> zones = List.of(site.region() + "a", site.region() + "b", site.region() + "c");
        Cluster cluster = site.addCluster(
                id,
                EngineVersions.find(engine, version)
                        .orElseThrow(() -> new IllegalArgumentException("no version " + version + " of " + engine)),
                zones);
        ClusterBuilder builder = new ClusterBuilder(cluster);
        builder.defaults();
        members.accept(builder);
        cluster.startingReaders(cluster.readers().size());
        return this;
    }

    /** Sets how long things take. */
    public Stage durations(Durations durations) {
        world.durations(durations);
        return this;
    }

    /** Sets how many instances the account may have in the region. */
    public Stage instanceQuota(int quota) {
        site.instanceQuota(quota);
        return this;
    }
}
