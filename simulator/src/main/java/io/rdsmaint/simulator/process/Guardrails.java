package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.Proxy;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What RDS looks at before it switches over. */
final class Guardrails {

    private final World world;
    private final BlueGreenDeployment deployment;
    private final Cluster blue;
    private final Cluster green;

    Guardrails(World world, BlueGreenDeployment deployment, Cluster blue, Cluster green) {
        this.world = world;
        this.deployment = deployment;
        this.blue = blue;
        this.green = green;
    }

    /** Why a switchover must not begin, if there is a reason. */
    Optional<String> objection(Duration timeout) {
        return degraded()
                .or(this::missing)
                .or(this::unavailable)
                .or(() -> lagging(timeout))
                .or(this::writing)
                .or(this::integrated)
                .or(this::unreachable);
    }

    private Optional<String> degraded() {
        return world.faults()
                .degraded(deployment.names())
                .map(why -> "replication from " + blue.id() + " to " + green.id() + " is degraded: " + why);
    }

    private Optional<String> missing() {
        return deployment.pairs().stream()
                .filter(each -> each.broken() || each.targetArn().isEmpty())
                .findFirst()
                .map(each -> deployment.memberStatus(each) + ": " + each.sourceArn());
    }

    private Optional<String> unavailable() {
        Optional<String> cluster = Stream.of(blue, green)
                .filter(each -> each.busy() || !each.status().equals("available"))
                .map(each -> "the DB cluster " + each.id() + " is " + each.status())
                .findFirst();
        return cluster.or(() -> Stream.of(blue, green)
                .flatMap(each -> each.instances().stream())
                .filter(each -> !each.available() || !each.engine().serving())
                .map(each -> "the DB instance " + each.id() + " is " + each.status())
                .findFirst());
    }

    private Optional<String> lagging(Duration timeout) {
        return deployment.lagSeconds() <= timeout.toSeconds()
                ? Optional.empty()
                : Optional.of("the replica lag of %.0f seconds is beyond the timeout of %d seconds"
                        .formatted(deployment.lagSeconds(), timeout.toSeconds()));
    }

    private Optional<String> writing() {
        if (blue.contents().longTransactions()) {
            return Optional.of("there are long-running active writes on " + blue.id());
        }
        return blue.contents().externalReplication()
                ? Optional.of(blue.id() + " takes part in replication with something outside")
                : Optional.empty();
    }

    private Optional<String> integrated() {
        List<Cluster> both = List.of(blue, green);
        return blue.site().integrations().values().stream()
                .filter(each -> both.contains(each.source()))
                .findFirst()
                .map(each -> "the zero-ETL integration " + each.name() + " exists");
    }

    private Optional<String> unreachable() {
        return deployment.followers().stream()
                .filter(proxy -> proxy.tracks(blue) && blue.instances().stream().anyMatch(ails(proxy)))
                .findFirst()
                .map(proxy -> "the proxy " + proxy.name() + " cannot reach its targets");
    }

    private static Predicate<Instance> ails(Proxy proxy) {
        return each -> proxy.ailment(each).isPresent();
    }
}
