package io.rdsmaint.simulator.secrets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Secret;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.rules.Rule;
import java.util.Set;

/** Tells what a secret holds. */
final class GetSecretValue implements Rule {

    @Override
    public String action() {
        return "GetSecretValue";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("SecretId");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        Secret secret = SecretsRules.find(call, site);
        if (secret.key().isPresent() && site.world().withheld().contains("kms:Decrypt")) {
            throw new ApiError("AccessDeniedException", 400, "Access to KMS is not allowed");
        }
        if (secret.going()) {
            throw new ApiError(
                    "InvalidRequestException",
                    400,
                    "You can't perform this operation on the secret because it was marked for deletion.");
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("ARN", secret.arn()).put("Name", secret.name()).put("SecretString", secret.text());
        result.put("VersionId", DescribeSecret.VERSION);
        result.putArray("VersionStages").add("AWSCURRENT");
        result.putPOJO("CreatedDate", secret.createdAt());
        return result;
    }
}
