package io.rdsmaint.restore.plan;

import io.rdsmaint.gateway.rds.RestorableSnapshot;
import io.rdsmaint.gateway.rds.RestoreGateway;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which snapshot is restored. */
public final class Choices {
    private Choices() {}

    /**
     * The one that was planned before, as long as it is there; else the one that is named, or the newest available one of the cluster.
     *
     * @param before what an earlier plan of the operation had, if there is one
     */
    public static Optional<RestorableSnapshot> snapshot(
            RestoreGateway restores, Parameters.Origin origin, Optional<String> before) {
        Optional<RestorableSnapshot> known = before.flatMap(restores::snapshot);
        if (known.isPresent()) {
            return known;
        }
        if (origin.id() != null) {
            return restores.snapshot(origin.id());
        }
        List<RestorableSnapshot> all = restores.snapshotsOf(String.valueOf(origin.clusterId()));
        return all.stream()
                .filter(RestorableSnapshot::available)
                .filter(s -> s.createdAt() != null)
                .filter(s -> origin.before() == null || at(s).isBefore(origin.before()))
                .max(Comparator.comparing(Choices::at).thenComparing(RestorableSnapshot::id));
    }

    static Instant at(RestorableSnapshot snapshot) {
        return snapshot.createdAt() == null ? Instant.MAX : snapshot.createdAt();
    }
}
