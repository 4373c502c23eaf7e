package io.rdsmaint.aurora.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.Fitness;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.aurora.cluster.Roles;
import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.aurora.precondition.InstancePreconditions;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.aurora.step.ParameterizedStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.QuestionDraft;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Outlook;
import io.rdsmaint.kit.Acceptances;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.PreconditionEvaluator;
import io.rdsmaint.kit.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Goal: seen with own eyes, everything is as asked: classes, roles, parameters, proxies, nothing pending, nothing left
 * over.
 */
public final class Verify extends ParameterizedStep<Verify.Params> {
    /** The word in plans. */
    public static final String ACTION = "verify";

    /** What the instances in scope must have become. */
    public sealed interface Goal {
        /** They have a class. */
        record OfClass(String instanceClass) implements Goal {}

        /**
         * They run with their parameters.
         *
         * @param each the operation must have restarted every one of them
         */
        record Restarted(boolean each) implements Goal {}
    }

    /**
     * @param instances those in scope
     */
    record Params(Goal goal, List<String> instances) {
        Params {
            instances = List.copyOf(instances);
        }

        static Params of(JsonNode json) {
            Fields fields = new Fields(json);
            Goal goal = fields.optionalText("class")
                    .<Goal>map(Goal.OfClass::new)
                    .orElseGet(() -> new Goal.Restarted(fields.flag("restarted")));
            return new Params(goal, fields.texts("instances"));
        }

        ObjectNode json() {
            ObjectNode json = switch (goal) {
                case Goal.OfClass(String instanceClass) -> Json.object().put("class", instanceClass);
                case Goal.Restarted(boolean each) -> Json.object().put("restarted", each);
            };
            return json.set("instances", Json.texts(instances));
        }
    }

    /** In the result: the instances, in scope or not, that wait for a restart to apply parameters. */
    public static final String WAITING = "waiting_for_restart";

    /**
     * In the result: the instances that a restart alone may not give the values of their parameter groups, and why; absent
     * when there are none.
     */
    public static final String WITHOUT_PARAMETERS = "without_parameters";

    /** Seconds between looks: only the operation waits. */
    private static final long RECHECK = 30;

    /** Looks whether everything is as asked. */
    public static PlannedStep planned(Goal goal, List<String> instances) {
        return PlannedStep.looking(
                "Verify", ACTION, new Params(goal, instances).json(), Duration.ofSeconds(30), Duration.ofMinutes(30));
    }

    public Verify(StepTools tools) {
        super(ACTION, Params::of, tools);
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        Target target = run.operation().target();
        ObservedCluster seen = reader.look(run.operation());
        Acceptances accepted = Acceptances.of(run.operation(), run.memo());
        Optional<Outcome> again = evaluator.patience(run, "wrong", lasting(run, planned, seen, accepted));
        if (again.isPresent()) {
            return again.get();
        }
        List<String> wrong = wrong(run, planned, seen, accepted);
        if (!wrong.isEmpty()
                && run.answer()
                        .filter(a -> PreconditionEvaluator.ACCEPT.equals(a.choice()))
                        .isEmpty()) {
            return new Outcome.Asking(QuestionDraft.of(
                            ClusterQuestion.NOT_AS_ASKED,
                            Question.Kind.FAILURE,
                            "Verify: the cluster is not as asked.",
                            String.join("; ", wrong),
                            "look again")
                    .withChoice(PreconditionEvaluator.ACCEPT, "end as completed although this is so", false)
                    .withCommands(List.of(Commands.describeCluster(target), Commands.describeInstances(target))));
        }
        Optional<Outcome> restless = evaluator.hindrance(
                run,
                Stream.concat(
                                Fitness.restless(target, seen.cluster(), RECHECK).stream(),
                                Roles.unclear(
                                        run.operation().target(), reader.expected(run.operation()), seen.cluster())
                                        .stream())
                        .toList());
        if (restless.isPresent()) {
            return restless.get();
        }
        Optional<String> settling = settling(run, planned, seen);
        if (settling.isPresent()) {
            return Outcome.waiting(settling.get(), RECHECK);
        }
        ObjectNode result = Json.object().put("writer", seen.writer().id().orElse(""));
        ObjectNode classes = result.putObject("classes");
        new TreeMap<>(seen.instances()).forEach((id, i) -> classes.put(id, i.instanceClass()));
        ObjectNode autoscaled = result.putObject("autoscaled");
        new TreeMap<>(seen.instances())
                .values().stream().filter(Instance::autoscaled).forEach(i -> autoscaled.put(i.id(), i.instanceClass()));
        result.set(
                WAITING,
                Json.texts(seen.instances().keySet().stream()
                        .filter(seen::restartPending)
                        .sorted()
                        .toList()));
        seen.instances().keySet().stream()
                .filter(seen::parametersFailed)
                .forEach(
                        id -> result.withObjectProperty(WITHOUT_PARAMETERS).put(id, words(seen.parametersStaying(id))));
        return Outcome.done(result);
    }

    private static String words(Map<String, String> statuses) {
        return statuses.entrySet().stream()
                .map(e -> e.getKey() + " is " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    /** What no waiting mends is told once two looks have shown it; what a person has accepted before is no news. */
    private static List<Violation> lasting(StepRun run, Params planned, ObservedCluster seen, Acceptances accepted) {
        return planned.instances().stream()
                .flatMap(id -> seen.instance(id).stream())
                .filter(i -> down(i) && !accepted.all(Subjects.status(i)))
                .flatMap(i -> Fitness.trouble(run.operation().target(), i).stream())
                .toList();
    }

    private static List<String> wrong(StepRun run, Params planned, ObservedCluster seen, Acceptances accepted) {
        String wanted = planned.goal() instanceof Goal.OfClass(String instanceClass) ? instanceClass : "";
        boolean mustRestart = planned.goal() instanceof Goal.Restarted(boolean each) && each;
        Set<String> restarted = RebootInstance.restarted(run.operation().steps());
        List<String> wrong = new ArrayList<>();
        for (String id : planned.instances()) {
            Optional<Instance> instance = seen.instance(id);
            if (instance.isEmpty()) {
                wrong.add(id + " is gone");
            } else if (!wanted.isEmpty() && !instance.get().instanceClass().equals(wanted)) {
                wrong.add(id + " is " + instance.get().instanceClass() + ", wanted " + wanted);
            } else if (down(instance.get()) && !accepted.all(Subjects.status(instance.get()))) {
                wrong.add(id + " is " + instance.get().status());
            } else if (!instance.get().pending().isEmpty() && !accepted.all(Subjects.pending(instance.get()))) {
                wrong.add(id + " has pending values " + instance.get().pending());
            } else if (seen.restartPending(id) && !Subjects.parametersAccepted(accepted, seen, id)) {
                wrong.add(id + " waits for a restart to apply parameters");
            } else if (seen.parametersFailed(id) && !Subjects.parametersAccepted(accepted, seen, id)) {
                wrong.add(id + " does not run with its parameters: " + seen.parameterStatuses(id));
            } else if (mustRestart && !restarted.contains(id)) {
                wrong.add(id + " has not been restarted by this operation");
            }
        }
        seen.instances().values().stream()
                .filter(i -> Ownership.tagged(i, run.operation().id()))
                .forEach(i -> wrong.add("temporary instance " + i.id() + " is still there"));
        return wrong;
    }

    /** What no waiting mends. */
    private static boolean down(Instance instance) {
        return instance.outlook() == Outlook.LASTS;
    }

    private static Optional<String> settling(StepRun run, Params planned, ObservedCluster seen) {
        Optional<String> lacks = planned.instances().stream()
                .filter(id -> seen.instance(id).filter(i -> !down(i)).isPresent())
                .flatMap(id -> (seen.restartPending(id) || seen.parametersFailed(id)
                                ? seen.whyNotServing(id)
                                : seen.whyNotInService(id))
                        .stream())
                .findFirst();
        if (lacks.isPresent()) {
            return lacks;
        }
        Collection<String> unhealthy =
                InstancePreconditions.unaccepted(seen, run.operation()).values();
        return unhealthy.isEmpty() ? Optional.empty() : Optional.of("proxies: " + String.join("; ", unhealthy));
    }
}
