package io.rdsmaint.preset;

import io.rdsmaint.aurora.AuroraFamily;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.engine.Target;
import io.rdsmaint.function.CatalogueFactory;
import io.rdsmaint.gateway.Clients;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.OperationTestRunner;
import io.rdsmaint.testkit.TestClients;
import java.util.List;
import java.util.Optional;

/** Runs operations on presets by a function that knows clusters, too. */
public final class PresetTestRunner extends OperationTestRunner<PresetTestRunner> {
    /** Both families, as a function lists them. */
    public static final CatalogueFactory CATALOGUE = CatalogueFactory.of(List.of(
            (settings, clients) ->
                    AuroraFamily.of(Scoping.from(settings.deployment(), settings.environment()), clients),
            PresetFamily::of));

    /** Where the function may work. */
    public static final String REGIONS = "us-east-1,eu-west-1";

    private final Presets presets;

    PresetTestRunner() {
        super(Scenarios.multiNode(), "preset_copy");
        Clients clients = TestClients.over(simulator.httpClient(), clock);
        presets = new Presets(clients);
        params.put("preset", "fast");
        parameters.put("family", "aurora-postgresql16").put("to", "eu-west-1");
        catalogue(CATALOGUE);
        environment("ALLOWED_REGIONS", REGIONS);
    }

    @Override
    protected PresetTestRunner self() {
        return this;
    }

    Optional<Presets.Preset> preset(String region) {
        return presets.find(new Target("preset", "123456789012", region, "fast", null, null, null));
    }
}
