package io.rdsmaint.function;

import io.rdsmaint.engine.Engine;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.Clients;
import io.rdsmaint.gateway.ErrorTranslation;
import io.rdsmaint.gateway.Lazy;
import io.rdsmaint.gateway.stepfunctions.Starts;
import io.rdsmaint.gateway.stepfunctions.StepFunctionsExecutions;
import io.rdsmaint.publish.EventBridgePublisher;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Puts the parts together: which store, which gateways, what to publish with. */
final class Wiring {
    private Wiring() {}

    /** Starts of executions for the console. */
    static Starts starts(Settings settings, Clients clients) {
        AwsScope here = AwsScope.own(settings.region());
        return new Starts(new Lazy<>(() -> clients.reading(SfnClient.builder(), here)), new ErrorTranslation(here));
    }

    static Engine engine(
            Settings settings,
            Clients clients,
            UnaryOperator<OperationStore> stores,
            CatalogueFactory catalogues,
            Consumer<String> remarks) {
        AwsScope here = AwsScope.own(settings.region());
        ErrorTranslation calls = new ErrorTranslation(here);
        return new Engine(
                stores.apply(settings.store().open(clients, here, remarks)),
                new EventBridgePublisher(
                        new Lazy<>(() -> clients.reading(EventBridgeClient.builder(), here)),
                        settings.eventBus(),
                        settings.functionVersion(),
                        settings.runbook(),
                        calls),
                new StepFunctionsExecutions(new Lazy<>(() -> clients.reading(SfnClient.builder(), here)), calls),
                catalogues.make(settings, clients),
                clients.random()::nextDouble,
                settings.wake());
    }
}
