package io.rdsmaint.aurora.engineupgrade;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.aurora.bluegreen.DeleteOldCluster;
import io.rdsmaint.aurora.bluegreen.DeleteOldInstance;
import io.rdsmaint.aurora.bluegreen.SnapshotOld;
import io.rdsmaint.aurora.bluegreen.Switchover;
import io.rdsmaint.aurora.bluegreen.VerifyUpgrade;
import io.rdsmaint.aurora.interruption.WriteReport;
import io.rdsmaint.aurora.parameters.CreateParameterGroup;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the operator should know at the end. */
final class UpgradeReport {
    private UpgradeReport() {}

    static List<String> of(Operation operation) {
        List<String> lines = new ArrayList<>();
        Optional<JsonNode> switched = result(operation, Switchover.ACTION);
        List<String> others = WriteReport.others(operation);
        if (switched.isEmpty()) {
            lines.add(
                    WriteReport.quiet(operation)
                            ? "No write interruption: there was no switchover."
                            : "There was no switchover.");
            lines.addAll(others);
            return lines;
        }
        String version = operation.parameters().path("target_engine_version").asText();
        lines.add("Write interruption at the switchover: " + interruption(switched.get()) + ".");
        lines.addAll(others);
        String writer = result(operation, VerifyUpgrade.ACTION)
                .map(r -> r.path("writer").asText())
                .orElse("");
        if (!writer.isEmpty()
                && !writer.equals(operation.baseline().path("writer").asText())) {
            lines.add(WriteReport.writer(operation, writer));
        }
        lines.add("Cluster " + operation.target().name() + " runs engine version " + version + ".");
        old(operation, switched.get(), lines);
        code(operation, version, lines);
        result(operation, VerifyUpgrade.ACTION).ifPresent(r -> {
            texts(r.path("accepted")).forEach(text -> lines.add("Accepted: " + text + "."));
            texts(r.path("differs")).forEach(text -> lines.add("Not as before: " + text + "."));
        });
        planned(operation, VerifyUpgrade.ACTION).ifPresent(p -> lines.addAll(VerifyUpgrade.afterwards(p)));
        return lines;
    }

    private static String interruption(JsonNode switched) {
        String seconds = switched.path("interruption_seconds").asText();
        return switch (switched.path("measured_by").asText()) {
            case "events" -> seconds + " s, measured by RDS events";
            case "sightings" -> "at most " + seconds + " s, the time between two looks";
            default -> "not measured";
        };
    }

    private static void old(Operation operation, JsonNode switched, List<String> lines) {
        JsonNode cluster = switched.path("old").path("cluster");
        String old =
                cluster.path("id").asText() + " (" + cluster.path("resource_id").asText() + ")";
        lines.add(
                result(operation, DeleteOldCluster.ACTION).isPresent()
                        ? "Old cluster " + old + " is deleted."
                        : "Old cluster " + old + " is still there.");
        String connections = operation.steps().stream()
                .filter(s -> s.planned().action().equals(DeleteOldInstance.ACTION))
                .flatMap(s -> DeleteOldInstance.connections(s).stream())
                .collect(Collectors.joining(", "));
        if (!connections.isEmpty()) {
            lines.add("Most connections to the old instances in the 15 minutes before each was deleted: " + connections
                    + ".");
        }
        result(operation, SnapshotOld.ACTION)
                .ifPresent(s -> lines.add("Snapshot of the old cluster: "
                        + operation
                                .lastCompleted(SnapshotOld.ACTION)
                                .map(SnapshotOld::snapshot)
                                .orElse("")
                        + ". It costs until you delete it."));
    }

    /** The lines that infrastructure code must say from now on, so that its next run changes nothing back. */
    private static void code(Operation operation, String version, List<String> lines) {
        String cluster = operation.target().name();
        lines.add("Infrastructure code, " + cluster + ": Terraform engine_version = \"" + version
                + "\"; CloudFormation EngineVersion: " + version + " (instances, too)");
        for (Step step : operation.steps()) {
            if (step.planned().action().equals(CreateParameterGroup.ACTION) && step.result() != null) {
                CreateParameterGroup.Params made =
                        CreateParameterGroup.Params.of(step.planned().parameters());
                boolean ofCluster = made.scope() == Scope.CLUSTER;
                String group = made.group();
                lines.add("Infrastructure code, " + (ofCluster ? cluster : "its instances") + ": Terraform "
                        + (ofCluster ? "db_cluster_parameter_group_name" : "db_parameter_group_name") + " = \"" + group
                        + "\"; CloudFormation "
                        + (ofCluster ? "DBClusterParameterGroupName: " : "DBParameterGroupName: ") + group);
            }
        }
        if (operation.steps().stream().anyMatch(s -> s.planned().action().equals(CreateParameterGroup.ACTION))) {
            lines.add("CloudFormation and CDK: an update that names the new parameter group changes nothing and yet"
                    + " restarts every instance at once; make it in a quiet time.");
        }
        lines.add(
                "Infrastructure code that keeps resource ids must take in the new ones; instance and cluster names are"
                        + " those of before.");
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private static Optional<JsonNode> result(Operation operation, String action) {
        return operation.lastCompleted(action).flatMap(s -> Optional.ofNullable(s.result()));
    }

    private static Optional<PlannedStep> planned(Operation operation, String action) {
        return operation.lastCompleted(action).map(Step::planned);
    }
}
