package io.rdsmaint.aurora.bluegreen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.Fitness;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.Resource;
import io.rdsmaint.aurora.cluster.Roles;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.aurora.step.ParameterizedStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Outlook;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.kit.Acceptances;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.kit.Violation.NeedsApproval;
import io.rdsmaint.kit.Violation.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * H55. Goal: seen with own eyes, the cluster in production is what was asked for: version and parameter groups of the cluster and of
 * every member, one writer, the host names that clients know, the members that it had, nothing pending.
 */
public final class VerifyUpgrade extends ParameterizedStep<VerifyUpgrade.Params> {
    /** The word in plans. */
    public static final String ACTION = "verify_upgrade";

    /**
     * @param writerEndpoint host name that must still be the cluster's; empty: any
     * @param readerEndpoint likewise
     * @param afterwards what the report tells people to do; none in what releases before 0.2.0 stored
     */
    record Params(Green green, String writerEndpoint, String readerEndpoint, List<String> afterwards) {
        Params {
            afterwards = List.copyOf(afterwards);
        }

        static Params of(JsonNode json) {
            Fields endpoints = new Fields(json.path("endpoints"));
            return new Params(
                    Green.read(json),
                    endpoints.text("writer"),
                    endpoints.text("reader"),
                    Json.texts(json.path("afterwards")));
        }

        ObjectNode json() {
            ObjectNode json = green.json();
            json.putObject("endpoints").put("writer", writerEndpoint).put("reader", readerEndpoint);
            return json.set("afterwards", Json.texts(afterwards));
        }
    }

    /** Seconds between looks: only the operation waits. */
    private static final long RECHECK = 30;

    /**
     * Looks whether the cluster in production is what was asked for.
     *
     * @param writerEndpoint host name that must still be the cluster's
     * @param readerEndpoint likewise
     * @param afterwards what the report tells people to do, each a sentence
     */
    public static PlannedStep planned(
            Green green, String writerEndpoint, String readerEndpoint, List<String> afterwards) {
        ObjectNode parameters = new Params(green, writerEndpoint, readerEndpoint, afterwards).json();
        return PlannedStep.of(
                "Verify upgrade", ACTION, parameters, Duration.ofSeconds(30), Duration.ofMinutes(30), List.of());
    }

    /** What the report is to tell people to do. */
    public static List<String> afterwards(PlannedStep step) {
        return Params.of(step.parameters()).afterwards();
    }

    public VerifyUpgrade(StepTools tools) {
        super(ACTION, Params::of, tools);
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        Target target = run.operation().target();
        ObservedCluster seen = reader.look(run.operation());
        List<Violation> objections = new ArrayList<>();
        Fitness.restless(target, seen.cluster(), RECHECK).ifPresent(objections::add);
        Optional<String> settling = settling(seen);
        settling.ifPresent(why -> objections.add(new Retry(why, RECHECK)));
        Roles.unclear(target, seen.cluster()).ifPresent(objections::add);
        List<Difference> differences = differences(run, seen);
        Acceptances accepted = Acceptances.of(run.operation(), run.memo());
        List<String> wrong = wrong(run, planned, seen);
        differences.stream()
                .filter(d -> d.open(accepted))
                .map(Difference::withRemedy)
                .forEach(wrong::add);
        if (!wrong.isEmpty() && settling.isEmpty()) {
            NeedsApproval ask = new NeedsApproval(
                    ClusterQuestion.NOT_AS_ASKED,
                    "NOT_AS_ASKED",
                    Choices.PASS,
                    "The cluster in production is not as asked.",
                    String.join("; ", wrong),
                    List.of(Commands.describeCluster(target), Commands.describeInstances(target)));
            boolean down = seen.instances().values().stream().anyMatch(i -> i.outlook() == Outlook.LASTS);
            objections.add(down ? Fitness.lasting(ask) : ask);
        }
        return evaluator
                .hindrance(run, objections)
                .orElseGet(() -> Outcome.done(Json.object()
                        .put("version", seen.cluster().engine().version())
                        .put("writer", seen.writer().id().orElse(""))
                        .<ObjectNode>set("accepted", Json.texts(wrong))
                        .set(
                                "differs",
                                Json.texts(differences.stream()
                                        .filter(d -> !d.open(accepted))
                                        .map(Difference::withRemedy)
                                        .toList()))));
    }

    private static Optional<String> settling(ObservedCluster seen) {
        return seen.cluster().members().stream()
                .map(Cluster.Member::instanceId)
                .filter(id -> seen.instance(id)
                        .filter(i -> i.outlook() == Outlook.LASTS)
                        .isEmpty())
                .filter(id -> !seen.restartPending(id) && !seen.parametersFailed(id))
                .flatMap(id -> seen.whyNotInService(id).stream())
                .findFirst();
    }

    private static List<String> wrong(StepRun run, Params planned, ObservedCluster seen) {
        List<String> wrong = new ArrayList<>(GreenSide.versions(seen, planned.green()));
        host("writer", planned.writerEndpoint(), seen.cluster().endpoints().writer())
                .ifPresent(wrong::add);
        host("reader", planned.readerEndpoint(), seen.cluster().endpoints().reader())
                .ifPresent(wrong::add);
        if (!seen.cluster().pending().isEmpty()) {
            wrong.add("the cluster has pending values "
                    + new TreeMap<>(seen.cluster().pending()));
        }
        Side.blue(run.operation()).stream()
                .flatMap(b -> Stream.concat(
                        b.instances().stream()
                                .map(Resource::original)
                                .filter(id -> seen.instance(id).isEmpty())
                                .map(id -> id + " is missing"),
                        b.endpoints().stream()
                                .filter(id -> seen.customEndpoints().stream().noneMatch(e -> e.id().equals(id)))
                                .map(id -> "custom endpoint " + id + " is missing")))
                .forEach(wrong::add);
        for (Instance i : new TreeMap<>(seen.instances()).values()) {
            if (i.outlook() == Outlook.LASTS) {
                wrong.add(i.id() + " is " + i.status());
            }
            if (!i.pending().isEmpty()) {
                wrong.add(i.id() + " has pending values " + new TreeMap<>(i.pending()));
            }
            if (seen.restartPending(i.id())) {
                wrong.add(i.id() + " waits for a restart to apply parameters");
            }
            if (seen.parametersFailed(i.id())) {
                wrong.add(i.id() + " does not run with its parameters: " + seen.parametersStaying(i.id()));
            }
        }
        return wrong;
    }

    /** H42. Where the cluster in production is not like the old one, while that is there. */
    private List<Difference> differences(StepRun run, ObservedCluster seen) {
        Target target = run.operation().target();
        RdsGateway rds = reader.world(target).rds();
        return Side.old(run.operation())
                .flatMap(was -> rds.clusterOfResource(was.cluster().resourceId())
                        .map(old -> SideComparison.after(target, was, old, rds.instances(old.id()), seen)))
                .orElse(List.of());
    }

    private static Optional<String> host(String which, String wanted, String now) {
        return wanted.isEmpty() || wanted.equals(now)
                ? Optional.empty()
                : Optional.of("the " + which + " endpoint is " + now + ", was " + wanted);
    }
}
