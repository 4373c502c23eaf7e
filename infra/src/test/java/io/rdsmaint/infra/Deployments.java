package io.rdsmaint.infra;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.infra.generate.Synthesized;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Synthesized deployments, each made once for all tests. */
public final class Deployments {
    /** Options that tell everybody who can be told. */
    public static final Map<String, String> EVERYBODY_TOLD = Map.of(
            "slack-channel", "C0123456789",
            "slack-secret", "slack",
            "pagerduty-secret", "duty",
            "webhook-url", "https://hooks.example.com/rds?team=dba",
            "webhook-secret", "hook",
            "notify-email", "ann@example.com,bob@example.com");

    private static final Map<Map<String, String>, Synthesized> MADE = new ConcurrentHashMap<>();

    private Deployments() {}

    /** The deployment with default options. */
    public static Synthesized standard() {
        return with(Map.of());
    }

    /** The deployment with these options. */
    public static Synthesized with(Map<String, String> context) {
        return MADE.computeIfAbsent(context, given -> Synthesized.with(options(given)));
    }

    static Options options(Map<String, String> context) {
        return Options.from(key -> Optional.ofNullable(context.get(key)));
    }

    static JsonNode environment(Synthesized deployment) {
        return deployment.properties("Function").at("/Environment/Variables");
    }
}
