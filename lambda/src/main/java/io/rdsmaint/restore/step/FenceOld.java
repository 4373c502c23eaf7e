package io.rdsmaint.restore.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.UpgradeCommands;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Sight;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goal: the old cluster has the security groups of isolation, so that no client connects to it any more. Connections that are there
 * stay until its instances restart. The interruption that the plan declares begins here.
 */
public final class FenceOld extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "fence_old";

    /** The word in rollbacks, for what opens it again. */
    static final String UNFENCE = "unfence_old";

    private static final String GROUPS = "groups";
    private static final String BEFORE = "before";

    private final boolean opening;

    /** Closes it, or opens it again. */
    public FenceOld(RestoreTools tools, boolean opening) {
        super(opening ? UNFENCE : ACTION, tools);
        this.opening = opening;
    }

    /** Closes the old cluster. */
    public static PlannedStep planned(String cluster, List<String> isolation, List<String> before) {
        ObjectNode parameters = Json.object();
        parameters.set(GROUPS, Json.texts(isolation));
        parameters.set(BEFORE, Json.texts(before));
        return PlannedStep.calling(
                        "Fence " + cluster,
                        ACTION,
                        parameters,
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(30),
                        "ModifyDBCluster " + cluster + " VpcSecurityGroupIds=" + String.join(",", isolation))
                .disrupting();
    }

    @Override
    public Optional<Sight> sight(StepRun run) {
        Operation operation = run.operation();
        Cluster old = old(operation).orElse(null);
        if (opening || old == null) {
            return Optional.empty();
        }
        Cluster copy = needCopy(operation);
        return Optional.of(new Sight(
                List.of(
                        "the restored cluster " + copy.id() + " is " + copy.status() + ", masked and verified",
                        old.id() + " serves until you approve; then nobody is served until the names are exchanged"),
                List.of(
                        Commands.describeInstances(operation.target()),
                        UpgradeCommands.connections(
                                operation.target(),
                                old.writers().stream().findFirst().orElse(old.id())))));
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Optional<Cluster> found = old(operation);
        if (found.isEmpty()) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.CLUSTER_DIFFERS,
                    "the cluster that is to be replaced is gone, deleted by somebody else.",
                    "no cluster of resource id " + oldId(operation),
                    "look again",
                    List.of());
        }
        Cluster old = found.get();
        List<String> wanted = Json.texts(run.parameters().path(GROUPS));
        if (Set.copyOf(old.placement().vpcSecurityGroups()).equals(Set.copyOf(wanted))) {
            run.reached("it has the groups");
            return busy(old).orElseGet(Outcome::done);
        }
        return busy(old)
                .orElseGet(() -> change(
                        run,
                        "ModifyDBCluster " + old.id() + " (" + old.resourceId() + ") VpcSecurityGroupIds="
                                + String.join(",", wanted),
                        old.resourceId(),
                        true,
                        () -> old(operation)
                                .filter(now -> now.id().equals(old.id()))
                                .isPresent(),
                        intent -> world(operation).restores().securityGroups(intent, old.id(), wanted)));
    }

    @Override
    public List<PlannedStep> undo(Operation operation, Step step) {
        if (opening) {
            return List.of();
        }
        List<String> before = Json.texts(step.planned().parameters().path(BEFORE));
        ObjectNode parameters = Json.object();
        parameters.set(GROUPS, Json.texts(before));
        return List.of(PlannedStep.calling(
                "Open " + operation.target().name() + " again",
                UNFENCE,
                parameters,
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                "ModifyDBCluster " + operation.target().name() + " VpcSecurityGroupIds=" + String.join(",", before)));
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        if (opening || swapped(operation) || operation.lastCompleted(UNFENCE).isPresent()) {
            return Optional.empty();
        }
        String before = String.join(" ", Json.texts(step.planned().parameters().path(BEFORE)));
        return Optional.of(operation.target().name()
                + " has the security groups of isolation, so that nobody reaches it; to open it: aws rds modify-db-cluster"
                + " --db-cluster-identifier " + operation.target().name() + " --vpc-security-group-ids " + before
                + " --apply-immediately --region " + operation.target().region());
    }
}
