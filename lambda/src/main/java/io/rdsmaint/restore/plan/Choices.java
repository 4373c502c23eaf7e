package io.rdsmaint.restore.plan;

import io.rdsmaint.gateway.rds.RestorableSnapshot;
import io.rdsmaint.gateway.rds.RestoreGateway;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which snapshot is restored. */
public final class Choices {
    private Choices() {}

    /**
     * The one that was planned before, as long as it is there; else the one that is named, or the newest available one of the cluster.
     * A copy that a restore has made is nobody else's source, for it goes away with its restore, and is chosen only by its name.
     *
     * @param restores where the snapshot is
     * @param before what an earlier plan of the operation had, if there is one
     */
    public static Optional<RestorableSnapshot> snapshot(
            RestoreGateway restores, Parameters.Origin origin, Optional<String> before) {
        Optional<RestorableSnapshot> known = before.flatMap(id -> named(restores, id, origin.shared()));
        if (known.isPresent()) {
            return known;
        }
        if (origin.id() != null) {
            return named(restores, origin.id(), origin.shared());
        }
        String cluster = String.valueOf(origin.clusterId());
        List<RestorableSnapshot> all = new ArrayList<>(restores.snapshotsOf(cluster));
        if (origin.shared()) {
            all.addAll(restores.sharedOf(cluster));
        }
        return all.stream()
                .filter(RestorableSnapshot::available)
                .filter(s -> s.createdAt() != null)
                .filter(s -> !s.tags().containsKey(Names.COPY_FOR))
                .filter(s -> origin.before() == null || at(s).isBefore(origin.before()))
                .max(Comparator.comparing(Choices::at).thenComparing(RestorableSnapshot::id));
    }

    /** The account's own of that name or ARN; another account's if those are looked at. */
    private static Optional<RestorableSnapshot> named(RestoreGateway restores, String name, boolean shared) {
        boolean arn = name.startsWith("arn:");
        Optional<RestorableSnapshot> own = restores.snapshot(arn ? name.split(":", 7)[6] : name)
                .filter(s -> !arn || s.arn().equals(name));
        return own.isPresent() || !shared ? own : restores.shared(name);
    }

    static Instant at(RestorableSnapshot snapshot) {
        return snapshot.createdAt() == null ? Instant.MAX : snapshot.createdAt();
    }
}
