package io.rdsmaint.restore.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.RdsEvent;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Goal: an instance of the fenced cluster has restarted since the fence, so that no client is connected to it any more. A change of
 * security groups does not cut connections that are tracked. It is proven by an event or by having been seen to restart; without either
 * it restarts once more, which hurts nobody: no client reaches it.
 */
public final class RestartOld extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "restart_old";

    private static final String SEEN = "seen";

    public RestartOld(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Restarts it. */
    public static PlannedStep planned(String instance, String resourceId) {
        return PlannedStep.calling(
                        "Cut the connections of " + instance,
                        ACTION,
                        Json.object().put("instance", instance).put("resource_id", resourceId),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(30),
                        "RebootDBInstance " + instance)
                .disrupting();
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        String resourceId = run.parameters().path("resource_id").asText();
        Optional<Instance> found = world(operation).rds().instanceOfResource(resourceId);
        if (found.isEmpty()) {
            run.reached("it is gone");
            return Outcome.done();
        }
        Instance instance = found.get();
        if (instance.status().equals("rebooting")) {
            run.memo().put(SEEN, true);
            run.sign(instance.id() + " is rebooting");
        }
        if (!instance.available()) {
            return Outcome.waiting(instance.id() + " (" + instance.status() + ") to be available", 10);
        }
        Optional<SavedIntent> intent = run.intent();
        if (intent.isPresent() && (run.memo().path(SEEN).asBoolean() || restarted(operation, instance, intent.get()))) {
            run.reached(instance.id() + " has restarted");
            return Outcome.done();
        }
        return change(
                run,
                "RebootDBInstance " + instance.id() + " (" + resourceId + ")",
                resourceId,
                true,
                () -> world(operation)
                        .rds()
                        .instanceOfResource(resourceId)
                        .filter(Instance::available)
                        .isPresent(),
                sent -> world(operation).rds().reboot(sent, instance.id()));
    }

    private boolean restarted(Operation operation, Instance instance, SavedIntent intent) {
        return world(operation).rds().instanceEvents(instance.id(), intent.at()).stream()
                .filter(event -> !event.at().isBefore(intent.at()))
                .map(RdsEvent::message)
                .anyMatch(message -> message.toLowerCase(Locale.ROOT).contains("restarted"));
    }
}
