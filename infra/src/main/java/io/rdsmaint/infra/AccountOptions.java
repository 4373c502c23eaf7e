package io.rdsmaint.infra;

import java.util.Optional;

/**
 * What the account that is deployed to demands of every deployment.
 *
 * @param name of stack, function, machine, dashboard, metrics and, before a hyphen, of the alarms; one deployment in an account and
 *     region may go by the usual name
 * @param encryptionKey ARN of a customer managed key for table or bucket, dead-letter queue and logs; absent for AWS's own keys. Its
 *     policy must let CloudWatch Logs and EventBridge use it: {@code policies/encryption-key-policy.json}
 * @param permissionsBoundary ARN of the policy that bounds each role of the stack
 * @param reservedConcurrency the function's share of the account's concurrency; absent for what the account has left
 * @param tracing whether function and machine write X-Ray traces
 * @param snapStart whether the function starts from a snapshot of its primed process (Lambda SnapStart)
 */
public record AccountOptions(
        String name,
        Optional<String> encryptionKey,
        Optional<String> permissionsBoundary,
        Optional<Integer> reservedConcurrency,
        boolean tracing,
        boolean snapStart) {
    /** Unless a prefix is chosen. */
    public static final String USUAL_NAME = Product.NAME;

    /** A call of the machine, the sweep, somebody who looks, and one that failed and is tried again. */
    private static final int LEAST_CONCURRENCY = 4;

    private static final int MOST_CONCURRENCY = 1_000;

    static AccountOptions from(OptionReader read) {
        Optional<Integer> concurrency = read.given("reserved-concurrency")
                ? Optional.of(
                        read.number("reserved-concurrency", LEAST_CONCURRENCY, MOST_CONCURRENCY, LEAST_CONCURRENCY))
                : Optional.empty();
        return new AccountOptions(
                read.one("name-prefix", OptionReader.PREFIX)
                        .map(prefix -> prefix + "-" + USUAL_NAME)
                        .orElse(USUAL_NAME),
                read.one("encryption-key", OptionReader.KEY),
                read.one("permissions-boundary", OptionReader.POLICY),
                concurrency,
                read.one("tracing", OptionReader.SWITCH).filter("off"::equals).isEmpty(),
                read.one("snap-start", OptionReader.YES).isPresent());
    }

    /** True when another deployment may be in the same account and region. */
    boolean prefixed() {
        return !name.equals(USUAL_NAME);
    }
}
