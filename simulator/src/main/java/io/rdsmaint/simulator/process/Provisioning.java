package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the green side of a blue/green deployment, task by task. A task that fails leaves the deployment invalid, with
 * whatever has been made by then.
 */
public final class Provisioning {

    private static final String COPY = "CREATING_READ_REPLICA_OF_SOURCE";
    private static final String UPGRADE = "DB_ENGINE_VERSION_UPGRADE";
    private static final String INSTANCES = "CREATE_DB_INSTANCES_FOR_CLUSTER";
    private static final String ENDPOINTS = "CREATE_CUSTOM_ENDPOINTS";
    private static final Duration LOOK = Duration.ofSeconds(15);

    private final World world;
    private final Cluster blue;
    private final GreenPlan plan;
    private final BlueGreenDeployment deployment;
    private final GreenProvisioning greenhouse;

    private Provisioning(World world, Cluster blue, GreenPlan plan) {
        this.world = world;
        this.blue = blue;
        this.plan = plan;
        this.deployment = new BlueGreenDeployment(world.names().deploymentId(), plan.name(), blue, world.now());
        this.greenhouse = new GreenProvisioning(world, blue, plan, deployment);
    }

    /** Begins, and answers with the deployment that it is for. */
    public static BlueGreenDeployment begin(World world, Cluster blue, GreenPlan plan) {
        Provisioning provisioning = new Provisioning(world, blue, plan);
        provisioning.begin();
        return provisioning.deployment;
    }

    private void begin() {
        deployment.tags().putAll(plan.tags());
        deployment.tasks().put(COPY, "PENDING");
        if (!plan.version().equals(blue.version())) {
            deployment.tasks().put(UPGRADE, "PENDING");
        }
        deployment.tasks().put(INSTANCES, "PENDING");
        if (!deployment.pairedEndpoints().isEmpty()) {
            deployment.tasks().put(ENDPOINTS, "PENDING");
        }
        blue.site().blueGreenDeployments().put(deployment.id(), deployment);
        world.after(world.draw(world.durations().statusLag()), deployment, this::copy);
    }

    private void copy() {
        start(COPY);
        if (blue.contents().longTransactions()) {
            world.event(
                    blue,
                    "notification",
                    "RDS can't configure the DB cluster " + blue.id() + " as a replication source because of idle or"
                            + " long-running transactions. Wait for the transactions to complete or cancel them, and"
                            + " try again.");
            world.after(Duration.ofMinutes(5), deployment, this::copy);
            return;
        }
        world.after(world.draw(world.blueGreen().copy()), deployment, () -> {
            Optional<String> failure = plan.flaw().or(() -> failing().map(each -> "of an internal error"));
            if (failure.isPresent()) {
                fail(COPY, failure.get());
            } else {
                create(COPY, first(), this::upgrade);
            }
        });
    }

    private void upgrade() {
        if (!deployment.tasks().containsKey(UPGRADE)) {
            instances();
            return;
        }
        start(UPGRADE);
        greenhouse.upgrading();
        world.after(world.draw(world.blueGreen().upgrade()), deployment, () -> {
            if (lost()) {
                fail(UPGRADE, "the target DB cluster wasn't found");
            } else if (blue.contents().incompatible()) {
                fail(UPGRADE, "the prechecks of the upgrade found incompatibilities");
            } else {
                greenhouse.upgraded();
                done(UPGRADE);
                instances();
            }
        });
    }

    private void instances() {
        start(INSTANCES);
        create(INSTANCES, present().filter(each -> !greenhouse.copied(each)).toList(), this::endpoints);
    }

    private List<Instance> first() {
        return present().filter(Instance::writer).findFirst().or(() -> present().findFirst()).stream()
                .toList();
    }

    private Stream<Instance> present() {
        return deployment.pairedInstances().stream().filter(blue.instances()::contains);
    }

    private void create(String task, List<Instance> originals, Runnable next) {
        Optional<Instance> homeless = originals.stream()
                .filter(each -> world.faults()
                                .noCapacity(
                                        "CreateBlueGreenDeployment",
                                        each.instanceClass().name())
                        || !blue.site().orderable().inStock(each.instanceClass(), each.zone()))
                .findFirst();
        if (homeless.isPresent()) {
            Instance original = homeless.get();
            fail(
                    task,
                    "of insufficient instance capacity for "
                            + original.instanceClass().name() + " in " + original.zone());
            return;
        }
        List<Instance> copies = originals.stream().map(greenhouse::instance).toList();
        await(task, copies, next);
    }

    private void await(String task, List<Instance> copies, Runnable next) {
        Optional<Instance> broken =
                copies.stream().filter(each -> !each.restartable()).findFirst();
        if (lost() || broken.isPresent()) {
            fail(
                    task,
                    broken.map(each -> "the DB instance " + each.id() + " is " + each.status())
                            .orElse("the target DB cluster wasn't found"));
        } else if (copies.stream().allMatch(Instance::available)) {
            done(task);
            next.run();
        } else {
            world.after(LOOK, deployment, () -> await(task, copies, next));
        }
    }

    private void endpoints() {
        if (!deployment.tasks().containsKey(ENDPOINTS)) {
            complete();
            return;
        }
        start(ENDPOINTS);
        world.after(world.draw(world.blueGreen().endpoints()), deployment, () -> {
            greenhouse.endpoints();
            done(ENDPOINTS);
            complete();
        });
    }

    private void complete() {
        greenhouse.rest();
        event(
                "creation",
                "Blue/green deployment tasks completed. You can make more modifications to the green environment"
                        + " databases or switch over the deployment.");
        world.afterEvent(deployment.id(), () -> {
            deployment.status("AVAILABLE");
            deployment.memberStatus("AVAILABLE");
        });
    }

    private void start(String task) {
        deployment.tasks().put(task, "IN_PROGRESS");
    }

    private void done(String task) {
        deployment.tasks().put(task, "COMPLETED");
    }

    private void fail(String task, String reason) {
        deployment.tasks().put(task, "FAILED");
        deployment.status("INVALID_CONFIGURATION");
        deployment.statusDetails("Creation of blue/green deployment failed because " + reason + ".");
        greenhouse.rest();
        event("failure", deployment.statusDetails());
    }

    private Optional<String> failing() {
        return world.faults().ending("CreateBlueGreenDeployment", deployment.names());
    }

    private boolean lost() {
        return blue.site().clusters().stream()
                .noneMatch(each -> each == deployment.green().orElse(null));
    }

    private void event(String category, String message) {
        world.event(blue.site(), deployment, category, message);
    }
}
