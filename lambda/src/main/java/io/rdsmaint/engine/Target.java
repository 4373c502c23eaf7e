package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What an operation works on. Account and resource id are taken down at start and compared before every change, so that ambient
 * credentials or a resource made anew under the same name can't redirect an operation.
 *
 * @param kind what sort of thing it is: names of different kinds never mean the same
 * @param name as its family writes it
 * @param resourceId what stays with the resource through renames, or null while it is not known
 * @param roleArn a role to assume for this operation, or null for the function's own
 * @param externalId sent with {@code roleArn}, or null
 * @param shared other operations may work on it meanwhile: no lock is taken
 */
public record Target(
        String kind,
        String account,
        String region,
        String name,
        @Nullable String resourceId,
        @Nullable String roleArn,
        @Nullable String externalId,
        boolean shared) {

    /** A target that only one live operation works on. */
    public Target(
            String kind,
            String account,
            String region,
            String name,
            @Nullable String resourceId,
            @Nullable String roleArn,
            @Nullable String externalId) {
        this(kind, account, region, name, resourceId, roleArn, externalId, false);
    }

    /**
     * The kind that all targets were of before there were kinds. Neither keys nor stored documents name it, so that earlier and
     * later releases exclude each other and read the same.
     */
    public static final String UNNAMED_KIND = "aurora-cluster";

    /** Another one of its kind in the same place. */
    public Target beside(String otherName, @Nullable String otherResourceId) {
        return new Target(kind, account, region, otherName, otherResourceId, roleArn, externalId, shared);
    }

    /** The same seen from another place. */
    public Target at(PlannedStep.Place place) {
        return new Target(kind, account, place.region(), name, resourceId, place.roleArn(), place.externalId(), shared);
    }

    /** What the lock is taken on; it lasts while the name does, whatever resource has it. */
    public String lockKey() {
        return prefix(kind) + account + "/" + region + "/" + name;
    }

    /** What it is found by among ended operations: the account doesn't count. */
    public String historyKey() {
        return historyKey(kind, region, name);
    }

    /** What ended operations on targets of a name in a region are found by, in whatever account. */
    public static String historyKey(String kind, String region, String name) {
        return prefix(kind) + region + "/" + name;
    }

    /**
     * Says it in a document for others: {@code target} with kind and name; and {@code cluster_id}, which is the name where
     * nothing else could be meant before there were kinds, and else null.
     */
    public void tell(ObjectNode document) {
        tell(document, kind, name);
    }

    /** The same of a target that is known by its kind and name alone. */
    public static void tell(ObjectNode document, String kind, String name) {
        document.putObject("target").put("kind", kind).put("name", name);
        document.put("cluster_id", kind.equals(UNNAMED_KIND) ? name : null);
    }

    private static String prefix(String kind) {
        return kind.equals(UNNAMED_KIND) ? "" : kind + ":";
    }

    /**
     * A target as a start asks for it: nobody has looked yet whether it is there.
     *
     * @param roleArn a role to assume, or null
     * @param externalId sent with the role, or null
     */
    public record Asked(
            String kind,
            String name,
            String region,
            @Nullable String roleArn,
            @Nullable String externalId) {

        /**
         * The target, once it is known whose it is.
         *
         * @param resourceId by which it stays the same whatever its name; null where there is none, or none yet
         */
        public Target in(String account, @Nullable String resourceId) {
            return new Target(kind, account, region, name, resourceId, roleArn, externalId);
        }
    }
}
