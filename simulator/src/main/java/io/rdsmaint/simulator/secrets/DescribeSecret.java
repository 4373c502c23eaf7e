package io.rdsmaint.simulator.secrets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Secret;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.rules.Rule;
import java.util.Set;

/** Tells of a secret without what it holds. */
final class DescribeSecret implements Rule {

    static final String VERSION = "00000000-0000-4000-8000-000000000001";

    @Override
    public String action() {
        return "DescribeSecret";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("SecretId");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        Secret secret = SecretsRules.find(call, site);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("ARN", secret.arn()).put("Name", secret.name());
        secret.key().ifPresent(key -> result.put("KmsKeyId", key));
        result.putObject("VersionIdsToStages").putArray(VERSION).add("AWSCURRENT");
        result.putPOJO("CreatedDate", secret.createdAt());
        if (secret.going()) {
            result.putPOJO("DeletedDate", site.world().now());
        }
        return result;
    }
}
