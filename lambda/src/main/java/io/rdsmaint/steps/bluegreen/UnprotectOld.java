package io.rdsmaint.steps.bluegreen;

import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.rds.Cluster;
import io.rdsmaint.steps.Careful;
import io.rdsmaint.steps.Observer;
import java.util.Optional;

/** H50. Goal: the old cluster may be deleted. Planned behind the gate of the cleanup only. */
public final class UnprotectOld implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "unprotect_old";

    private final Observer observer;
    private final OldSide old;

    public UnprotectOld(Observer observer, Careful careful) {
        this.observer = observer;
        this.old = new OldSide(observer, careful);
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        Optional<Cluster> cluster = old.cluster(run);
        if (cluster.filter(c -> c.features().deletionProtection()).isEmpty()) {
            return Outcome.done();
        }
        String id = cluster.get().id();
        return old.changeCluster(
                run,
                cluster.get(),
                "ModifyDBCluster " + id + " DeletionProtection=false",
                () -> true,
                intent -> observer.world(run.operation().target()).rds().modifyDeletionProtection(intent, id, false));
    }
}
