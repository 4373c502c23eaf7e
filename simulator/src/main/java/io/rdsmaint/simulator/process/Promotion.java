package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.World;
import java.util.List;

/** Compares a new writer with the one before and notes what clients and operators lose by the change. */
final class Promotion {

    private static final double WARM = 90;
    private static final List<String> SETTINGS = List.of(
            "PerformanceInsightsEnabled",
            "PerformanceInsightsKMSKeyId",
            "PerformanceInsightsRetentionPeriod",
            "MonitoringInterval",
            "MonitoringRoleArn",
            "AutoMinorVersionUpgrade",
            "PreferredMaintenanceWindow",
            "PubliclyAccessible");

    private final World world;

    Promotion(World world) {
        this.world = world;
    }

    /**
     * Notes the losses.
     *
     * @param earlier memory that the writer before had when it stopped
     * @param after memory that the new one had when it was promoted
     */
    void note(Instance before, double earlier, Instance writer, double after) {
        double hits = writer.engine().hitRatio(world.now());
        note(Harm.COLD_CACHE_PROMOTION, writer, hits < WARM, "cache hit ratio %.0f %% at promotion".formatted(hits));
        note(
                Harm.CROSS_AZ_WRITER,
                writer,
                !writer.zone().equals(before.zone()),
                before.zone() + " -> " + writer.zone());
        String classes = "%s with %.1f GiB -> %s with %.1f GiB"
                .formatted(
                        before.instanceClass().name(),
                        earlier,
                        writer.instanceClass().name(),
                        after);
        note(Harm.SMALLER_WRITER, writer, after < earlier, classes);
        note(Harm.AUTOSCALED_WRITER, writer, writer.autoscaled(), "scaling may remove it at any time");
        String groups = before.parameterGroup() + " -> " + writer.parameterGroup() + " (" + writer.parameterStatus()
                + ", cluster group " + writer.clusterParameterStatus() + ")";
        boolean others = !writer.parameterGroup().equals(before.parameterGroup())
                || !writer.parameterStatus().equals("in-sync")
                || !writer.clusterParameterStatus().equals(before.clusterParameterStatus());
        note(Harm.OTHER_PARAMETERS, writer, others, groups);
        List<String> lost = SETTINGS.stream()
                .filter(name ->
                        !before.settings().path(name).equals(writer.settings().path(name)))
                .map(name -> name + ": " + before.settings().path(name).asText("-") + " -> "
                        + writer.settings().path(name).asText("-"))
                .toList();
        note(Harm.LOST_SETTINGS, writer, !lost.isEmpty(), String.join(", ", lost));
        List<String> tags = before.tags().entrySet().stream()
                .filter(tag -> !tag.getKey().startsWith("aws:") && !tag.getKey().startsWith("application-autoscaling:"))
                .filter(tag -> !tag.getValue().equals(writer.tags().get(tag.getKey())))
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .toList();
        note(Harm.LOST_TAGS, writer, !tags.isEmpty(), String.join(", ", tags));
    }

    private void note(Harm harm, Instance writer, boolean holds, String detail) {
        if (holds) {
            world.note(harm, writer, detail);
        }
    }
}
