package io.rdsmaint.infra.policy;

import io.rdsmaint.infra.Options;
import io.rdsmaint.infra.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What operations may do that run SQL on Aurora clusters: statements on the clusters in scope, and the secrets of their users. A secret
 * is in scope by a tag: that which clusters carry, or {@value #SECRET_TAG} where they are allowed by their names.
 */
public record SqlGrants(Options options) implements FamilyGrants {
    /** With the value {@code allowed}: opens a secret where clusters are allowed by name. */
    public static final String SECRET_TAG = "rds-maint-secret";

    /** The id of its policy. */
    public static final String PART = "SqlPolicy";

    @Override
    public List<Grant> base() {
        return List.of();
    }

    @Override
    public List<Part> parts() {
        return List.of(new Part(PART, "For SQL on clusters: statements, and the secrets of their users.", all()));
    }

    @Override
    public List<String> endingEvents() {
        return List.of();
    }

    @Override
    public boolean readsDefinitions() {
        return true;
    }

    /** All of it, with its reasons. */
    public List<Grant> all() {
        Scope scope = new Scope(options);
        List<Grant> grants = new ArrayList<>();
        if (!options.families().contains("aurora")) {
            grants.addAll(around(scope));
        }
        grants.add(new Grant(
                "ExecuteStatements",
                "One statement a call, each a transaction of its own: none is ever left open.",
                List.of("rds-data:ExecuteStatement"),
                scope.clusters(),
                scope.allowed()));
        grants.add(new Grant(
                "ReadSecretsOfUsers",
                "The Data API reads the secret as whoever calls it; the function itself never does. A secret is allowed by its tag.",
                List.of("secretsmanager:GetSecretValue"),
                scope.of("secretsmanager", Stream.of("secret:*")),
                options.allowTag().isPresent()
                        ? scope.allowed()
                        : Map.of("StringEquals", Map.of("aws:ResourceTag/" + SECRET_TAG, "allowed"))));
        if (!options.kmsKeys().isEmpty()) {
            grants.add(new Grant(
                    "DecryptSecretsOfUsers",
                    "Secrets that are encrypted by these keys, through Secrets Manager only.",
                    List.of("kms:Decrypt"),
                    options.kmsKeys(),
                    Map.of(
                            "StringLike",
                            Map.of(
                                    "kms:ViaService",
                                    List.of("secretsmanager.*.amazonaws.com", "secretsmanager.*.amazonaws.com.cn")))));
        }
        return scope.bound(grants.stream());
    }

    /** What family {@code aurora} may do, too. */
    private static List<Grant> around(Scope scope) {
        return List.of(
                new Grant(
                        "LookAtClusters",
                        "Which cluster it is, whether it serves, and whether its Data API is on.",
                        List.of("rds:DescribeDBClusters", "rds:DescribeDBInstances"),
                        scope.rds(Stream.of("cluster:*", "db:*"))),
                new Grant(
                        "MarkClusters",
                        "The mark that keeps other deployments away, and no other tag.",
                        List.of("rds:AddTagsToResource", "rds:RemoveTagsFromResource"),
                        scope.clusters(),
                        scope.allowedAnd(Map.of(
                                "ForAllValues:StringEquals", Map.of("aws:TagKeys", List.of(Product.MARK_TAG)),
                                "Null", Map.of("aws:TagKeys", "false")))));
    }
}
