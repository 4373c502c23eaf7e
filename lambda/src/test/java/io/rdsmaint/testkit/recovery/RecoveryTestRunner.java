package io.rdsmaint.testkit.recovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.function.CatalogueFactory;
import io.rdsmaint.gateway.s3.Definitions;
import io.rdsmaint.recovery.RecoveryFamily;
import io.rdsmaint.recovery.plan.Scope;
import io.rdsmaint.recovery.step.RecoveryChange;
import io.rdsmaint.simulator.model.RecoveryInstance;
import io.rdsmaint.simulator.model.RecoveryService;
import io.rdsmaint.simulator.model.SourceServer;
import io.rdsmaint.simulator.model.World;
import io.rdsmaint.simulator.scenario.RecoveryScenarios;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.ScenarioBuilder;
import io.rdsmaint.testkit.OperationTestRunner;
import java.util.List;
import java.util.Optional;

/** Runs a recovery plan on simulated servers: to begin with a drill of three tiers in three waves. */
public final class RecoveryTestRunner extends OperationTestRunner<RecoveryTestRunner> {
    /** The plan's id. */
    public static final String PLAN = "shop";

    /** What the deployment allows. */
    public static final String ALLOWED = ScenarioBuilder.SERVER_TAG + "=allowed";

    public RecoveryTestRunner() {
        this(RecoveryScenarios.calmDrill());
    }

    public RecoveryTestRunner(Scenario scenario) {
        super(scenario, "drs_recovery");
        params.put("plan_id", PLAN);
        parameters.put("mode", "drill");
        parameters.putObject("drill").put("ttl_hours", 1);
    }

    @Override
    protected RecoveryTestRunner self() {
        return this;
    }

    /** Three waves, each after the one before. */
    public RecoveryTestRunner threeWaves() {
        wave("db");
        wave("app").putArray("depends_on").add("db");
        wave("web").putArray("depends_on").add("app");
        return this;
    }

    /** Adds a wave of the servers of a tier. */
    public ObjectNode wave(String tier) {
        ObjectNode wave = parameters.withArray("waves").addObject().put("name", tier);
        wave.putObject("tags").put("tier", tier);
        return wave;
    }

    /** With one of the guards switched off. */
    public RecoveryTestRunner without(String guard) {
        return catalogue(CatalogueFactory.of(List.of((settings, clients) -> RecoveryFamily.of(
                new Scope("test", ALLOWED, ""),
                Definitions.NONE,
                Optional.empty(),
                clients,
                RecoveryChange.all().stream()
                        .filter(each -> !each.name().equals(guard))
                        .toList()))));
    }

    /** A real recovery. */
    public RecoveryTestRunner recovery() {
        parameters.put("mode", "recovery").remove("drill");
        return this;
    }

    /** What the service has. */
    public RecoveryService service() {
        return simulator.world().site(World.ACCOUNT, World.REGION).recovery();
    }

    /** A server by its host's name. */
    public SourceServer server(String hostname) {
        return service().servers().stream()
                .filter(each -> each.hostname().equals(hostname))
                .findFirst()
                .orElseThrow();
    }

    /** The instances that run. */
    public List<RecoveryInstance> running() {
        return service().instances().stream()
                .filter(each -> each.runs(simulator.world().now()))
                .toList();
    }

    /** The marks on servers. */
    public List<String> marks() {
        return service().servers().stream()
                .flatMap(each -> java.util.stream.Stream.ofNullable(each.tags().get("rds-maint-operation")))
                .toList();
    }

    /** Launch jobs that were called for, as many as there are servers in each. */
    public List<Integer> launches() {
        return service().jobs().stream()
                .filter(job -> job.launches())
                .map(job -> job.participants().size())
                .toList();
    }
}
