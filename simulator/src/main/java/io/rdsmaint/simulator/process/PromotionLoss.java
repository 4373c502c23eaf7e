package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.model.World;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares a green writer with the blue one that it replaces, and notes what is lost by it. */
final class PromotionLoss {

    private static final double WARM = 90;

    private final World world;
    private final Cluster blue;
    private final Cluster green;

    PromotionLoss(World world, Cluster blue, Cluster green) {
        this.world = world;
        this.blue = blue;
        this.green = green;
    }

    /** Notes the losses, under the names that clients know. */
    void note() {
        blue.writer().ifPresent(old -> green.writer().ifPresent(next -> note(old, next)));
    }

    private void note(Instance old, Instance next) {
        double hits = next.engine().hitRatio(world.now());
        note(Harm.COLD_CACHE_PROMOTION, old, hits < WARM, "cache hit ratio %.0f %% at the switchover".formatted(hits));
        note(Harm.CROSS_AZ_WRITER, old, !old.zone().equals(next.zone()), old.zone() + " -> " + next.zone());
        note(
                Harm.SMALLER_WRITER,
                old,
                next.instanceClass().memoryGib() < old.instanceClass().memoryGib(),
                old.instanceClass().name() + " -> " + next.instanceClass().name());
        Stream<String> waiting = Stream.of(next.parameterStatus(), next.clusterParameterStatus())
                .filter(each -> !each.equals("in-sync"));
        List<String> parameters = Stream.of(lost(group(blue), group(green)), lost(group(old), group(next)), waiting)
                .flatMap(each -> each)
                .toList();
        note(Harm.OTHER_PARAMETERS, old, !parameters.isEmpty(), String.join(", ", parameters));
        List<String> features = Stream.of("AssociatedRoles", "BacktrackWindow")
                .filter(each ->
                        blue.attributes().has(each) && !green.attributes().has(each))
                .toList();
        note(Harm.LOST_FEATURE, old, !features.isEmpty(), "not copied: " + String.join(", ", features));
    }

    /** Values that a user set for the old cluster and that the new one runs without. */
    private static Stream<String> lost(Optional<ParameterGroup> before, Optional<ParameterGroup> after) {
        return before.stream()
                .flatMap(group -> group.values().entrySet().stream())
                .filter(each -> !each.getValue()
                        .equals(after.map(group -> group.values().get(each.getKey()))
                                .orElse("")))
                .map(each -> each.getKey() + "=" + each.getValue());
    }

    private static Optional<ParameterGroup> group(Cluster cluster) {
        return Optional.ofNullable(cluster.site().clusterGroups().get(cluster.parameterGroup()));
    }

    private static Optional<ParameterGroup> group(Instance instance) {
        return Optional.ofNullable(instance.cluster().site().instanceGroups().get(instance.parameterGroup()));
    }

    private void note(Harm harm, Instance writer, boolean holds, String detail) {
        if (holds) {
            world.note(harm, writer, detail);
        }
    }
}
