package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.ClusterRole;
import io.rdsmaint.simulator.model.CustomEndpoint;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.Workload;
import io.rdsmaint.simulator.model.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The moment of a switchover at which names change hands: blue resources get {@code -oldN}, green ones the names that
 * these had. Resource ids stay where they are, and so does what clients lose by it.
 */
final class Takeover {

    private final World world;
    private final BlueGreenDeployment deployment;
    private final Cluster blue;
    private final Cluster green;
    private final AccountRegion site;

    Takeover(World world, BlueGreenDeployment deployment, Cluster blue, Cluster green) {
        this.world = world;
        this.deployment = deployment;
        this.blue = blue;
        this.green = green;
        this.site = blue.site();
    }

    void carryOut() {
        new PromotionLoss(world, blue, green).note();
        green.databases().part();
        closeAccounts();
        Map<Instance, Instance> instances = deployment.counterparts();
        Map<CustomEndpoint, CustomEndpoint> endpoints = deployment.endpointCounterparts();
        var members = new LinkedHashMap<String, String>();
        var olds = new LinkedHashMap<String, String>();
        String name = blue.id();
        world.ledger().gone(green.id(), world.now());
        endpoints.forEach((old, copy) -> exchange(old, copy));
        instances.forEach((old, copy) -> {
            String kept = old.id();
            String free = Suffixes.old(kept, id -> site.instance(id).isPresent());
            olds.put(kept, free);
            members.put(copy.id(), kept);
            blue.rename(old, free);
            green.rename(copy, kept);
            copy.established(old.established());
            old.established(false);
            replace(copy.tags(), old.tags());
        });
        site.rename(blue, Suffixes.old(name, id -> site.cluster(id).isPresent()));
        site.rename(green, name);
        replace(green.tags(), blue.tags());
        endpoints.forEach((old, copy) -> {
            rename(old.staticMembers(), olds);
            rename(old.excludedMembers(), olds);
            rename(copy.staticMembers(), members);
            rename(copy.excludedMembers(), members);
        });
        handOver(name);
    }

    private void handOver(String name) {
        green.workload(blue.workload());
        green.startingReaders(blue.startingReaders());
        green.standing(ClusterRole.PRODUCTION);
        blue.workload(Workload.none());
        blue.standing(ClusterRole.RETIRED);
        site.scalingTargets().remove("cluster:" + name);
        new RoleView(world).changed(green, Optional.empty());
        deployment.followers().stream().filter(each -> each.tracks(blue)).forEach(each -> each.register(green));
        world.event(blue, "notification", "Renamed cluster from " + name + " to " + blue.id());
    }

    private void exchange(CustomEndpoint old, CustomEndpoint copy) {
        String kept = old.id();
        site.rename(old, Suffixes.old(kept, site.customEndpoints()::containsKey));
        site.rename(copy, kept);
        replace(copy.tags(), old.tags());
    }

    /** Ends the accounts of what goes on under the old name alone: nobody takes its place under the present one. */
    private void closeAccounts() {
        blue.instances().stream()
                .filter(each -> !deployment.pairedInstances().contains(each))
                .forEach(each -> world.ledger().gone(blue.id(), each.id(), world.now()));
        site.proxies().values().stream()
                .filter(each -> each.tracks(blue) && !deployment.followers().contains(each))
                .forEach(each -> world.ledger().gone(blue.id(), each.name(), world.now()));
    }

    private static void replace(Map<String, String> tags, Map<String, String> by) {
        tags.clear();
        tags.putAll(by);
    }

    private static void rename(Set<String> members, Map<String, String> names) {
        List<String> renamed = members.stream()
                .map(each -> Optional.ofNullable(names.get(each)).orElse(each))
                .toList();
        members.clear();
        members.addAll(renamed);
    }
}
