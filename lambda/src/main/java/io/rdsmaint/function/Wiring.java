package io.rdsmaint.function;

import io.rdsmaint.aws.Calls;
import io.rdsmaint.aws.Clients;
import io.rdsmaint.aws.Lazy;
import io.rdsmaint.aws.Place;
import io.rdsmaint.engine.Engine;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.executions.StepFunctionsExecutions;
import io.rdsmaint.publish.EventBridgePublisher;
import io.rdsmaint.world.Worlds;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Puts the parts together: which store, which gateways, what to publish with. */
final class Wiring {
    private Wiring() {}

    static Engine engine(
            Settings settings,
            Clients clients,
            Worlds worlds,
            UnaryOperator<OperationStore> stores,
            CatalogueFactory catalogues,
            Consumer<String> remarks) {
        Place here = Place.own(settings.region());
        Calls calls = new Calls(here);
        return new Engine(
                stores.apply(settings.store().open(clients, here, remarks)),
                new EventBridgePublisher(
                        new Lazy<>(() -> clients.reading(EventBridgeClient.builder(), here)),
                        settings.eventBus(),
                        settings.functionVersion(),
                        calls),
                new StepFunctionsExecutions(new Lazy<>(() -> clients.reading(SfnClient.builder(), here)), calls),
                catalogues.make(settings, worlds, clients.clock()),
                clients.random()::nextDouble);
    }
}
