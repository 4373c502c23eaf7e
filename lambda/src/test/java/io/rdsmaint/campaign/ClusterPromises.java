package io.rdsmaint.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.store.OperationJson;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import io.rdsmaint.testkit.transport.AwsRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What operations on clusters promise. */
final class ClusterPromises implements Promises {
    private static final Pattern MARK = Pattern.compile("-[0-9a-f]{8}\"");
    private static final Duration TIME_TO_SEE = Duration.ofMinutes(1);
    private static final DateTimeFormatter SIGNED =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Set<String> ONCE = Set.of(
            "RebootDBInstance",
            "FailoverDBCluster",
            "CreateDBInstance",
            "CreateBlueGreenDeployment",
            "SwitchoverBlueGreenDeployment");
    private static final Set<Harm> NEVER = Set.of(
            Harm.ORIGINAL_DELETED,
            Harm.CLUSTER_DELETED,
            Harm.DELETED_WITHOUT_SNAPSHOT,
            Harm.CLUSTER_EMPTY,
            Harm.FOREIGN_ENGINE_CHANGED,
            Harm.AUTOSCALED_CHANGED,
            Harm.UNREADY_SWITCHOVER,
            Harm.BLUE_GREEN_DISTURBED);

    private final Simulator simulator;
    private final BooleanSupplier meddled;
    private final OperationJson json = new OperationJson();

    ClusterPromises(Simulator simulator, BooleanSupplier meddled) {
        this.simulator = simulator;
        this.meddled = meddled;
    }

    @Override
    public List<String> brokenBy(LambdaInvocation from, Operation operation, AwsRequest call) {
        List<String> broken = new ArrayList<>();
        asked(operation, call, broken);
        switch (call.action()) {
            case "DeleteDBInstance" -> {
                ours(operation, call, broken);
                notTheWriter(call, broken);
            }
            case "DeleteDBCluster" -> ours(operation, call, broken);
            case "RebootDBInstance", "FailoverDBCluster" -> alone(call, broken);
            case "ModifyDBInstance" -> {
                if (changesClass(call)) {
                    alone(call, broken);
                    notTheWriter(call, broken);
                }
            }
            default -> {}
        }
        return broken;
    }

    /** A switchover and the removal of the old side always have a gate, a failover where one was asked for. */
    private static void asked(Operation operation, AwsRequest call, List<String> broken) {
        boolean mustAsk = call.action().equals("SwitchoverBlueGreenDeployment")
                || (call.action().equals("DeleteDBCluster")
                        && !call.identifier().contains("-green-"));
        boolean wanted = call.action().equals("FailoverDBCluster")
                && operation.parameters().path("pause_before_failover").asBoolean()
                && !operation.rollingBack();
        boolean allowed = operation.steps().stream().anyMatch(s -> s.planned().gate() != null && s.approved() != null);
        if ((mustAsk || wanted) && !allowed) {
            broken.add("without the approval that its gate asks for: " + call);
        }
    }

    /** A failover by somebody else may have to be followed by another one of ours. */
    @Override
    public boolean once(AwsRequest call) {
        boolean excused = call.action().equals("FailoverDBCluster") && meddled.getAsBoolean();
        return ONCE.contains(call.action()) && !excused;
    }

    /** The clusters, without the marks of operations in names, and what scaling and others add and remove as they like. */
    @Override
    public List<String> world() {
        List<String> clusters = new ArrayList<>();
        for (JsonNode cluster : simulator.state().path("clusters")) {
            ObjectNode essential = cluster.deepCopy();
            essential.remove(List.of("resource_id", "extra_instances"));
            List<String> instances = new ArrayList<>();
            for (JsonNode instance : essential.remove("instances")) {
                if (!instance.path("autoscaled").asBoolean()
                        && !instance.path("id").asText().equals(Trouble.ANOTHER)) {
                    instances.add(((ObjectNode) instance)
                            .without(List.of("resource_id", "original"))
                            .toString());
                }
            }
            instances.sort(String::compareTo);
            clusters.add(MARK.matcher(essential + " " + instances).replaceAll("-mark\""));
        }
        return clusters;
    }

    /** Who is writer may differ after a rollback, and a restart leaves its traces. */
    @Override
    public List<String> broughtBack(List<String> clusters) {
        return clusters.stream()
                .map(c -> c.replaceAll("\"writer\":(\"[^\"]*\"|true|false)", "")
                        .replaceAll("\"(cluster_)?parameter_status\":\"[^\"]*\"", ""))
                .toList();
    }

    @Override
    public int interruptions() {
        return simulator.ledger().interruptions(Harm.WRITE_INTERRUPTION).size();
    }

    @Override
    public List<String> leftBy(Operation operation) {
        List<String> left = new ArrayList<>();
        simulator.world().sites().stream()
                .flatMap(s -> s.clusters().stream())
                .filter(c -> c.live() && c.tags().containsKey("rds-maint-operation"))
                .filter(c ->
                        operation.residue().stream().noneMatch(told -> told.startsWith("this operation's mark is on ")))
                .forEach(c -> left.add("the mark is left on " + c.id()));
        boolean suspended = simulator.world().sites().stream()
                .flatMap(s -> s.scalingTargets().values().stream())
                .anyMatch(t -> t.inSuspended() || t.outSuspended());
        if (suspended && operation.residue().isEmpty()) {
            left.add("scaling is left suspended");
        }
        return left;
    }

    @Override
    public List<String> harm() {
        return simulator.ledger().incidents().stream()
                .filter(i -> NEVER.contains(i.harm()) && !i.detail().equals("scale-in"))
                .map(i -> "harm: " + i)
                .toList();
    }

    /** What is deleted carries our tag, or was written down as a side of our deployment and serves nobody. */
    private void ours(Operation operation, AwsRequest call, List<String> broken) {
        if (call.action().equals("DeleteDBCluster")) {
            clusters(call.identifier())
                    .filter(c -> c.live() || !writtenDown(operation, c.resourceId()))
                    .forEach(c -> broken.add("a deletion of what isn't ours: " + call));
        } else {
            instances(call.identifier())
                    .filter(i -> !operation.id().equals(i.tags().get("rds-maint-operation-id")))
                    .filter(i -> i.cluster().live() || !writtenDown(operation, i.resourceId()))
                    .forEach(i -> broken.add("a deletion of what isn't ours: " + call));
        }
    }

    private boolean writtenDown(Operation operation, String resourceId) {
        return json.write(operation).contains("\"" + resourceId + "\"");
    }

    /** All other members serve when one is taken away. */
    private void alone(AwsRequest call, List<String> broken) {
        if (meddled.getAsBoolean()) {
            return;
        }
        Stream<Cluster> affected = call.action().equals("FailoverDBCluster")
                ? clusters(call.identifier())
                : instances(call.identifier()).map(Instance::cluster);
        affected.filter(Cluster::live)
                .flatMap(c -> c.instances().stream())
                .filter(i -> !i.id().equals(call.identifier()) && !i.status().equals("available"))
                .forEach(i -> broken.add(call + " while " + i.id() + " is " + i.status()));
    }

    /** Asking for what is already so does nothing, whenever it arrives. */
    private boolean changesClass(AwsRequest call) {
        String request = call.http().body().text();
        return request.contains("DBInstanceClass=")
                && instances(call.identifier())
                        .noneMatch(i -> request.contains("DBInstanceClass="
                                + i.pending()
                                        .path("DBInstanceClass")
                                        .asText(i.instanceClass().name())));
    }

    private void notTheWriter(AwsRequest call, List<String> broken) {
        instances(call.identifier())
                .filter(i -> i.cluster().live()
                        && i.cluster().instances().stream()
                                        .filter(Instance::member)
                                        .count()
                                > 1)
                .filter(i -> i.cluster().writer().filter(i::equals).isPresent())
                .filter(i -> !meddled.getAsBoolean() || knownAsTheWriter(i.cluster(), call))
                .forEach(i -> broken.add("the writer is taken away: " + call));
    }

    /** It was the writer well before the request was signed, whoever made it so: there was time to see it. */
    private static boolean knownAsTheWriter(Cluster cluster, AwsRequest call) {
        Optional<Instant> signed = call.http().header("X-Amz-Date").map(d -> Instant.from(SIGNED.parse(d)));
        return cluster.startingReaders() > 0
                && signed.isPresent()
                && cluster.writerSince()
                        .filter(since -> since.isBefore(signed.get().minus(TIME_TO_SEE)))
                        .isPresent();
    }

    private Stream<Cluster> clusters(String id) {
        return simulator.world().sites().stream().flatMap(s -> s.cluster(id).stream());
    }

    private Stream<Instance> instances(String id) {
        return simulator.world().sites().stream().flatMap(s -> s.instance(id).stream());
    }
}
