package io.rdsmaint.restore.plan;

import io.rdsmaint.gateway.rds.RestorableSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The copies that have to be made before a snapshot can be restored where the target is: none in its region, one from another; and one
 * more, in the source's region, of what another account has encrypted, which is restored and copied to other regions only as a copy of
 * one's own.
 */
public final class Hops {
    /** The key that every account has for RDS in every region; nothing that has it can be shared. */
    public static final String OWN_KEY = "alias/aws/rds";

    private Hops() {}

    /**
     * A copy.
     *
     * @param name of the copy
     * @param source the ARN of what is copied
     * @param from the region where that is
     * @param to the region where the copy is made
     * @param key that the copy is encrypted with, or null for that of its source, and where it has none
     */
    public record Hop(
            String name,
            String source,
            String from,
            String to,
            @Nullable String key,
            int gigabytes) {}

    /**
     * All of them, in their order; the last one is restored.
     *
     * @param account the target's
     * @param region the target's
     * @param key of the region of the target, or null where none is known
     */
    public static List<Hop> of(
            RestorableSnapshot snapshot,
            Parameters parameters,
            Names names,
            String account,
            String region,
            @Nullable String key) {
        boolean encrypted = snapshot.kmsKey() != null;
        boolean foreign = !snapshot.account().equals(account);
        boolean far = !snapshot.region().equals(region);
        List<Hop> hops = new ArrayList<>();
        String source = snapshot.arn();
        if (far && foreign && encrypted) {
            String first = parameters.copies().firstKey();
            hops.add(new Hop(
                    names.firstCopy(),
                    source,
                    snapshot.region(),
                    snapshot.region(),
                    first == null ? OWN_KEY : first,
                    snapshot.gigabytes()));
            source = arn(snapshot, account, names.firstCopy());
        }
        boolean needed = far || (foreign && encrypted);
        if (needed || parameters.copies().always()) {
            String given = needed ? key : parameters.kmsKey();
            hops.add(new Hop(
                    names.snapshotCopy(),
                    source,
                    snapshot.region(),
                    region,
                    encrypted ? given : null,
                    snapshot.gigabytes()));
        }
        return hops;
    }

    /** True when a copy has to have a key that somebody names: the source's is of another region or account. */
    public static boolean needsKey(List<Hop> hops, RestorableSnapshot snapshot, String account, String region) {
        return !hops.isEmpty()
                && snapshot.kmsKey() != null
                && !(snapshot.account().equals(account) && snapshot.region().equals(region));
    }

    private static String arn(RestorableSnapshot snapshot, String account, String name) {
        String[] parts = snapshot.arn().split(":", 7);
        return String.join(":", parts[0], parts[1], parts[2], parts[3], account, parts[5], name);
    }
}
