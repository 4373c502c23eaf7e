package io.rdsmaint.kit;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.engine.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A call of an operation that AWS may have carried out.
 *
 * @param call as its intent words it: {@code FailoverDBCluster c TargetDBInstanceIdentifier=i}
 */
public record OwnCall(String call, Instant at) {

    /** All of them, oldest first, those of earlier attempts of a step among them. */
    public static List<OwnCall> of(Operation operation) {
        List<OwnCall> all = new ArrayList<>();
        for (Step step : operation.steps()) {
            for (JsonNode earlier : step.memo().path(Step.CALLED)) {
                all.add(new OwnCall(
                        earlier.path("call").asText(),
                        Instant.parse(earlier.path("at").asText())));
            }
            step.lost().forEach(i -> all.add(new OwnCall(i.call(), i.at())));
            SavedIntent intent = step.intent();
            if (intent != null && intent.state() != SavedIntent.State.REFUSED) {
                all.add(new OwnCall(intent.call(), intent.at()));
            }
        }
        return all.stream().distinct().sorted(Comparator.comparing(OwnCall::at)).toList();
    }

    /** True for a call of an action on a resource, or with it as its target. */
    public boolean is(String action, String resource) {
        return call.startsWith(action + " " + resource + " ")
                || call.equals(action + " " + resource)
                || (call.startsWith(action + " ") && call.endsWith("=" + resource));
    }

    public boolean is(String action) {
        return call.startsWith(action + " ");
    }
}
