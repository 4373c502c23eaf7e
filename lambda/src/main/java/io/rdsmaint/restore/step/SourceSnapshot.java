package io.rdsmaint.restore.step;

import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.RestorableSnapshot;
import io.rdsmaint.kit.StepQuestion;
import java.util.List;
import java.util.Optional;

/** What keeps a snapshot from being used. */
final class SourceSnapshot {
    private SourceSnapshot() {}

    /** Empty for one that is available; one that is being made is waited for. */
    static Optional<Outcome> unusable(StepRun run, String id, Optional<RestorableSnapshot> snapshot, String region) {
        if (snapshot.filter(RestorableSnapshot::available).isPresent()) {
            return Optional.empty();
        }
        String status = snapshot.map(RestorableSnapshot::status).orElse("not there any more");
        if (status.equals("creating") || status.equals("copying")) {
            return Optional.of(Outcome.underWay(
                    "snapshot " + id + " to become available (" + status + ", "
                            + snapshot.get().percent() + " %)",
                    id));
        }
        return Optional.of(StepQuestion.ask(
                run,
                RestoreQuestion.SNAPSHOT_UNUSABLE,
                "the snapshot can't be restored; nothing has been made of it.",
                id + " is " + status,
                "look again (abort and start anew to choose another snapshot)",
                List.of("aws rds describe-db-cluster-snapshots --region " + region + " --include-shared --query"
                        + " 'DBClusterSnapshots[].[DBClusterSnapshotIdentifier,Status,SnapshotCreateTime]'")));
    }
}
