package io.rdsmaint.restore.plan;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Finding.Severity;
import io.rdsmaint.gateway.keys.KeySight;
import io.rdsmaint.gateway.rds.Quota;
import io.rdsmaint.gateway.rds.RestorableSnapshot;
import io.rdsmaint.restore.plan.Hops.Hop;
import io.rdsmaint.restore.world.RestoreWorld;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What stands against the copies of a snapshot, and against the keys of snapshot, copies and cluster: one that does not work is refused,
 * one of a customer that the deployment was not given is told; AWS's own needs no right.
 *
 * @param at the gateways of a region
 * @param given keys for which the deployment may make grants
 * @param region the target's
 */
public record CopyChecks(Function<String, RestoreWorld> at, Set<String> given, String account, String region) {
    public CopyChecks {
        given = Set.copyOf(given);
    }

    /**
     * All of it.
     *
     * @param key that the last copy is encrypted with, or the restored cluster; null for that of the snapshot
     * @param more manual snapshots that the operation makes in the target's region
     */
    public List<Finding> of(RestorableSnapshot snapshot, List<Hop> hops, Names names, @Nullable String key, int more) {
        List<Finding> findings = new ArrayList<>();
        if (key == null && Hops.needsKey(hops, snapshot, account, region)) {
            findings.add(new Finding(
                    "no-key",
                    Severity.REFUSE,
                    "snapshot " + snapshot.id() + " has the key " + snapshot.kmsKey()
                            + ", which its copy can't have, and there is no cluster whose key it could have",
                    "give kms_key_id, a key of " + region + " such as " + Hops.OWN_KEY));
        }
        if (key != null && ofAnotherRegion(key, region)) {
            findings.add(new Finding(
                    "key-elsewhere",
                    Severity.REFUSE,
                    key + " is a key of another region",
                    "give kms_key_id, a key of " + region));
        }
        for (Hop hop : hops) {
            if (hop.key() != null
                    && ofAnotherRegion(hop.key(), hop.to())
                    && !hop.key().equals(key)) {
                findings.add(new Finding(
                        "key-elsewhere",
                        Severity.REFUSE,
                        hop.key() + " is a key of another region",
                        "give copies.first_kms_key_id, a key of " + hop.to()));
            }
        }
        keys(snapshot, hops, key)
                .forEach((id, where) -> key(snapshot, id, where).ifPresent(findings::add));
        taken(hops, names, findings);
        room(hops, more, findings);
        return findings;
    }

    private static boolean ofAnotherRegion(String key, String region) {
        String[] arn = key.split(":", 6);
        return arn.length == 6 && !arn[3].equals(region);
    }

    /** The keys that matter, with their regions. */
    private Map<String, String> keys(RestorableSnapshot snapshot, List<Hop> hops, @Nullable String key) {
        Map<String, String> keys = new LinkedHashMap<>();
        if (snapshot.kmsKey() != null) {
            keys.put(snapshot.kmsKey(), snapshot.region());
            hops.stream()
                    .filter(hop -> hop.key() != null)
                    .forEach(hop -> keys.put(String.valueOf(hop.key()), hop.to()));
        }
        if (key != null && hops.isEmpty()) {
            keys.put(key, region);
        }
        keys.entrySet().removeIf(id -> id.getKey().equals(Hops.OWN_KEY) || ofAnotherRegion(id.getKey(), id.getValue()));
        return keys;
    }

    private Optional<Finding> key(RestorableSnapshot snapshot, String id, String where) {
        KeySight seen = at.apply(where).keys().look(id);
        if (seen.unusable()) {
            return Optional.of(new Finding(
                    "key-unusable",
                    Severity.REFUSE,
                    "the key " + id
                            + (seen.found() == KeySight.Found.MISSING ? " is not there" : " is " + seen.state()),
                    "enable it, or name another: aws kms describe-key --region " + where + " --key-id " + id));
        }
        return given.contains(id) || !seen.customers()
                ? Optional.empty()
                : Optional.of(customers(snapshot, id, where, seen.found()));
    }

    private static Finding customers(RestorableSnapshot snapshot, String key, String where, KeySight.Found found) {
        boolean own = key.equals(snapshot.kmsKey());
        String account = snapshot.account();
        boolean foreign = own && key.startsWith("arn:") && !key.contains(":" + account + ":");
        return new Finding(
                "key-of-a-customer",
                Severity.WARN,
                own
                        ? "snapshot " + snapshot.id() + " is encrypted with " + key
                        : "what is made of it is encrypted with " + key,
                (found == KeySight.Found.SEEN
                                ? "that is a customer's key, which this deployment was not given: "
                                : "if that is a customer's key, ")
                        + "the function's role needs kms:CreateGrant and kms:DescribeKey on it (deploy with"
                        + " --kms-key; a key of another account has to allow it, too): aws kms describe-key --query"
                        + " KeyMetadata.KeyManager --region " + where + " --key-id " + key
                        + (foreign ? " (by somebody of that account)" : ""));
    }

    private void taken(List<Hop> hops, Names names, List<Finding> findings) {
        for (Hop hop : hops) {
            at.apply(hop.to())
                    .restores()
                    .snapshot(hop.name())
                    .filter(s -> !names.operationId().equals(s.tags().get(Names.TAG)))
                    .ifPresent(s -> findings.add(new Finding(
                            "name-taken",
                            Severity.REFUSE,
                            "a snapshot " + hop.name() + " is there already in " + hop.to(),
                            "delete it first")));
        }
    }

    private void room(List<Hop> hops, int more, List<Finding> findings) {
        Map<String, Integer> needed = new LinkedHashMap<>();
        needed.put(region, more);
        hops.forEach(hop -> needed.merge(hop.to(), 1, Integer::sum));
        needed.forEach((where, count) -> at.apply(where).rds().quotas().stream()
                .filter(quota -> quota.name().equals("ManualClusterSnapshots"))
                .filter(quota -> quota.left() < count)
                .map(quota -> full(quota, where, count))
                .forEach(findings::add));
    }

    private static Finding full(Quota quota, String where, int needed) {
        return new Finding(
                "quota",
                Severity.REFUSE,
                "the account may have " + quota.left() + " more of " + quota.name() + " in " + where + ", and " + needed
                        + " are needed",
                "raise the quota, or remove snapshots that nobody needs: aws rds describe-account-attributes --region "
                        + where);
    }
}
