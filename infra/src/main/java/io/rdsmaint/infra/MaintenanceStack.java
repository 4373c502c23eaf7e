package io.rdsmaint.infra;

import io.rdsmaint.infra.console.Console;
import io.rdsmaint.infra.machine.OperationMachine;
import io.rdsmaint.infra.notification.Notifications;
import io.rdsmaint.infra.policy.FamilyGrants;
import io.rdsmaint.infra.policy.FunctionGrants;
import io.rdsmaint.infra.policy.FunctionPolicies;
import io.rdsmaint.infra.policy.Grant;
import io.rdsmaint.infra.policy.MachineGrants;
import io.rdsmaint.infra.policy.OperatorGrants;
import io.rdsmaint.infra.policy.PolicySize;
import io.rdsmaint.infra.policy.ViewerGrants;
import io.rdsmaint.infra.watching.Watched;
import io.rdsmaint.infra.watching.Watching;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.deployment.ISource;
import software.constructs.Construct;

/** One deployment: the store, the function, the state machine, the rules that notice an execution's end, and roles. */
public final class MaintenanceStack extends Stack {
    private static final int MOST_ENVIRONMENT = 4_096;
    private static final String TAKEN_BY_ALL = "[\\p{L}\\p{Z}\\p{N}_.:/=+@-]*";

    /**
     * The stack for these options.
     *
     * @param options what the person who deploys chose
     * @param code the function's artifact
     */
    public MaintenanceStack(Construct scope, Options options, Code code) {
        this(scope, options, code, Optional.empty());
    }

    /**
     * The stack for these options.
     *
     * @param options what the person who deploys chose
     * @param code the function's artifact
     * @param page the console's built page, where one is wanted
     */
    public MaintenanceStack(Construct scope, Options options, Code code, Optional<ISource> page) {
        super(
                scope,
                options.account().name(),
                StackProps.builder()
                        .description("Changes Aurora clusters safely, one step per invocation.")
                        .analyticsReporting(false)
                        .build());
        Optional<IKey> key = options.account().encryptionKey().map(arn -> Key.fromKeyArn(this, "EncryptionKey", arn));
        Logs logs = new Logs(options.upkeep(), key);
        Storage storage = Storage.of(this, options, key);
        DeadLetters deadLetters = new DeadLetters(this, "DeadLetters", key);
        LogGroup log = logs.group(this, "FunctionLog");
        LogicalIds.fix(log, "FunctionLog");
        List<String> reading = FamilyGrants.reading(options);
        Optional<DefinitionStorage> definitions = reading.isEmpty()
                ? Optional.empty()
                : Optional.of(new DefinitionStorage(this, "DefinitionStorage", options.upkeep(), key));
        List<Grant> stores = Stream.concat(
                        Stream.concat(
                                storage.grants().stream(),
                                options.wake() ? storage.eventWaitReads().stream() : Stream.of()),
                        definitions.map(d -> d.grants(reading)).orElse(List.of()).stream())
                .toList();
        IRole role = functionRole(options, stores, log, deadLetters);
        OperationFunction function = new OperationFunction(
                this, "Function", options.account(), code, role, log, environment(options, storage, definitions));
        Optional<IEventBus> bus = options.bus().map(name -> EventBus.fromEventBusName(this, "Bus", name));
        OperationMachine machine = machine(options, function, bus, logs, storage);
        if (options.wake()) {
            new AwaitedEvents(this, "AwaitedEvents", function.machine(), FamilyGrants.endingEvents(options));
        }
        if (options.notifications().any()) {
            new Notifications(this, "Notifications", options.notifications(), bus, deadLetters.queue());
        }
        Events events =
                new Events(this, "Events", function.machine(), machine.arn(), deadLetters.queue(), options.upkeep());
        new Watching(
                this,
                "Watching",
                new Watched(
                        options.upkeep(),
                        options.account().name(),
                        machine.arn(),
                        deadLetters.queue(),
                        function.log(),
                        events.topic()));
        String operatorPolicy = operatorPolicy(options, function, definitions);
        Map.of(
                        "StateMachineArn", machine.arn(),
                        "PeopleFunctionArn", function.people().getFunctionArn(),
                        "FunctionRoleArn", role.getRoleArn(),
                        "FailedExecutionsTopicArn", events.topic().getTopicArn(),
                        "OperatorPolicyArn", operatorPolicy,
                        "ViewerPolicyArn", viewerPolicy(function))
                .forEach(this::output);
        output(storage.output().getKey(), storage.output().getValue());
        definitions.ifPresent(d -> output("DefinitionsBucketName", d.name()));
        if (options.console().wanted()) {
            Console console = new Console(this, "Console", options, function.console(), logs, page);
            output("ConsoleUrl", console.url());
        }
        options.upkeep().tags().forEach(this::tag);
        options.account()
                .permissionsBoundary()
                .map(arn -> ManagedPolicy.fromManagedPolicyArn(this, "PermissionsBoundary", arn))
                .ifPresent(PermissionsBoundary.of(this)::apply);
    }

    /** IAM and CloudWatch Logs document which characters a tag's value has, and refuse others; the rest take any. */
    private void tag(String key, String value) {
        TagProps.Builder where = TagProps.builder();
        if (!value.matches(TAKEN_BY_ALL)) {
            where.excludeResourceTypes(List.of("AWS::IAM::Role", "AWS::IAM::ManagedPolicy", "AWS::Logs::LogGroup"));
        }
        Tags.of(this).add(key, value, where.build());
    }

    private IRole functionRole(Options options, List<Grant> stores, LogGroup log, DeadLetters deadLetters) {
        FunctionGrants may = new FunctionGrants(
                options, stores, log.getLogGroupArn(), deadLetters.queue().getQueueArn());
        FunctionPolicies policies = FunctionPolicies.of(options, may.all());
        List<IManagedPolicy> managed = policies.managed().stream()
                .<IManagedPolicy>map(more -> Roles.policy(this, more.id(), more.description(), more.grants()))
                .toList();
        return Roles.forLambda(this, "FunctionRole", policies.inline(), managed);
    }

    private OperationMachine machine(
            Options options, OperationFunction function, Optional<IEventBus> bus, Logs logs, Storage storage) {
        Optional<Storage> waits = Optional.of(storage).filter(_ -> options.wake());
        MachineGrants may =
                new MachineGrants(options, function.machine().getFunctionArn(), waits.map(Storage::eventWaitGrant));
        return new OperationMachine(
                this,
                "StateMachine",
                options.account(),
                function.machine(),
                bus,
                Roles.forStepFunctions(this, "StateMachineRole", may.all()),
                logs,
                waits.map(Storage::eventWait));
    }

    private String operatorPolicy(
            Options options, OperationFunction function, Optional<DefinitionStorage> definitions) {
        OperatorGrants may = new OperatorGrants(
                options, function.people().getFunctionArn(), definitions.map(DefinitionStorage::arn));
        ManagedPolicy policy = Roles.policy(
                this,
                "OperatorPolicy",
                "For people who start, watch, answer and stop maintenance operations.",
                may.all());
        return policy.getManagedPolicyArn();
    }

    private String viewerPolicy(OperationFunction function) {
        return Roles.policy(
                        this,
                        "ViewerPolicy",
                        "For people who only watch maintenance operations.",
                        new ViewerGrants(function.viewers().getFunctionArn()).all())
                .getManagedPolicyArn();
    }

    private void output(String name, String value) {
        CfnOutput.Builder.create(this, name).value(value).build();
    }

    private Map<String, String> environment(Options options, Storage storage, Optional<DefinitionStorage> definitions) {
        Map<String, String> environment = new TreeMap<>(storage.environment());
        environment.putAll(Map.of(
                "EVENT_BUS_NAME", options.busName(),
                "DEPLOYMENT", getStackName(),
                "FAMILIES", String.join(",", options.families()),
                "ALLOWED_TAG", options.allowTag().map(Options.Tag::toString).orElse(""),
                "ALLOWED_CLUSTERS", String.join(",", options.allowClusters()),
                "ALLOWED_INSTANCES", String.join(",", options.allowInstances()),
                "ALLOWED_REGIONS",
                        options.allowRegions().isEmpty() ? Aws.REGION : String.join(",", options.allowRegions()),
                "ALLOWED_ROLE_ARNS", String.join(",", options.allowRoles())));
        definitions.ifPresent(d -> environment.put("DEFINITIONS_BUCKET", d.name()));
        if (options.families().contains("recovery")) {
            environment.putAll(options.recovery().environment());
        }
        if (options.wake()) {
            environment.put("WAKE", "true");
        }
        if (options.policies().suspendScaling()) {
            environment.put("SUSPEND_SCALING", "true");
        }
        if (!options.kmsKeys().isEmpty()) {
            environment.put("KMS_KEYS", String.join(",", options.kmsKeys()));
        }
        options.upkeep().runbookUrl().ifPresent(url -> environment.put("RUNBOOK_URL", url));
        if (options.console().wanted()) {
            environment.putAll(options.console().environment());
        }
        requireRoom(environment);
        return environment;
    }

    /** Lambda takes 4 KB of names and values; what CloudFormation fills in is counted as long as it may be. */
    private static void requireRoom(Map<String, String> environment) {
        int size = environment.entrySet().stream()
                .mapToInt(e -> e.getKey().length() + PolicySize.longest(e.getValue()))
                .sum();
        if (size > MOST_ENVIRONMENT) {
            throw new IllegalArgumentException(
                    "wrong options: names, regions and roles need %,d characters in the function's".formatted(size)
                            + " environment, and Lambda takes %,d. Allow clusters by tag (--allow-tag), or several by one name that"
                                    .formatted(MOST_ENVIRONMENT)
                            + " ends in * (--allow-cluster 'orders-*'), or make a deployment for some of them");
        }
    }
}
