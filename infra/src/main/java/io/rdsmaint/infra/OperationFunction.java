package io.rdsmaint.infra;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.constructs.Construct;

/**
 * The one function, behind three aliases of its newest published version: {@code machine}, which may do everything,
 * {@code people}, by which the function only answers status and resume, and {@code viewers}, by which status alone.
 */
final class OperationFunction extends Construct {
    /** Shorter than the time a task of the state machine gives a call. */
    static final Duration TIMEOUT = Duration.seconds(90);

    private final ILogGroup log;
    private final Alias machine;
    private final Alias people;
    private final Alias viewers;
    private final Function function;

    OperationFunction(
            Construct scope,
            String id,
            AccountOptions account,
            Code code,
            IRole role,
            ILogGroup log,
            Map<String, String> environment) {
        super(scope, id);
        this.log = log;
        Function.Builder builder = Function.Builder.create(this, "Function")
                .functionName(account.name())
                .description("One call does one thing for one operation's current step.")
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .handler("io.rdsmaint.function.start.LambdaFunction::handleRequest")
                .code(code)
                .memorySize(1024)
                .timeout(TIMEOUT)
                .role(role)
                .logGroup(log)
                .tracing(account.tracing() ? Tracing.ACTIVE : Tracing.DISABLED)
                .environment(environment);
        if (account.snapStart()) {
            builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
        }
        account.reservedConcurrency().ifPresent(builder::reservedConcurrentExecutions);
        function = builder.build();
        LogicalIds.fix(function, "Function");
        machine = alias(function, "machine", "MachineAlias");
        people = alias(function, "people", "PeopleAlias");
        viewers = alias(function, "viewers", "ViewersAlias");
    }

    ILogGroup log() {
        return log;
    }

    Alias machine() {
        return machine;
    }

    Alias people() {
        return people;
    }

    Alias viewers() {
        return viewers;
    }

    /** The alias that takes HTTP requests alone; there is none unless there is a console. */
    Alias console() {
        return alias(function, "console", "ConsoleAlias");
    }

    private Alias alias(Function function, String name, String logicalId) {
        Alias alias = Alias.Builder.create(this, logicalId)
                .aliasName(name)
                .version(function.getCurrentVersion())
                .build();
        LogicalIds.fix(alias, logicalId);
        return alias;
    }
}
