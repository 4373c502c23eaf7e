package io.rdsmaint.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.PreconditionEvaluator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goal: the preset exists where the step's calls go. Clusters' steps have the same word for something else. */
final class CreatePreset implements StepKind {
    static final String ACTION = "create_parameter_group";

    private final Presets presets;
    private final PreconditionEvaluator<PresetChange> evaluator;

    CreatePreset(Presets presets, PreconditionEvaluator<PresetChange> evaluator) {
        this.presets = presets;
        this.evaluator = evaluator;
    }

    private record Params(String name, String family) {
        static Params of(JsonNode json) {
            return new Params(json.path("name").asText(), json.path("family").asText());
        }

        ObjectNode json() {
            return Json.object().put("name", name).put("family", family);
        }
    }

    static PlannedStep planned(String name, String family, String region) {
        return PlannedStep.calling(
                "Create preset " + name + " in " + region,
                ACTION,
                new Params(name, family).json(),
                Duration.ofSeconds(40),
                Duration.ofMinutes(15),
                "CreateDBParameterGroup " + name + " " + family);
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        Params params = Params.of(run.parameters());
        Target target = run.target();
        Optional<Presets.Preset> found = presets.find(target);
        if (found.filter(preset -> preset.of(run.operation().id())).isPresent()) {
            run.reached("preset " + params.name() + " exists");
            return Outcome.done(Json.object().put("arn", found.get().arn()));
        }
        return evaluator
                .hindrance(run, new PresetChange(target, found))
                .orElseGet(() -> run.change(Change.repeatable(
                                "CreateDBParameterGroup " + params.name() + " in " + target.region(),
                                target.region() + "/" + params.name(),
                                () -> presets.find(target).isEmpty(),
                                intent -> presets.changing(target)
                                        .create(
                                                intent,
                                                Scope.INSTANCE,
                                                params.name(),
                                                params.family(),
                                                "a preset",
                                                Map.of(
                                                        Presets.TAG,
                                                        run.operation().id())))
                        .within(Presets.CALL)));
    }

    @Override
    public List<PlannedStep> undo(Operation operation, Step step) {
        PlannedStep back =
                DeletePreset.planned(Params.of(step.planned().parameters()).name());
        PlannedStep.Place place = step.planned().place();
        return List.of(place == null ? back : back.at(place));
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        boolean kept = operation.state().ended() && operation.ending() == Operation.Ending.COMPLETED;
        boolean deleted = operation.steps().stream()
                .anyMatch(s -> s.state() == StepState.COMPLETED
                        && s.planned().action().equals(DeletePreset.ACTION)
                        && java.util.Objects.equals(
                                s.planned().place(), step.planned().place()));
        return kept || deleted
                ? Optional.empty()
                : Optional.of("preset " + Params.of(step.planned().parameters()).name() + " was made");
    }
}
