package io.rdsmaint.aurora.bluegreen;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.Fitness;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.Remedies;
import io.rdsmaint.aurora.cluster.Resource;
import io.rdsmaint.aurora.cluster.Roles;
import io.rdsmaint.aurora.cluster.Surroundings;
import io.rdsmaint.aurora.cluster.UpgradeCommands;
import io.rdsmaint.aurora.precondition.ParameterPrecondition;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Outlook;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.kit.Violation.NeedsApproval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The green cluster and its instances as seen. */
record GreenSide(ObservedCluster seen) {
    /** Seconds between looks: only the operation waits. */
    private static final long SOON = 30;

    /** In the memo of a step that met no deployment: what it saw of the green side instead. */
    private static final String ALONE = "green_alone";

    /** Its name; empty when there was none. */
    private static final String CLUSTER = "cluster";

    private static final String LEAVING = "leaving";

    /** Looks at the green cluster of a deployment; empty while there is none. */
    static Optional<GreenSide> look(RdsGateway rds, BlueGreen deployment, String account) {
        return Optional.ofNullable(deployment.target())
                .filter(arn -> !arn.isEmpty())
                .map(Resource::name)
                .flatMap(rds::cluster)
                .map(cluster -> new GreenSide(new ObservedCluster(
                        cluster,
                        ObservedCluster.byName(rds.instances(cluster.id())),
                        new Surroundings(
                                () -> rds.customEndpoints(cluster.id()),
                                List::of,
                                Map::of,
                                List::of,
                                () -> account,
                                List::of),
                        Set.of())));
    }

    /** True when a step has removed the green side again, or will have: a step that is only taken to be completed has no result. */
    static boolean removed(Operation operation) {
        return operation
                .lastCompleted(RemoveGreen.ACTION)
                .map(s -> s.result() == null
                        ? RemoveGreen.removes(operation)
                        : s.result().path(RemoveGreen.REMOVED).asBoolean())
                .orElse(false);
    }

    /**
     * Writes down what is left of a green side whose deployment is gone, or going: whoever deleted that may have kept the cluster.
     *
     * @param leaving the deployment is still being deleted, and may take the green side along
     * @return what was seen, ready to follow a semicolon
     */
    static String leftAlone(StepRun run, RdsGateway rds, boolean leaving) {
        Optional<Cluster> left = Side.green(run.operation())
                .flatMap(g -> rds.clusterOfResource(g.cluster().resourceId()));
        run.memo()
                .putObject(ALONE)
                .put(CLUSTER, left.map(Cluster::id).orElse(""))
                .put(LEAVING, leaving);
        boolean kept =
                !leaving && left.filter(c -> !c.status().equals("deleting")).isPresent();
        return left.map(c -> "green cluster " + c.id() + " is " + c.status()
                        + (kept ? ", kept by whoever deleted the deployment" : ""))
                .orElse("no green cluster is left");
    }

    /** The deployment is there. */
    static void together(StepRun run) {
        run.memo().remove(ALONE);
    }

    /** True when the deployment was gone, or going, when it was looked for last: nothing of this operation deletes green then. */
    static boolean alone(Operation operation) {
        return noted(operation).isPresent();
    }

    /** True when nothing was left of it then. */
    static boolean gone(Operation operation) {
        return noted(operation)
                .filter(seen -> seen.path(CLUSTER).asText().isEmpty())
                .isPresent();
    }

    private static Optional<JsonNode> noted(Operation operation) {
        return operation.steps().stream()
                .map(step -> step.memo().path(ALONE))
                .filter(JsonNode::isObject)
                .reduce((earlier, later) -> later);
    }

    /** What is left of it without a deployment, and how to remove it. */
    static Optional<String> residue(Operation operation) {
        List<String> instances = Side.green(operation).stream()
                .flatMap(green -> green.instances().stream())
                .map(Resource::id)
                .toList();
        return noted(operation)
                .filter(seen -> !seen.path(CLUSTER).asText().isEmpty())
                .map(seen -> "green cluster " + seen.path(CLUSTER).asText() + " with its instances "
                        + (seen.path(LEAVING).asBoolean()
                                ? "is left and paid for, unless the deletion of its deployment takes it along"
                                : "is left, without a deployment, and is paid for")
                        + "; to remove it: "
                        + Remedies.deleteAll(
                                operation.target(), seen.path(CLUSTER).asText(), instances, false));
    }

    Side side() {
        return Side.of(seen.cluster(), seen.instances().values(), seen.customEndpoints());
    }

    Cluster cluster() {
        return seen.cluster();
    }

    /**
     * What the green side is not yet, or is not as asked.
     *
     * @param members how many instances it is to have
     */
    List<Violation> objections(Target target, Green wanted, int members) {
        List<Violation> all = new ArrayList<>();
        new TreeMap<>(seen.instances()).values().forEach(i -> down(target, i).ifPresent(all::add));
        Fitness.unavailable(on(target), cluster(), SOON)
                .or(() -> Roles.unclear(on(target), cluster()))
                .ifPresent(all::add);
        List<String> wrong = wrong(wanted, members);
        if (!wrong.isEmpty()) {
            all.add(new NeedsApproval(
                    ClusterQuestion.GREEN_UNFIT,
                    "GREEN_NOT_AS_ASKED",
                    Choices.ACCEPT,
                    "The green side is not what was asked for.",
                    String.join("; ", wrong),
                    List.of(UpgradeCommands.cluster(target, cluster().id()), Commands.describeInstances(on(target)))));
        }
        for (Instance i : new TreeMap<>(seen.instances()).values()) {
            if (i.outlook() != Outlook.UNKNOWN) {
                ParameterPrecondition.inService(target, seen, i.id(), "green ").ifPresent(all::add);
            }
        }
        return all;
    }

    /** What does not pass by itself, or may last longer than anybody wants to wait: AWS would refuse the switchover. */
    private Optional<Violation> down(Target target, Instance instance) {
        return switch (instance.outlook()) {
            case READY, PASSES -> Optional.empty();
            case SERVES -> Optional.of(Fitness.optimizing(target, instance));
            case UNKNOWN -> Fitness.trouble(on(target), instance);
            case LEAVES, LASTS ->
                Optional.of(Fitness.lasting(new NeedsApproval(
                        ClusterQuestion.GREEN_UNFIT,
                        "GREEN_DOWN",
                        Choices.LOOK_AGAIN,
                        "An instance of the green side is not in service and will not be by itself.",
                        instance.id() + " is " + instance.status(),
                        List.of(Commands.describeInstance(target, instance.id())))));
        };
    }

    /** What can't become right by waiting. */
    private List<String> wrong(Green wanted, int members) {
        List<String> wrong = new ArrayList<>(versions(seen, wanted));
        if (seen.instances().size() != members) {
            wrong.add(cluster().id() + " has " + seen.instances().size() + " instances, wanted " + members);
        }
        return wrong;
    }

    /** Where versions and parameter groups are not those asked for. */
    static List<String> versions(ObservedCluster seen, Green wanted) {
        List<String> wrong = new ArrayList<>();
        String version = seen.cluster().engine().version();
        if (!version.equals(wanted.version())) {
            wrong.add(seen.cluster().id() + " runs " + version + ", wanted " + wanted.version());
        }
        String group = wanted.clusterGroup();
        if (group != null && !group.equals(seen.cluster().parameterGroup())) {
            wrong.add(seen.cluster().id() + " has parameter group "
                    + seen.cluster().parameterGroup() + ", wanted " + group);
        }
        for (Instance i : new TreeMap<>(seen.instances()).values()) {
            if (!i.engineVersion().equals(wanted.version())) {
                wrong.add(i.id() + " runs " + i.engineVersion() + ", wanted " + wanted.version());
            }
            String instanceGroup = wanted.instanceGroup();
            if (instanceGroup != null
                    && i.parameterGroups().stream().noneMatch(g -> g.name().equals(instanceGroup))) {
                wrong.add(i.id() + " has parameter group "
                        + i.parameterGroups().stream()
                                .map(Instance.AppliedGroup::name)
                                .collect(Collectors.joining(", "))
                        + ", wanted " + instanceGroup);
            }
        }
        return wrong;
    }

    private Target on(Target t) {
        return t.beside(cluster().id(), cluster().resourceId());
    }
}
