package io.rdsmaint.aurora.storagetypechange;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.aurora.interruption.WriteReport;
import io.rdsmaint.aurora.storage.ChangeStorage;
import io.rdsmaint.aurora.storage.VerifyStorage;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Step;
import io.rdsmaint.gateway.rds.StorageType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the operator should know at the end. */
final class StorageReport {

    private StorageReport() {}

    static List<String> of(Operation operation) {
        List<String> lines = new ArrayList<>();
        operation.lastCompleted(ChangeStorage.ACTION).map(Step::result).ifPresent(done -> lines.add(change(done)));
        lines.addAll(WriteReport.others(operation));
        operation
                .lastCompleted(VerifyStorage.ACTION)
                .map(Step::result)
                .filter(seen -> seen.has("storage_type"))
                .ifPresent(seen -> {
                    lines.add(WriteReport.writer(operation, seen.path("writer").asText()));
                    lines.addAll(seen(operation, seen));
                });
        return lines;
    }

    private static String change(JsonNode done) {
        String from = done.path("from").asText();
        String now = done.path("storage_type").asText();
        if (from.equals(now)) {
            return "Storage type: " + now + " already, when the step began; nothing was changed.";
        }
        long seconds = done.path("seconds").asLong();
        String how = !done.path("ours").asBoolean()
                ? ", by somebody else meanwhile."
                : seconds == 0
                        ? "."
                        : ", seen at most "
                                + Duration.ofSeconds(seconds).plusSeconds(59).toMinutes() + " minutes after the call.";
        return "Storage type: " + from + " → " + now + how;
    }

    private static List<String> seen(Operation operation, JsonNode seen) {
        String type = seen.path("storage_type").asText();
        String terraform = type.equals(StorageType.STANDARD.word()) ? "" : type;
        String allowed = seen.path("allowed_from").asText();
        List<String> lines = new ArrayList<>();
        if (!allowed.isEmpty()) {
            lines.add("A switch to aurora-iopt1 is allowed from " + allowed + " on.");
        }
        lines.add("Infrastructure code, cluster " + operation.target().name() + ": Terraform storage_type = \""
                + terraform + "\"; CloudFormation StorageType: " + type);
        return lines;
    }
}
