package io.rdsmaint.bench.cold;

import java.net.URI;
import java.util.Map;

/** What every started function finds in its environment, as Lambda and a deployment set it. */
final class Environment {
    private Environment() {}

    /** With the services here. */
    static Map<String, String> of(URI services) {
        return Map.ofEntries(
                Map.entry("AWS_ENDPOINT_URL", services.toString()),
                Map.entry("AWS_REGION", "us-east-1"),
                Map.entry("AWS_DEFAULT_REGION", "us-east-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "test"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "test"),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", "rds-maint-machine"),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "1"),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024"),
                Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
                Map.entry("TABLE_NAME", "rds-maint-machine"),
                Map.entry("EVENT_BUS_NAME", "default"),
                Map.entry("DEPLOYMENT", "local"),
                Map.entry("ALLOWED_TAG", "rds-maint-machine=allowed"),
                Map.entry("FAMILIES", "aurora"));
    }
}
