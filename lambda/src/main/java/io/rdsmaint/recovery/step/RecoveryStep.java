package io.rdsmaint.recovery.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.kit.Json;
import io.rdsmaint.recovery.plan.Parameters;
import io.rdsmaint.recovery.plan.PlanLook;
import io.rdsmaint.recovery.plan.Wave;
import io.rdsmaint.recovery.world.World;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A kind of step of a recovery. */
abstract class RecoveryStep implements StepKind {
    static final String WAVE = "wave";
    static final String ATTEMPT = "attempt";
    static final String SERVERS = "servers";
    static final String JOB = "job";

    protected final RecoveryTools tools;
    private final String action;

    RecoveryStep(String action, RecoveryTools tools) {
        this.action = action;
        this.tools = tools;
    }

    @Override
    public final String action() {
        return action;
    }

    static Parameters parameters(Operation operation) {
        return Parameters.of(operation.parameters());
    }

    World world(Operation operation) {
        return tools.worlds().at(AwsScope.of(operation.target()));
    }

    static String wave(JsonNode parameters) {
        return parameters.path(WAVE).asText();
    }

    static int attempt(JsonNode parameters) {
        return parameters.path(ATTEMPT).asInt(1);
    }

    static Wave waveOf(Operation operation, JsonNode parameters) {
        return parameters(operation).wave(wave(parameters));
    }

    /** The ids and host names of a wave's servers, frozen at the start. */
    static Map<String, String> frozen(Operation operation, String wave) {
        return PlanLook.frozen(operation.baseline(), wave);
    }

    static ObjectNode of(String wave, int attempt) {
        return Json.object().put(WAVE, wave).put(ATTEMPT, attempt);
    }

    static String again(int attempt) {
        return attempt == 1 ? "" : ", attempt " + attempt;
    }

    /** The completed steps of a kind that belong to a wave, in their order. */
    static Stream<Step> completed(Operation operation, String action, String wave) {
        return operation.steps().stream()
                .filter(step -> step.state() == StepState.COMPLETED)
                .filter(step -> step.planned().action().equals(action))
                .filter(step -> wave(step.planned().parameters()).equals(wave));
    }

    static JsonNode result(Step step) {
        return step.result() == null ? Json.object() : step.result();
    }

    /** Commands that show how a plan stands; none of them changes anything. */
    static List<String> look(Target target) {
        return List.of(
                "aws drs describe-jobs --region " + target.region() + " --max-results 20",
                "aws drs describe-recovery-instances --region " + target.region()
                        + " --query 'items[].[sourceServerID,ec2InstanceID,ec2InstanceState,isDrill,jobID]'");
    }
}
