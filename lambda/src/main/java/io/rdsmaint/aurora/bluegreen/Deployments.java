package io.rdsmaint.aurora.bluegreen;

import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.aurora.cluster.Resource;
import io.rdsmaint.aurora.cluster.UpgradeCommands;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Step;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.BlueGreenGateway;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.RdsEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds an operation's blue/green deployment. */
public final class Deployments {
    /** In memos: AWS's identifier of the deployment. */
    static final String ID = "deployment";

    private final ClusterReader reader;

    public Deployments(ClusterReader reader) {
        this.reader = reader;
    }

    /** The deployment: by the identifier that was written down, else by its name if it bears the operation's tag. */
    public Optional<BlueGreen> of(Operation operation) {
        Optional<String> id = id(operation);
        if (id.isPresent()) {
            return gateway(operation).deployment(id.get());
        }
        return step(operation)
                .filter(s -> !adopted(operation))
                .flatMap(s -> gateway(operation).named(created(s).name()))
                .filter(d -> ours(d, operation));
    }

    /** The deployment's green cluster as AWS shows it now, which may be more than what was written down. */
    public Optional<Cluster> green(Operation operation) {
        return of(operation)
                .flatMap(d -> Optional.ofNullable(d.target()))
                .filter(arn -> !arn.isEmpty())
                .map(Resource::name)
                .flatMap(reader.world(operation.target()).rds()::cluster);
    }

    /** What happened to the deployment since then, oldest first; nothing when there is none. */
    public List<RdsEvent> events(Operation operation, Instant since) {
        return id(operation).map(id -> gateway(operation).events(id, since)).orElse(List.of());
    }

    /** Commands that show the deployment and what happened to it; none while none is known. */
    static List<String> look(Operation operation) {
        return id(operation)
                .map(id -> List.of(
                        UpgradeCommands.describe(operation.target(), id),
                        UpgradeCommands.events(operation.target(), id)))
                .orElse(List.of());
    }

    BlueGreenGateway gateway(Operation operation) {
        return reader.world(operation.target()).blueGreens();
    }

    /** The identifier that was written down. */
    static Optional<String> id(Operation operation) {
        return step(operation).map(s -> s.memo().path(ID).asText()).filter(id -> !id.isEmpty());
    }

    /** True when the operation uses a deployment that somebody else made. */
    static boolean adopted(Operation operation) {
        return step(operation).filter(s -> created(s).adopt().isPresent()).isPresent();
    }

    /** True when the deployment bears the operation's tag. */
    static boolean ours(BlueGreen deployment, Operation operation) {
        return operation.id().equals(deployment.tags().get(Ownership.TAG));
    }

    private static CreateBlueGreen.Params created(Step create) {
        return CreateBlueGreen.Params.of(create.planned().parameters());
    }

    /** The step that creates the deployment, the newest if it was planned anew. */
    static Optional<Step> step(Operation operation) {
        return operation.steps().reversed().stream()
                .filter(s -> s.planned().action().equals(CreateBlueGreen.ACTION))
                .filter(s -> s.startedAt() != null)
                .findFirst();
    }
}
