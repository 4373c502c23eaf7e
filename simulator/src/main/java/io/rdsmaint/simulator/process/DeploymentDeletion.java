package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;
import java.util.Optional;

/** Ends a blue/green deployment, with its green side or without. The blue side is never touched. */
public final class DeploymentDeletion {

    private static final Duration LOOK = Duration.ofSeconds(15);

    private final World world;
    private final AccountRegion site;

    public DeploymentDeletion(World world, AccountRegion site) {
        this.world = world;
        this.site = site;
    }

    /** Begins. */
    public void begin(BlueGreenDeployment deployment, boolean withTarget) {
        deployment.status("DELETING");
        deployment.deletedAt(world.now());
        Optional<Cluster> doomed = deployment.green().filter(green -> withTarget);
        doomed.ifPresent(green -> {
            String cause = "the deletion of the blue/green deployment " + deployment.name();
            green.instances().stream()
                    .filter(each -> !each.status().equals("deleting"))
                    .forEach(each -> new Deletion(world).begin(each, cause));
            new ClusterDeletion(world).begin(green, true, cause);
        });
        world.after(world.draw(world.blueGreen().dissolve()), deployment, () -> end(deployment, doomed));
    }

    private void end(BlueGreenDeployment deployment, Optional<Cluster> doomed) {
        if (doomed.filter(green -> site.clusters().contains(green)).isPresent()) {
            world.after(LOOK, deployment, () -> end(deployment, doomed));
            return;
        }
        world.event(site, deployment, "deletion", "Blue/green deployment deleted.");
        world.afterEvent(deployment.id(), () -> site.blueGreenDeployments().remove(deployment.id()));
    }
}
