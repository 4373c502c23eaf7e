package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Set;

/** The settings of an instance that CreateDBInstance and ModifyDBInstance share, by the names that describes use. */
final class Settings {

    static final Set<String> PARAMETERS = Set.of(
            "AutoMinorVersionUpgrade",
            "CACertificateIdentifier",
            "CopyTagsToSnapshot",
            "EnablePerformanceInsights",
            "MonitoringInterval",
            "MonitoringRoleArn",
            "PerformanceInsightsKMSKeyId",
            "PerformanceInsightsRetentionPeriod",
            "PreferredMaintenanceWindow",
            "PubliclyAccessible");

    private static final Set<Integer> INTERVALS = Set.of(0, 1, 5, 10, 15, 30, 60);
    static final Set<String> AUTHORITIES = Set.of("rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1");
    private static final String WINDOW =
            "(?i)(mon|tue|wed|thu|fri|sat|sun):[0-2]\\d:[0-5]\\d-(mon|tue|wed|thu|fri|sat|sun):[0-2]\\d:[0-5]\\d";

    private Settings() {}

    /** The settings that a call names, checked. */
    static ObjectNode of(Call call) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        call.bool("AutoMinorVersionUpgrade").ifPresent(value -> settings.put("AutoMinorVersionUpgrade", value));
        call.bool("PubliclyAccessible").ifPresent(value -> settings.put("PubliclyAccessible", value));
        call.bool("EnablePerformanceInsights").ifPresent(value -> settings.put("PerformanceInsightsEnabled", value));
        call.text("PerformanceInsightsKMSKeyId").ifPresent(value -> settings.put("PerformanceInsightsKMSKeyId", value));
        call.integer("PerformanceInsightsRetentionPeriod")
                .ifPresent(value -> settings.put("PerformanceInsightsRetentionPeriod", value));
        call.text("MonitoringRoleArn").ifPresent(value -> settings.put("MonitoringRoleArn", value));
        call.integer("MonitoringInterval")
                .map(Settings::interval)
                .ifPresent(value -> settings.put("MonitoringInterval", value));
        call.text("PreferredMaintenanceWindow")
                .map(Settings::window)
                .ifPresent(value -> settings.put("PreferredMaintenanceWindow", value));
        call.text("CACertificateIdentifier")
                .map(Settings::authority)
                .ifPresent(value -> settings.put("CACertificateIdentifier", value));
        return settings;
    }

    /** Refuses settings that do not go together, once all are known. */
    static void check(ObjectNode settings) {
        if (settings.path("MonitoringInterval").asInt() > 0 && !settings.hasNonNull("MonitoringRoleArn")) {
            throw ApiError.invalidCombination(
                    "A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.");
        }
        if (settings.hasNonNull("PerformanceInsightsKMSKeyId")
                && !settings.path("PerformanceInsightsEnabled").asBoolean()) {
            throw ApiError.invalidCombination(
                    "PerformanceInsightsKMSKeyId requires Performance Insights to be enabled.");
        }
    }

    private static int interval(int seconds) {
        if (!INTERVALS.contains(seconds)) {
            throw ApiError.invalidValue(
                    "Invalid monitoring interval " + seconds + ". Valid values are 0, 1, 5, 10, 15, 30, 60.");
        }
        return seconds;
    }

    static String window(String window) {
        if (!window.matches(WINDOW)) {
            throw ApiError.invalidValue(
                    "Invalid maintenance window format: " + window + ". Should be ddd:hh24:mi-ddd:hh24:mi.");
        }
        return window;
    }

    private static String authority(String name) {
        if (!AUTHORITIES.contains(name)) {
            throw new ApiError("CertificateNotFound", 404, "Certificate " + name + " not found.");
        }
        return name;
    }
}
