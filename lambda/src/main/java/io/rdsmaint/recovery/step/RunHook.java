package io.rdsmaint.recovery.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.QuestionDraft;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.instances.InstanceGateway;
import io.rdsmaint.kit.Json;
import io.rdsmaint.recovery.plan.Hook;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Goal: an automation has run to its good end. Its start has a token made from operation, step and attempt, so that a start that was not
 * answered is made again and gives the same execution.
 */
public final class RunHook extends RecoveryStep {
    /** The word in plans. */
    public static final String ACTION = "run_hook";

    private static final String HOOK = "hook";
    private static final String EXECUTION = "execution";
    private static final String ATTEMPTS = "attempts";

    /** Choice: to go on without it. */
    private static final String ACCEPT = "accept";

    private static final long PAUSE = 20;

    public RunHook(RecoveryTools tools) {
        super(ACTION, tools);
    }

    /** Runs an automation. */
    public static PlannedStep planned(String wave, String when, Hook hook) {
        ObjectNode parameters = of(wave, 1);
        parameters.set(HOOK, hook.json());
        return PlannedStep.calling(
                "Run " + when + " hook of wave " + wave,
                ACTION,
                parameters,
                Duration.ofMinutes(2),
                Duration.ofHours(2),
                "StartAutomationExecution " + hook.document());
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        InstanceGateway instances = world(operation).instances();
        Hook hook = Hook.of((ObjectNode) run.parameters().path(HOOK));
        String asked =
                run.answer().map(a -> a.choice() == null ? "retry" : a.choice()).orElse("");
        if (asked.equals(ACCEPT)) {
            return Outcome.done(Json.object().put("accepted", true));
        }
        String execution = run.memo().path(EXECUTION).asText("");
        if (!execution.isEmpty()) {
            run.reached("execution " + execution);
            InstanceGateway.Automation automation = instances.automation(execution);
            if (automation.running()) {
                return Outcome.waiting("automation " + hook.document() + " (" + automation.status() + ")", PAUSE);
            }
            if (automation.succeeded()) {
                return Outcome.done(Json.object().put(EXECUTION, execution));
            }
            if (!asked.equals("retry") || run.memo().path("asked_of").asText("").isEmpty()) {
                run.memo().put("asked_of", execution);
                return failed(run, hook, execution, automation);
            }
            run.memo().put(ATTEMPTS, run.memo().path(ATTEMPTS).asInt() + 1);
            run.memo().remove(List.of(EXECUTION, "asked_of"));
        }
        int attempt = run.memo().path(ATTEMPTS).asInt() + 1;
        String token = UUID.nameUUIDFromBytes(
                        (operation.id() + "/" + run.step().name() + "/" + attempt).getBytes(StandardCharsets.UTF_8))
                .toString();
        return run.change(Change.repeatable(
                "StartAutomationExecution " + hook.document() + " with token " + token,
                "hook:" + run.step().name(),
                () -> true,
                intent ->
                        run.memo().put(EXECUTION, instances.start(intent, hook.document(), hook.parameters(), token))));
    }

    private Outcome failed(StepRun run, Hook hook, String execution, InstanceGateway.Automation automation) {
        return new Outcome.Asking(QuestionDraft.of(
                        RecoveryQuestion.HOOK_FAILED,
                        Question.Kind.FAILURE,
                        run.step().name() + ": the automation of this wave came to no good end.",
                        hook.document() + " ended " + automation.status() + ", execution " + execution
                                + (automation.failure().isEmpty() ? "" : ": " + automation.failure()),
                        "run it again")
                .withChoice(ACCEPT, "go on although it failed", false)
                .past(ACCEPT)
                .withCommands(List.of("aws ssm get-automation-execution --region "
                        + run.operation().target().region() + " --automation-execution-id " + execution)));
    }
}
