package io.rdsmaint.aurora.instancetypechange;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.aurora.instance.ChangeClass;
import io.rdsmaint.aurora.instance.Verify;
import io.rdsmaint.aurora.interruption.WriteReport;
import io.rdsmaint.aurora.rolling.Outcomes;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Step;
import io.rdsmaint.kit.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What the operator should know at the end. */
final class Report {

    private Report() {}

    static List<String> of(Operation operation) {
        Outcomes outcomes = new Outcomes(operation, ChangeClass.ACTION);
        List<String> lines =
                new ArrayList<>(outcomes.interruptions("Writes were interrupted while the only instance was changed."));
        lines.addAll(outcomes.outOfService());
        operation.lastCompleted(Verify.ACTION).map(Step::result).ifPresent(seen -> {
            lines.add(WriteReport.writer(operation, seen.path("writer").asText()));
            lines.addAll(Outcomes.parameters(seen));
            seen.path("autoscaled").properties().stream()
                    .filter(e -> !e.getValue().asText().equals(wanted(operation)))
                    .forEach(e -> lines.add("Auto scaled " + e.getKey() + " still is "
                            + e.getValue().asText() + "; auto scaling gives new readers the writer's class."));
            lines.addAll(code(operation, seen));
        });
        return lines;
    }

    /** The lines that infrastructure code must say from now on, so that its next run changes nothing back. */
    private static List<String> code(Operation operation, JsonNode seen) {
        List<String> lines = new ArrayList<>();
        JsonNode before = operation.baseline().path("members");
        new TreeMap<>(Json.map(seen.path("classes"))).forEach((id, instanceClass) -> {
            boolean changed = before.has(id)
                    && !before.path(id).path("class").asText().equals(instanceClass)
                    && !before.path(id).path("autoscaled").asBoolean();
            if (changed) {
                lines.add("Infrastructure code, " + id + ": Terraform instance_class = \"" + instanceClass
                        + "\"; CloudFormation DBInstanceClass: " + instanceClass);
            }
        });
        return lines;
    }

    private static String wanted(Operation operation) {
        return operation.parameters().path("target_instance_type").asText();
    }
}
