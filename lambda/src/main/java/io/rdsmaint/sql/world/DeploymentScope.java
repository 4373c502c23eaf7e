package io.rdsmaint.sql.world;

import io.rdsmaint.gateway.rds.Cluster;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * In whose databases a deployment may work, decided when it is deployed. Its policy says the same; that it is judged here, too,
 * tells people beforehand, and holds where a policy was widened by hand.
 *
 * @param tag {@code key=value} that a cluster must carry; empty where names decide alone
 * @param names of clusters that need no tag, {@code *} standing for any characters
 */
public record DeploymentScope(String tag, List<String> names) {
    private static final int REGION = 3;
    private static final int ACCOUNT = 4;

    public DeploymentScope {
        names = List.copyOf(names);
    }

    /** Reads what the deployment fixed, from the function's variables. */
    public static DeploymentScope from(Map<String, String> environment) {
        return new DeploymentScope(
                environment.getOrDefault("ALLOWED_TAG", ""),
                Arrays.stream(environment.getOrDefault("ALLOWED_CLUSTERS", "").split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    /** Why a cluster is out of scope, in words; empty when it is in it. */
    public Optional<String> objection(Cluster cluster) {
        boolean named = names.stream()
                .anyMatch(name -> Pattern.matches(Pattern.quote(name).replace("*", "\\E.*\\Q"), cluster.id()));
        String[] wanted = tag.split("=", 2);
        boolean tagged = wanted.length == 2 && wanted[1].equals(cluster.tags().get(wanted[0]));
        if (named || tagged) {
            return Optional.empty();
        }
        return Optional.of(
                tag.isEmpty()
                        ? "cluster " + cluster.id() + " matches none of the allowed names: " + String.join(", ", names)
                        : "the tag " + tag + ", by which this deployment may use a cluster, is missing on "
                                + cluster.id());
    }

    /**
     * Why a secret can't be of a user of the cluster, in words; empty when it can.
     *
     * @param secretArn of the secret
     */
    public static Optional<String> objection(Cluster cluster, String secretArn) {
        String[] secret = secretArn.split(":", -1);
        String[] own = cluster.arn().split(":", -1);
        return secret.length > ACCOUNT && secret[REGION].equals(own[REGION]) && secret[ACCOUNT].equals(own[ACCOUNT])
                ? Optional.empty()
                : Optional.of("the secret " + secretArn + " is not of the cluster's account and region, " + own[ACCOUNT]
                        + " and " + own[REGION]);
    }
}
