package io.rdsmaint.restore.plan;

import io.rdsmaint.aurora.cluster.DerivedName;
import io.rdsmaint.gateway.rds.RestorableSnapshot;

/**
 * What an operation calls what it makes: the same whenever it is asked.
 *
 * @param target the name that clients know
 * @param operationId whose last letters and digits end each name
 */
public record Names(String target, String operationId) {
    /** Characters that AWS takes for a cluster, and for a parameter group of ours. */
    private static final int LONGEST = 63;

    /** The tag that names the operation by which a resource was made, or is to be removed. */
    public static final String TAG = "rds-maint-restore";

    /** The tag of a copy of a snapshot: whose restore it was made for. */
    public static final String COPY_FOR = "rds-maint-copy-for";

    /** The tag of a copy that is kept after its restore: until when, as RFC 3339 has it. */
    public static final String KEEP_UNTIL = "rds-maint-keep-until";

    /** True for a snapshot that a restore made as a copy: tags go along with what somebody copies, so the name has to fit them, too. */
    public static boolean copied(RestorableSnapshot snapshot) {
        String target = snapshot.tags().getOrDefault(COPY_FOR, "");
        String operation = snapshot.tags().getOrDefault(TAG, "");
        if (target.isEmpty() || operation.isEmpty()) {
            return false;
        }
        Names names = new Names(target, operation);
        return snapshot.id().equals(names.snapshotCopy()) || snapshot.id().equals(names.firstCopy());
    }

    /** The restored cluster until it has the target's name; also its parameter group of that time. */
    public String copy() {
        return derived("r");
    }

    /** The cluster that was there before, once the restored one has its name. */
    public String old() {
        return derived("old");
    }

    /** The restored cluster after a rollback took the name from it. */
    public String rejected() {
        return derived("bad");
    }

    /** The last snapshot of the cluster that was there before. */
    public String finalSnapshot() {
        return derived("final");
    }

    /** The copy of a snapshot that is restored. */
    public String snapshotCopy() {
        return derived("snap");
    }

    /** The copy in the source's region that another copy is made of. */
    public String firstCopy() {
        return derived("hop");
    }

    /** An instance of the restored cluster, counted from 1; it keeps this name. */
    public String member(int number) {
        return DerivedName.of(target, "r", operationId, LONGEST - 3) + "-" + number;
    }

    private String derived(String word) {
        return DerivedName.of(target, word, operationId, LONGEST);
    }
}
