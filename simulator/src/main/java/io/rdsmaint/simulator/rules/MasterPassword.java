package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Secret;
import io.rdsmaint.simulator.model.World;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.List;
import java.util.Optional;

/**
 * What a call wants the master user's password to be.
 *
 * @param managed RDS makes one and keeps it in a secret
 * @param given a password of the caller's
 * @param key of the secret, the AWS managed one if there is none
 */
record MasterPassword(boolean managed, Optional<String> given, Optional<String> key) {
    private static final String SECRET = "MasterUserSecret";

    static MasterPassword of(Call call, Cluster cluster) {
        boolean managed = call.bool("ManageMasterUserPassword").orElse(false);
        Optional<String> given = call.text("MasterUserPassword");
        boolean kept = cluster.attributes().has(SECRET);
        if (given.isPresent() && (managed || kept)) {
            throw ApiError.invalidCombination(
                    "You can't specify MasterUserPassword for a cluster whose password is managed in Secrets Manager.");
        }
        if (managed) {
            for (String action :
                    List.of("secretsmanager:CreateSecret", "secretsmanager:TagResource", "kms:DescribeKey")) {
                if (cluster.site().world().withheld().contains(action)) {
                    throw new ApiError("AccessDenied", 403, "User is not authorized to perform: " + action);
                }
            }
        }
        return new MasterPassword(managed && !kept, given, call.text("MasterUserSecretKmsKeyId"));
    }

    /** Begins the change, if there is one. */
    void begin(AccountRegion site, Cluster cluster) {
        World world = site.world();
        Optional<String> user = cluster.databases().master();
        if (given.isPresent()) {
            set(cluster, user, given.get());
            return;
        }
        if (!managed) {
            return;
        }
        String name = "rds!cluster-" + world.names().uuid();
        String arn = "arn:aws:secretsmanager:" + site.region() + ":" + site.account() + ":secret:" + name + "-"
                + world.names().suffix();
        String password = world.names().uuid();
        ObjectNode secret = cluster.attributes().putObject(SECRET);
        secret.put("SecretArn", arn).put("SecretStatus", "creating");
        key.ifPresent(id -> secret.put("KmsKeyId", id));
        cluster.modifying(true);
        world.after(
                world.draw(world.durations().statusLag()),
                cluster,
                () -> cluster.status("resetting-master-credentials"));
        world.after(world.draw(world.durations().settle()).plusSeconds(20), cluster, () -> {
            String text = JsonNodeFactory.instance
                    .objectNode()
                    .put("username", user.orElse("admin"))
                    .put("password", password)
                    .toString();
            site.secrets().put(arn, new Secret(arn, name, text, key, world.now()));
            set(cluster, user, password);
            secret.put("SecretStatus", "active");
            cluster.modifying(false);
            cluster.status("available");
        });
    }

    private static void set(Cluster cluster, Optional<String> user, String password) {
        user.ifPresent(name -> cluster.databases().password(name, password));
    }
}
