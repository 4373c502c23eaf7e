package io.rdsmaint.local.lambda;

import io.rdsmaint.local.endpoint.Account;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * How the function is deployed.
 *
 * @param name its name
 * @param timeout how long an invocation may take
 * @param memory megabytes, which the context tells and nothing enforces
 * @param aliases the aliases that it may be invoked by
 * @param environment its environment variables
 */
public record FunctionSettings(
        String name, Duration timeout, int memory, Set<String> aliases, Map<String, String> environment) {
    /** Its ARN, with the alias if that is not empty. */
    public String arn(String alias) {
        return Account.arn("lambda", "function:" + name) + (alias.isEmpty() ? "" : ":" + alias);
    }
}
