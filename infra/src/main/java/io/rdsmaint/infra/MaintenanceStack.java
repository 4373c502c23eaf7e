package io.rdsmaint.infra;

import io.rdsmaint.infra.machine.OperationMachine;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** One deployment: the store, the function, the state machine, and the rules that notice an execution's end. */
public final class MaintenanceStack extends Stack {
    /** The stack's name, unless another is chosen. */
    public static final String NAME = "rds-maint-machine";

    /**
     * The stack for these options.
     *
     * @param options what the person who deploys chose
     * @param code the function's artifact
     */
    public MaintenanceStack(Construct scope, Options options, Code code) {
        super(
                scope,
                NAME,
                StackProps.builder()
                        .description("Changes Aurora clusters safely, one step per invocation.")
                        .analyticsReporting(false)
                        .build());
        Storage storage = new Storage(this, "Storage");
        LogGroup log = new LogGroup(this, "FunctionLog");
        Role role = Role.Builder.create(this, "FunctionRole")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        OperationFunction function =
                new OperationFunction(this, "Function", code, role, log, environment(options, storage));
        Optional<IEventBus> bus = options.bus().map(name -> EventBus.fromEventBusName(this, "Bus", name));
        Role machineRole = Role.Builder.create(this, "StateMachineRole")
                .assumedBy(new ServicePrincipal("states.amazonaws.com"))
                .build();
        new OperationMachine(this, "StateMachine", function.machine(), bus, machineRole);
    }

    private Map<String, String> environment(Options options, Storage storage) {
        return new TreeMap<>(Map.of(
                "STATE_STORE", "dynamodb",
                "TABLE_NAME", storage.tableName(),
                "EVENT_BUS_NAME", options.bus().orElse("default"),
                "DEPLOYMENT", getStackName(),
                "ALLOWED_TAG", options.allowTag().map(Options.Tag::toString).orElse(""),
                "ALLOWED_CLUSTERS", String.join(",", options.allowClusters()),
                "ALLOWED_REGIONS",
                        options.allowRegions().isEmpty() ? Aws.REGION : String.join(",", options.allowRegions()),
                "ALLOWED_ROLE_ARNS", String.join(",", options.allowRoles())));
    }
}
