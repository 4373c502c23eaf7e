package io.rdsmaint.function;

import io.rdsmaint.aws.Calls;
import io.rdsmaint.aws.Clients;
import io.rdsmaint.aws.Lazy;
import io.rdsmaint.aws.Place;
import io.rdsmaint.engine.Catalogue;
import io.rdsmaint.engine.Engine;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.executions.StepFunctionsExecutions;
import io.rdsmaint.operations.Overseen;
import io.rdsmaint.operations.engineupgrade.EngineUpgrade;
import io.rdsmaint.operations.engineupgrade.UpgradePreflight;
import io.rdsmaint.operations.instancecycle.InstanceCycle;
import io.rdsmaint.operations.instancetypechange.InstanceTypeChange;
import io.rdsmaint.operations.preflight.Inspector;
import io.rdsmaint.operations.preflight.Preflight;
import io.rdsmaint.operations.storagetypechange.StorageTypeChange;
import io.rdsmaint.publish.EventBridgePublisher;
import io.rdsmaint.steps.Guards;
import io.rdsmaint.steps.StepKinds;
import io.rdsmaint.world.Worlds;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Puts the parts together: which store, which gateways, which operation types and step kinds. */
final class Wiring {
    private Wiring() {}

    static Engine engine(
            Settings settings,
            Clients clients,
            Worlds worlds,
            UnaryOperator<OperationStore> stores,
            Consumer<String> remarks) {
        Place here = Place.own(settings.region());
        Calls calls = new Calls(here);
        return new Engine(
                stores.apply(settings.store().open(clients, here, remarks)),
                new EventBridgePublisher(
                        new Lazy<>(() -> clients.reading(EventBridgeClient.builder(), here)),
                        settings.eventBus(),
                        calls),
                new StepFunctionsExecutions(new Lazy<>(() -> clients.reading(SfnClient.builder(), here)), calls),
                catalogue(settings, worlds, clients.clock()),
                clients.random()::nextDouble);
    }

    private static Catalogue catalogue(Settings settings, Worlds worlds, InstantSource clock) {
        Inspector inspector = new Inspector(clock);
        Preflight preflight = Preflight.standard();
        List<OperationType> types = Overseen.all(
                List.of(
                        new InstanceTypeChange(worlds, inspector, preflight, settings.scoping()),
                        new StorageTypeChange(worlds, inspector, preflight, settings.scoping()),
                        new InstanceCycle(worlds, inspector, preflight, settings.scoping()),
                        new EngineUpgrade(worlds, inspector, UpgradePreflight.standard(), settings.scoping())),
                worlds);
        return new Catalogue(
                types, StepKinds.all(worlds, types, settings.scoping().deployment(), Guards.all()));
    }
}
