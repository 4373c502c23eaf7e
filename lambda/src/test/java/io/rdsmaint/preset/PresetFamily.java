package io.rdsmaint.preset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Family;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Leftover;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Situation;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.function.Settings;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.Clients;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.PreconditionEvaluator;
import io.rdsmaint.kit.PreflightStep;
import io.rdsmaint.kit.Replanner;
import io.rdsmaint.kit.RequestFields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Makes a preset in one region and, once somebody has looked at it, the same in another. */
public final class PresetFamily implements Family {
    /** A preset, which is not there before it is made. */
    static final TargetKind PRESET =
            new TargetKind("preset", "preset", "preset", Pattern.compile("[a-z][a-z0-9-]{0,60}"), "a preset's name");

    private final Presets presets;
    private final List<OperationType> types;
    private final List<StepKind> kinds;

    private PresetFamily(Presets presets, List<OperationType> types, List<StepKind> kinds) {
        this.presets = presets;
        this.types = types;
        this.kinds = kinds;
    }

    /** As a function has it. */
    public static Family of(Settings settings, Clients clients) {
        Presets presets = new Presets(clients);
        List<OperationType> types = List.of(new Copy(presets, settings.allowedRegions()));
        Replanner replanner = new Replanner(PRESET, types, Set.of());
        PreconditionEvaluator<PresetChange> evaluator =
                new PreconditionEvaluator<>(List.of(PresetChange.NAME_FREE), replanner);
        return new PresetFamily(
                presets,
                types,
                List.of(
                        new PreflightStep(replanner, evaluator, (_, _) -> List.of(), target -> List.of(show(target))),
                        new CreatePreset(presets, evaluator),
                        new DeletePreset(presets),
                        new Verify(presets),
                        new Settle()));
    }

    static String show(Target target) {
        return "aws rds describe-db-parameter-groups --db-parameter-group-name " + target.name() + " --region "
                + target.region();
    }

    @Override
    public String name() {
        return "preset";
    }

    @Override
    public TargetKind target() {
        return PRESET;
    }

    @Override
    public List<OperationType> types() {
        return types;
    }

    @Override
    public List<StepKind> kinds() {
        return kinds;
    }

    /** The system before this one took {@code {"preset_name", "like", "regions": [from, to]}}. */
    @Override
    public Optional<ObjectNode> earlier(ObjectNode input) {
        if (!input.path("preset_name").isTextual()) {
            return Optional.empty();
        }
        ObjectNode params = Json.object()
                .put("type", "preset_copy")
                .put("preset", input.path("preset_name").asText())
                .put("region", input.at("/regions/0").asText());
        params.putObject("params")
                .put("family", input.path("like").asText())
                .put("to", input.at("/regions/1").asText());
        return Optional.of(params);
    }

    @Override
    public Situation situation(Operation operation) {
        String there = presets.find(operation.target()).isPresent() ? " is there" : " is not there yet";
        return new Situation(operation.target().name() + there + "; nobody uses it.", Situation.Urgency.CAN_WAIT);
    }

    @Override
    public List<String> look(Target target) {
        return List.of(show(target));
    }

    @Override
    public List<Leftover> leftovers(List<String> regions, Function<String, Optional<Operation>> operations) {
        return List.of();
    }

    /** {@code preset_copy}. */
    private record Copy(Presets presets, List<String> regions) implements OperationType {
        private static final Pattern FAMILY = Pattern.compile("[a-z0-9.-]{1,60}");

        private record Params(String family, String to, boolean ask) {
            static Params of(ObjectNode given) {
                RequestFields fields = RequestFields.ofParameters(given);
                Params params = new Params(
                        fields.required("family", FAMILY, "a family", "such as aurora-postgresql16"),
                        fields.required("to", FAMILY, "a region", "such as eu-west-1"),
                        fields.flag("ask").orElse(true));
                fields.requireNoProblems();
                return params;
            }
        }

        @Override
        public String name() {
            return "preset_copy";
        }

        @Override
        public List<String> problems(ObjectNode given) {
            try {
                Params params = Params.of(given);
                return regions.contains(params.to())
                        ? List.of()
                        : List.of("params.params.to '" + params.to() + "' is not allowed by this deployment");
            } catch (InvalidRequest e) {
                return e.problems();
            }
        }

        @Override
        public Plan plan(PlanRequest request) {
            Params params = Params.of(request.parameters());
            Target.Asked asked = request.target();
            AwsScope scope = AwsScope.of(request);
            Target target = new Target(
                    asked.kind(),
                    presets.account(scope),
                    asked.region(),
                    asked.name(),
                    null,
                    asked.roleArn(),
                    asked.externalId());
            PlannedStep.Place elsewhere = new PlannedStep.Place(params.to(), asked.roleArn(), asked.externalId());
            PlannedStep copy = CreatePreset.planned(asked.name(), params.family(), params.to())
                    .at(elsewhere);
            List<Finding> findings = new ArrayList<>();
            for (Target one : List.of(target, target.at(elsewhere))) {
                presets.find(one)
                        .filter(preset -> !preset.of(request.operationId()))
                        .ifPresent(preset -> findings.add(new Finding(
                                "name-taken", Finding.Severity.REFUSE, preset.arn() + " exists", show(one))));
            }
            return new Plan(
                    target,
                    "preset " + asked.name() + " in " + asked.region() + " and " + params.to(),
                    List.of(
                            PreflightStep.planned(),
                            CreatePreset.planned(asked.name(), params.family(), asked.region()),
                            params.ask() ? copy.gated("Look at the first one.") : copy,
                            Verify.planned(params.to())),
                    List.of("name-taken"),
                    findings,
                    List.of(),
                    Json.object());
        }

        @Override
        public List<String> report(Operation operation) {
            return List.of("preset " + operation.target().name() + " was asked for");
        }
    }

    /** Goal: it is in both regions. */
    private record Verify(Presets presets) implements StepKind {
        static PlannedStep planned(String to) {
            return PlannedStep.looking(
                    "Verify", "verify", Json.object().put("to", to), Duration.ofSeconds(15), Duration.ofMinutes(15));
        }

        @Override
        public String action() {
            return "verify";
        }

        @Override
        public Outcome advance(StepRun run) {
            Target target = run.operation().target();
            Target elsewhere = target.at(
                    new PlannedStep.Place(run.parameters().path("to").asText(), target.roleArn(), target.externalId()));
            boolean both =
                    presets.find(target).isPresent() && presets.find(elsewhere).isPresent();
            return both ? Outcome.done() : Outcome.waiting("both presets to be there", 20);
        }
    }

    /** Goal: no call may act any more. */
    private record Settle() implements StepKind {
        @Override
        public String action() {
            return "settle";
        }

        @Override
        public Outcome advance(StepRun run) {
            return run.operation().uncertainCalls().stream()
                    .filter(call -> run.now().isBefore(call.expiredAt()))
                    .findFirst()
                    .<Outcome>map(call -> Outcome.waiting("the call " + call.call() + " to lapse", 60))
                    .orElseGet(Outcome::done);
        }
    }
}
