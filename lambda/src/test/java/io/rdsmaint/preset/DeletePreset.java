package io.rdsmaint.preset;

import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.Optional;

/** Goal: no preset of ours is where the step's calls go. */
final class DeletePreset implements StepKind {
    static final String ACTION = "delete_preset";

    private final Presets presets;

    DeletePreset(Presets presets) {
        this.presets = presets;
    }

    static PlannedStep planned(String name) {
        return PlannedStep.calling(
                "Delete preset " + name,
                ACTION,
                Json.object().put("name", name),
                Duration.ofSeconds(40),
                Duration.ofMinutes(15),
                "DeleteDBParameterGroup " + name);
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        Target target = run.target();
        Optional<Presets.Preset> ours =
                presets.find(target).filter(preset -> preset.of(run.operation().id()));
        if (ours.isEmpty()) {
            return Outcome.done();
        }
        return run.change(Change.repeatable(
                        "DeleteDBParameterGroup " + target.name() + " in " + target.region(),
                        target.region() + "/" + target.name(),
                        () -> presets.find(target)
                                .filter(preset -> preset.of(run.operation().id()))
                                .isPresent(),
                        intent -> presets.changing(target).delete(intent, Scope.INSTANCE, target.name()))
                .within(Presets.CALL));
    }
}
