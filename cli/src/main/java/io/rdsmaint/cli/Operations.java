package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/** What the function is asked about operations, and what its refusals mean for the shell. */
final class Operations {
    private final DeploymentClient deployment;

    Operations(DeploymentClient deployment) {
        this.deployment = deployment;
    }

    /**
     * One operation.
     *
     * @throws Failure when there is none
     */
    OperationView one(String id) {
        JsonNode answer = deployment.status(deployment.request("status").put("operation_id", id));
        if (!answer.has("operation")) {
            throw new Failure(
                    ExitCode.NOT_FOUND,
                    "There is no operation " + id + " in this deployment.",
                    "scripts/status lists the active ones and the last that ended.");
        }
        return new OperationView(answer);
    }

    /** The active operations and the last that ended. */
    JsonNode list(int recent) {
        return required(deployment.request("status").put("recent", recent), "operations");
    }

    /**
     * A target's operations; an empty region is the deployment's own.
     *
     * @param field of a request that names the target
     */
    JsonNode history(String field, String target, String region, int most) {
        ObjectNode request = deployment.request("status").put(field, target).put("recent", most);
        return required(region.isEmpty() ? request : request.put("region", region), "operations");
    }

    /** Operations that bear a label, live and ended. */
    JsonNode labelled(String label, int most) {
        return required(deployment.request("status").put("label", label).put("recent", most), "operations");
    }

    /** What was left behind. */
    JsonNode residue() {
        return required(deployment.request("status").put("residue", true), "residue");
    }

    private JsonNode required(ObjectNode request, String field) {
        JsonNode answer = deployment.status(request);
        if (!answer.has(field)) {
            throw refused(refusal(answer, "The function did not answer that."));
        }
        return answer;
    }

    /** The function's reply to a {@code resume}, done or refused. */
    JsonNode resume(ObjectNode request) {
        return deployment.resume(request);
    }

    static boolean isRefused(JsonNode reply) {
        return reply.path("next").asText().equals("fail")
                && reply.path("operation_id").isNull();
    }

    static String refusal(JsonNode reply, String otherwise) {
        return reply.at("/error/cause").asText(otherwise);
    }

    /** A refusal with all its problems, one a line. */
    static Failure refused(String cause) {
        return refused(ExitCode.REFUSED, cause);
    }

    static Failure refused(ExitCode code, String cause) {
        List<String> problems = Arrays.stream(cause.split(" \\| ", -1))
                .map(problem -> problem.replaceFirst("^REFUSE ", ""))
                .toList();
        return problems.size() == 1
                ? new Failure(code, "Refused: " + problems.getFirst(), "")
                : new Failure(
                        code, "Refused, for " + problems.size() + " reasons:", "  " + String.join("\n  ", problems));
    }
}
