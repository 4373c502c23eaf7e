package io.rdsmaint.simulator.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of DescribeEvents.
 *
 * @param at when
 * @param sourceType such as {@code db-instance}, {@code db-cluster}, {@code db-parameter-group},
 *     {@code blue-green-deployment}
 * @param source identifier of the source
 * @param arn ARN of the source
 * @param categories AWS's event categories
 * @param message text, by which alone DescribeEvents lets one tell events apart
 */
public record Event(Instant at, String sourceType, String source, String arn, List<String> categories, String message) {
    /** Beginnings of messages, by which events that end something have their ids (User Guide, event categories and messages). */
    private static final Map<String, String> IDS = Map.ofEntries(
            Map.entry("DB instance deleted", "0003"),
            Map.entry("DB instance created", "0005"),
            Map.entry("DB instance restarted", "0006"),
            Map.entry("Finished applying modification to DB instance class", "0014"),
            Map.entry("Completed failover to DB instance", "0071"),
            Map.entry("Manual cluster snapshot created", "0075"),
            Map.entry("DB cluster created", "0170"),
            Map.entry("DB cluster deleted", "0171"),
            Map.entry("Blue/green deployment tasks completed", "0244"),
            Map.entry("Creation of blue/green deployment failed", "0245"),
            Map.entry("Blue/green deployment deleted", "0246"));

    /** Its id on EventBridge; empty for one that ends nothing. */
    public Optional<String> id() {
        return IDS.entrySet().stream()
                .filter(entry -> message.startsWith(entry.getKey()))
                .findFirst()
                .map(entry -> "RDS-EVENT-" + entry.getValue());
    }
}
