package io.rdsmaint.local.policy;

import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What IAM decides on for a call of the Data API and for one of Secrets Manager. The Data API reads the secret in the caller's name.
 *
 * @param site where the call goes
 */
record StatementCalls(AccountRegion site) {

    /** @param named the ARNs that the call has, by their parameters */
    List<Authorization> of(String operation, Map<String, String> named) {
        List<Authorization> all = new ArrayList<>();
        all.add(new DatabaseCalls(site).on("rds-data:" + operation, named.getOrDefault("resourceArn", "*")));
        all.addAll(ofSecret("GetSecretValue", named.getOrDefault("secretArn", "*")));
        return all;
    }

    List<Authorization> ofSecret(String operation, String id) {
        Optional<Secret> secret = site.secrets().values().stream()
                .filter(each -> each.arn().equals(id) || each.name().equals(id))
                .findFirst();
        List<Authorization> all = new ArrayList<>();
        all.add(Authorization.of(
                "secretsmanager:" + operation, secret.map(Secret::arn).orElse(id), site.region()));
        if (operation.equals("GetSecretValue")) {
            secret.flatMap(Secret::key)
                    .ifPresent(key -> all.add(Authorization.of("kms:Decrypt", key, site.region())
                            .with("kms:ViaService", "secretsmanager." + site.region() + ".amazonaws.com")));
        }
        return all;
    }
}
