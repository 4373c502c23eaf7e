package io.rdsmaint.function;

import io.rdsmaint.engine.Catalogue;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.operations.Aurora;
import io.rdsmaint.operations.Overseen;
import io.rdsmaint.operations.engineupgrade.EngineUpgrade;
import io.rdsmaint.operations.engineupgrade.UpgradePreflight;
import io.rdsmaint.operations.instancecycle.InstanceCycle;
import io.rdsmaint.operations.instancetypechange.InstanceTypeChange;
import io.rdsmaint.operations.preflight.Inspector;
import io.rdsmaint.operations.preflight.Preflight;
import io.rdsmaint.operations.storagetypechange.StorageTypeChange;
import io.rdsmaint.steps.Guard;
import io.rdsmaint.steps.Guards;
import io.rdsmaint.steps.StepKinds;
import io.rdsmaint.world.Worlds;
import java.time.InstantSource;
import java.util.List;

/** Makes what a function can do: its operation types and step kinds. */
@FunctionalInterface
public interface CatalogueFactory {
    /**
     * Makes them.
     *
     * @param settings what the deployment fixed
     * @param worlds the gateways that they use
     * @param clock tells them the time
     */
    Catalogue make(Settings settings, Worlds worlds, InstantSource clock);

    /** All types and kinds that there are, with all guards. */
    static CatalogueFactory standard() {
        return standard(Guards.all());
    }

    /** All types and kinds that there are, with these guards. */
    static CatalogueFactory standard(List<Guard> guards) {
        return (settings, worlds, clock) -> {
            List<OperationType> types = types(settings, worlds, clock);
            return new Catalogue(List.of(Aurora.family(
                    types, StepKinds.all(worlds, types, settings.scoping().deployment(), guards))));
        };
    }

    private static List<OperationType> types(Settings settings, Worlds worlds, InstantSource clock) {
        Inspector inspector = new Inspector(clock);
        Preflight preflight = Preflight.standard();
        return Overseen.all(
                List.of(
                        new InstanceTypeChange(worlds, inspector, preflight, settings.scoping()),
                        new StorageTypeChange(worlds, inspector, preflight, settings.scoping()),
                        new InstanceCycle(worlds, inspector, preflight, settings.scoping()),
                        new EngineUpgrade(worlds, inspector, UpgradePreflight.standard(), settings.scoping())),
                worlds);
    }
}
