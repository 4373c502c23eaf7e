package io.rdsmaint.simulator.secrets;

import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Secret;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.rules.Rule;
import java.util.List;

/** The Secrets Manager calls that are modelled; secrets are made by scenarios. */
public final class SecretsRules {

    private SecretsRules() {}

    public static List<Rule> all() {
        return List.of(new DescribeSecret(), new GetSecretValue());
    }

    /** The secret that a call names, by its ARN or its name, if the caller may see it. */
    static Secret find(Call call, AccountRegion site) {
        String id = call.text("SecretId")
                .orElseThrow(() -> new ApiError("InvalidParameterException", 400, "SecretId must not be null"));
        String action = "secretsmanager:" + call.action();
        if (site.world().withheld().contains(action)) {
            throw new ApiError(
                    "AccessDeniedException",
                    400,
                    "User is not authorized to perform: " + action + " on resource: " + id);
        }
        return site.secrets().values().stream()
                .filter(each -> each.arn().equals(id) || each.name().equals(id))
                .findFirst()
                .orElseThrow(() -> new ApiError(
                        "ResourceNotFoundException", 400, "Secrets Manager can't find the specified secret."));
    }
}
