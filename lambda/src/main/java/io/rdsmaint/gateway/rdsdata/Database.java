package io.rdsmaint.gateway.rdsdata;

/**
 * A database of a cluster, and as whom it is used.
 *
 * @param clusterArn compared exactly by the API, case included
 * @param secretArn of the secret with user name and password; the password itself is nowhere here
 */
public record Database(String clusterArn, String secretArn, String name) {

    /** Another database of the same cluster, used by the same user. */
    public Database named(String other) {
        return new Database(clusterArn, secretArn, other);
    }

    /** For people. */
    public String words() {
        return "database " + name + " of " + clusterArn + " as the user of " + secretArn;
    }
}
