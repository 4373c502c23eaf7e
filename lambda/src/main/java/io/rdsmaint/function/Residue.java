package io.rdsmaint.function;

import io.rdsmaint.aws.Place;
import io.rdsmaint.engine.Engine;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.rds.Instance;
import io.rdsmaint.rds.InstanceStatus;
import io.rdsmaint.steps.Ownership;
import io.rdsmaint.telemetry.Telemetry;
import io.rdsmaint.world.Worlds;
import java.util.List;

/**
 * Finds temporary instances that outlived the operation that made them: an abort leaves them, and they cost. Looks where the
 * function itself may look, its own account in the allowed regions; what an operation left in another account is in its own
 * {@code residue} only.
 */
final class Residue {
    private final Worlds worlds;
    private final List<String> regions;
    private final Engine engine;

    Residue(Worlds worlds, List<String> regions, Engine engine) {
        this.worlds = worlds;
        this.regions = regions;
        this.engine = engine;
    }

    /** Tells of each and of their number; an unreadable region makes the number unknown, and stops nobody. */
    void tell(Telemetry telemetry) {
        try {
            int found = 0;
            for (String region : regions) {
                List<Instance> outlived = outlived(region);
                outlived.forEach(i -> telemetry.residue(i.id(), madeBy(i), region, i.createdAt()));
                found += outlived.size();
            }
            telemetry.residues(found);
        } catch (TransientFailure | LastingFailure e) {
            telemetry.residueUnknown(e);
        }
    }

    private List<Instance> outlived(String region) {
        return worlds.at(Place.own(region)).rds().instancesTagged(Ownership.TAG).stream()
                .filter(instance -> InstanceStatus.of(instance.status()) != InstanceStatus.DELETING)
                .filter(instance -> engine.hasEnded(madeBy(instance)))
                .toList();
    }

    private static String madeBy(Instance instance) {
        return instance.tags().getOrDefault(Ownership.TAG, "");
    }
}
