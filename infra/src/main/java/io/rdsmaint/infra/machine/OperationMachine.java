package io.rdsmaint.infra.machine;

import io.rdsmaint.infra.AccountOptions;
import io.rdsmaint.infra.LogicalIds;
import io.rdsmaint.infra.Logs;
import io.rdsmaint.infra.Product;
import java.util.Optional;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.constructs.Construct;

/** The state machine. Its log has errors only and never an execution's data: that data holds task tokens. */
public final class OperationMachine extends Construct {
    /** The source of every event that this system publishes. */
    public static final String EVENT_SOURCE = Product.NAME;

    private final StateMachine machine;

    /**
     * The machine with its definition.
     *
     * @param function the alias that the machine may call
     * @param bus where it publishes; the account's default bus when empty
     * @param role as whom it acts
     * @param wake how its waits may be ended by an event; empty when none may
     * @param account gives its name, literally, so that the function's policy and the rules can name the machine without depending
     *     on it
     */
    public OperationMachine(
            Construct scope,
            String id,
            AccountOptions account,
            IFunction function,
            Optional<IEventBus> bus,
            IRole role,
            Logs logs,
            Optional<EventWait> wake) {
        super(scope, id);
        LogGroup log = logs.named(this, "Log", "/aws/vendedlogs/states/" + account.name());
        machine = StateMachine.Builder.create(this, "Machine")
                .stateMachineName(account.name())
                .stateMachineType(StateMachineType.STANDARD)
                .comment("One operation on one Aurora cluster, one function call at a time.")
                .definitionBody(DefinitionBody.fromChainable(new Definition(this, function, bus, wake).start()))
                .role(role)
                .tracingEnabled(account.tracing())
                .logs(LogOptions.builder()
                        .destination(log)
                        .level(LogLevel.ERROR)
                        .includeExecutionData(false)
                        .build())
                .build();
        LogicalIds.fix(machine, "StateMachine");
    }

    /** The machine's ARN. */
    public String arn() {
        return machine.getStateMachineArn();
    }
}
