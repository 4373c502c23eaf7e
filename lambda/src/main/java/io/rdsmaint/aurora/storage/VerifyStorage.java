package io.rdsmaint.aurora.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.Fitness;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.Roles;
import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.aurora.step.ParameterizedStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.QuestionDraft;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Outlook;
import io.rdsmaint.kit.Acceptances;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.PreconditionEvaluator;
import io.rdsmaint.kit.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Goal: seen with own eyes, the cluster has the storage type, nothing waits on it, its members serve and the writer is
 * the one it was.
 */
public final class VerifyStorage extends ParameterizedStep<VerifyStorage.Params> {
    /** The word in plans. */
    public static final String ACTION = "verify_storage";

    record Params(String storageType) {
        static Params of(JsonNode json) {
            return new Params(new Fields(json).text("storage_type"));
        }

        ObjectNode json() {
            return Json.object().put("storage_type", storageType);
        }
    }

    /** Seconds between looks: only the operation waits. */
    private static final long RECHECK = 30;

    /** Looks whether the cluster has the storage type and everything else is as it was. */
    public static PlannedStep planned(String storageType) {
        return PlannedStep.looking(
                "Verify", ACTION, new Params(storageType).json(), Duration.ofSeconds(30), Duration.ofMinutes(30));
    }

    public VerifyStorage(StepTools tools) {
        super(ACTION, Params::of, tools);
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        Target target = run.operation().target();
        reader.requireSame(run.operation());
        ObservedCluster seen = reader.look(run.operation());
        Cluster cluster = seen.cluster();
        Optional<Outcome> restless = evaluator.hindrance(
                run,
                Stream.concat(
                                Fitness.restless(target, cluster, RECHECK).stream(),
                                Roles.unclear(run.operation().target(), reader.expected(run.operation()), cluster)
                                        .stream())
                        .toList());
        if (restless.isPresent()) {
            return restless.get();
        }
        Acceptances accepted = Acceptances.of(run.operation(), run.memo());
        Optional<Outcome> again = evaluator.patience(run, "wrong", lasting(target, seen, accepted));
        if (again.isPresent()) {
            return again.get();
        }
        List<String> wrong = wrong(run, planned.storageType(), seen, accepted);
        boolean answered = run.answer()
                .filter(a -> PreconditionEvaluator.ACCEPT.equals(a.choice()))
                .isPresent();
        if (!wrong.isEmpty() && !answered) {
            return new Outcome.Asking(QuestionDraft.of(
                            ClusterQuestion.NOT_AS_ASKED,
                            Question.Kind.FAILURE,
                            "Verify: the cluster is not as asked.",
                            String.join("; ", wrong),
                            "look again")
                    .withChoice(PreconditionEvaluator.ACCEPT, "end as completed although this is so", false)
                    .withCommands(List.of(
                            Commands.storage(target),
                            Commands.describeCluster(target),
                            Commands.clusterEvents(target))));
        }
        return seen.instances().values().stream()
                .filter(i -> i.outlook().moves())
                .map(Instance::id)
                .sorted()
                .flatMap(id -> seen.whyNotServing(id).stream())
                .findFirst()
                .<Outcome>map(lacks -> Outcome.waiting(lacks, RECHECK))
                .orElseGet(() -> Outcome.done(Json.object()
                        .put("storage_type", cluster.features().storageType())
                        .put("writer", seen.writer().id().orElse(""))
                        .put("allowed_from", text(cluster.features().ioOptimizedNextAllowed()))));
    }

    private static String text(@Nullable Instant instant) {
        return instant == null ? "" : instant.toString();
    }

    /** What no waiting mends is told once two looks have shown it; what a person has accepted before is no news. */
    private static List<Violation> lasting(Target target, ObservedCluster seen, Acceptances accepted) {
        return seen.instances().values().stream()
                .filter(i -> i.outlook() == Outlook.LASTS && !accepted.all(Subjects.status(i)))
                .flatMap(i -> Fitness.trouble(target, i).stream())
                .toList();
    }

    private List<String> wrong(StepRun run, String wanted, ObservedCluster seen, Acceptances accepted) {
        Cluster cluster = seen.cluster();
        List<String> wrong = new ArrayList<>();
        if (!cluster.features().storageType().equals(wanted)) {
            wrong.add("storage type is " + cluster.features().storageType() + ", wanted " + wanted);
        }
        if (!cluster.pending().isEmpty()) {
            wrong.add("changes wait on the cluster: " + new TreeMap<>(cluster.pending()));
        }
        new TreeMap<>(seen.instances())
                .values().stream()
                        .filter(i -> i.outlook() == Outlook.LASTS)
                        .filter(i -> !accepted.all(Subjects.status(i)))
                        .forEach(i -> wrong.add(i.id() + " is " + i.status()));
        writer(run.operation(), seen, wrong);
        return wrong;
    }

    private void writer(Operation operation, ObservedCluster seen, List<String> wrong) {
        Set<String> expected = reader.expected(operation).writers();
        String writer = seen.writer().words();
        if (!expected.isEmpty() && !expected.contains(writer)) {
            wrong.add("the writer is " + writer + ", before the operation " + String.join(" or ", expected)
                    + ": it failed over meanwhile, which this change does not cause");
        }
    }
}
