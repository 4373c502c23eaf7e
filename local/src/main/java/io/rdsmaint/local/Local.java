package io.rdsmaint.local;

import io.rdsmaint.engine.Product;
import io.rdsmaint.local.asl.Interpreter;
import io.rdsmaint.local.clock.Ids;
import io.rdsmaint.local.clock.Scheduler;
import io.rdsmaint.local.console.ConsoleService;
import io.rdsmaint.local.dynamodb.DynamoDbLocal;
import io.rdsmaint.local.endpoint.Account;
import io.rdsmaint.local.endpoint.HttpEndpoint;
import io.rdsmaint.local.endpoint.Router;
import io.rdsmaint.local.endpoint.Service;
import io.rdsmaint.local.events.EventBus;
import io.rdsmaint.local.events.EventsApi;
import io.rdsmaint.local.events.RdsEvents;
import io.rdsmaint.local.events.Rules;
import io.rdsmaint.local.lambda.Faults;
import io.rdsmaint.local.lambda.FunctionRuntime;
import io.rdsmaint.local.lambda.FunctionSettings;
import io.rdsmaint.local.lambda.LambdaApi;
import io.rdsmaint.local.stepfunctions.ServiceTasks;
import io.rdsmaint.local.stepfunctions.StatusEvents;
import io.rdsmaint.local.stepfunctions.StepFunctions;
import io.rdsmaint.local.stepfunctions.StepFunctionsApi;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.s3.ObjectStorage;
import io.rdsmaint.simulator.scenario.ClusterBuilder;
import io.rdsmaint.simulator.scenario.ScenarioBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The whole system on one machine: one endpoint on loopback that serves Step Functions with the machine of the
 * deployment, the function, DynamoDB, S3, EventBridge, and the simulated RDS with its companions.
 */
public final class Local implements AutoCloseable {
    /** The bucket of what people store to be started by its name. */
    private static final String DEFINITIONS = "rds-maint-machine-definitions";

    /** The bucket of reports. */
    private static final String REPORTS = "rds-maint-machine-reports";

    /** The name of the machine, of the function, and of the table or the bucket. */
    public static final String NAME = Product.NAME;

    /** The machine's ARN. */
    public static final String MACHINE_ARN = Account.arn("states", "stateMachine:" + NAME);

    private static final List<String> SIMULATED = List.of(
            "rds", "monitoring", "application-autoscaling", "sts", "rds-data", "secretsmanager", "drs", "ec2", "ssm");
    private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(60);
    private static final int FUNCTION_MEMORY = 1024;
    private static final String ROLE = "arn:aws:iam::" + Account.ID + ":role/" + NAME + "-local";

    private final Store store;
    private final Scheduler scheduler;
    private final Simulator simulator;
    private final Faults faults = new Faults();
    private final EventBus bus;
    private final FunctionRuntime function;
    private final StepFunctions stepFunctions;
    private final DynamoDbLocal dynamoDb = new DynamoDbLocal(NAME);
    private final ObjectStorage storage;
    private final HttpEndpoint endpoint;

    Local(LocalBuilder options) {
        store = options.store();
        scheduler = options.scheduler();
        Ids ids = new Ids(options.random());
        simulator = new Simulator(
                scheduler, options.scenario(), scheduler::spend, List.of(scheduler, InstantSource.system()));
        storage = new ObjectStorage(scheduler, Set.of(NAME, DEFINITIONS, REPORTS));
        bus = new EventBus(scheduler, ids);
        FunctionSettings settings = new FunctionSettings(
                NAME, FUNCTION_TIMEOUT, FUNCTION_MEMORY, Set.of("machine", "people", "viewers"), environment(options));
        function = new FunctionRuntime(settings, options.function(), scheduler, ids, faults, options.log());
        Interpreter interpreter = new Interpreter(
                scheduler,
                new ServiceTasks(function, bus, dynamoDb, new StorageService(storage), this::stepFunctions),
                ids,
                new StatusEvents(bus)::publish);
        stepFunctions = new StepFunctions(interpreter, scheduler, ids);
        rules(options);
        endpoint = listen(options);
        function.wire(Map.of("AWS_ENDPOINT_URL", endpoint.uri().toString()));
        stepFunctions.create(NAME, Placeholders.fill(options.definition(), placeholders(settings)), ROLE);
    }

    /** Where everything about it is chosen. */
    public static LocalBuilder builder() {
        return new LocalBuilder();
    }

    private static Map<String, String> environment(LocalBuilder options) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_REGION",
                Account.REGION,
                "AWS_DEFAULT_REGION",
                Account.REGION,
                "AWS_SECRET_ACCESS_KEY",
                "local",
                "EVENT_BUS_NAME",
                "default",
                "DEPLOYMENT",
                "local",
                "ALLOWED_TAG",
                ClusterBuilder.TAG + "=" + ClusterBuilder.TAG_VALUE,
                "SUSPEND_SCALING",
                "true",
                "KMS_KEYS",
                "arn:aws:kms:" + Account.REGION + ":" + Account.ID + ":key/demo"));
        environment.put("DEFINITIONS_BUCKET", DEFINITIONS);
        environment.put("ALLOWED_SERVER_TAG", ScenarioBuilder.SERVER_TAG + "=allowed");
        environment.put("REPORT_BUCKET", REPORTS);
        environment.put("CONSOLE_LOCAL", "true");
        environment.putAll(options.store().environment(NAME));
        options.wake().ifPresent(_ -> environment.put("WAKE", "true"));
        environment.putAll(options.environment());
        return Map.copyOf(environment);
    }

    private static Map<String, String> placeholders(FunctionSettings settings) {
        return Map.of(
                "MachineAlias", settings.arn("machine"), "EventBusName", "default", "Table", NAME, "Bucket", NAME);
    }

    private void rules(LocalBuilder options) {
        options.listeners().forEach(bus::subscribe);
        Rules rules = new Rules(MACHINE_ARN, bus, function, scheduler);
        if (options.rules()) {
            rules.watchExecutions();
            rules.watchSweeps();
        }
        options.sweep().ifPresent(rules::sweepEvery);
        options.wake().ifPresent(delivery -> {
            rules.watchResources();
            new RdsEvents(simulator, bus, scheduler, options.random(), delivery).begin();
        });
    }

    private HttpEndpoint listen(LocalBuilder options) {
        Service simulated = new SimulatorService(simulator);
        Map<String, Service> byScope = new HashMap<>(Map.of(
                "states", new StepFunctionsApi(stepFunctions),
                "lambda", new LambdaApi(function),
                "events", new EventsApi(bus),
                "dynamodb", dynamoDb,
                "s3", new StorageService(storage)));
        SIMULATED.forEach(service -> byScope.put(service, simulated));
        try {
            Service console = new ConsoleService(options.console(), function, scheduler);
            return new HttpEndpoint(
                    options.port(), new Router(byScope, Map.of("/admin", simulated, "/console", console)), function);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + options.port() + ": " + e.getMessage(), e);
        }
    }

    /** What AWS_ENDPOINT_URL has to say. */
    public URI uri() {
        return endpoint.uri();
    }

    /** Where the console is. */
    public URI console() {
        return endpoint.uri().resolve("/console/");
    }

    /** The simulated RDS. */
    public Simulator simulator() {
        return simulator;
    }

    /** The objects in S3. */
    public ObjectStorage storage() {
        return storage;
    }

    /** The machines and executions. */
    public StepFunctions stepFunctions() {
        return stepFunctions;
    }

    /** Faults of the function's invocations. */
    public Faults faults() {
        return faults;
    }

    /** The event bus, and its faults. */
    public EventBus bus() {
        return bus;
    }

    /** The function's runtime. */
    public FunctionRuntime function() {
        return function;
    }

    /** Starts DynamoDB now rather than with the first request, if operations are kept there. */
    public void warmUp() {
        if (store == Store.DYNAMODB) {
            dynamoDb.start();
        }
    }

    @Override
    public void close() {
        scheduler.close();
        endpoint.close();
        dynamoDb.close();
    }
}
