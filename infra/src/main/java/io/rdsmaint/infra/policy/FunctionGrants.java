package io.rdsmaint.infra.policy;

import static io.rdsmaint.infra.policy.Grant.ANY;

import io.rdsmaint.infra.Options;
import io.rdsmaint.infra.machine.OperationMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;

/**
 * What the function may do, but for the parts of its families that have policies of their own.
 *
 * @param options what the person who deploys chose
 * @param store what it may do where its operations live
 * @param logArn its log group
 * @param deadLettersArn where events go that it failed on
 */
public record FunctionGrants(Options options, List<Grant> store, String logArn, String deadLettersArn) {

    /** Each of its statements. */
    public List<Grant> all() {
        Stream<Grant> own = Stream.of(chosen(), store, records(), console(options), platform())
                .flatMap(List::stream);
        return Stream.concat(FamilyGrants.of(options).stream().flatMap(family -> family.base().stream()), own)
                .toList();
    }

    private List<Grant> chosen() {
        List<Grant> grants = new ArrayList<>();
        if (!options.allowRoles().isEmpty()) {
            grants.add(new Grant(
                    "AssumeListedRoles",
                    "Targets in other accounts, by the roles listed at deployment.",
                    List.of("sts:AssumeRole"),
                    options.allowRoles().stream()
                            .map(role -> role.split("#", 2)[0])
                            .toList()));
        }
        options.account().encryptionKey().ifPresent(key -> grants.add(useEncryptionKey(key)));
        return grants;
    }

    /** What the services ask of whoever reads and writes what they encrypt by a customer's key. */
    private Grant useEncryptionKey(String key) {
        return useEncryptionKey(
                "Operations, and the events that Lambda keeps, are encrypted by this key; through those services only.",
                key,
                Stream.of(store(options), FamilyGrants.reading(options).isEmpty() ? "sqs" : "s3", "sqs")
                        .distinct());
    }

    /** The service that keeps operations. */
    static String store(Options options) {
        return options.store() == Options.Store.S3 ? "s3" : "dynamodb";
    }

    static Grant useEncryptionKey(String why, String key, Stream<String> services) {
        return new Grant(
                "UseEncryptionKey",
                why,
                List.of(
                        "kms:Decrypt",
                        "kms:DescribeKey",
                        "kms:Encrypt",
                        "kms:GenerateDataKey",
                        "kms:ReEncryptFrom",
                        "kms:ReEncryptTo"),
                List.of(key),
                Map.of(
                        "StringEquals",
                        Map.of(
                                "kms:ViaService",
                                services.map(service -> service + "." + Aws.REGION + ".amazonaws.com")
                                        .toList())));
    }

    /** The console's plans and starts; nobody else asks the function to start anything. */
    public static List<Grant> console(Options options) {
        return options.console().wanted()
                ? List.of(new Grant(
                        "StartForTheConsole",
                        "Plans and starts for people who are signed in to the console, of this machine only.",
                        List.of("states:StartExecution"),
                        List.of(Arns.machine(options))))
                : List.of();
    }

    private List<Grant> records() {
        return List.of(
                new Grant(
                        "PublishEvents",
                        "What happens to operations, under our own source only.",
                        List.of("events:PutEvents"),
                        List.of(Arns.bus(options.busName())),
                        Map.of("StringEquals", Map.of("events:source", OperationMachine.EVENT_SOURCE))),
                new Grant(
                        "ReadExecutions",
                        "Whether an operation's owner still runs, where it waits, and what it was told last.",
                        List.of("states:DescribeExecution", "states:GetExecutionHistory"),
                        List.of(Arns.executions(options))),
                new Grant(
                        "ListExecutions",
                        "Which executions run, for the sweep: one call instead of one per operation.",
                        List.of("states:ListExecutions"),
                        List.of(Arns.machine(options))),
                new Grant(
                        "GiveAnswers",
                        "Completes the task that waits for an answer. The action knows no resource: what it may"
                                + " complete is said by the token, which the function reads from our executions only.",
                        List.of("states:SendTaskSuccess"),
                        ANY));
    }

    private List<Grant> platform() {
        List<Grant> grants = new ArrayList<>(List.of(
                new Grant(
                        "PlatformLog",
                        "Lambda writes the function's log.",
                        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                        List.of(logArn)),
                new Grant(
                        "PlatformDeadLetters",
                        "Lambda keeps events that the function failed on.",
                        List.of("sqs:SendMessage"),
                        List.of(deadLettersArn))));
        if (options.account().tracing()) {
            grants.add(new Grant(
                    "PlatformTrace",
                    "Lambda writes traces: these actions know no resource.",
                    List.of("xray:PutTelemetryRecords", "xray:PutTraceSegments"),
                    ANY,
                    Map.of("StringEquals", Map.of("aws:RequestedRegion", Aws.REGION))));
        }
        return grants;
    }
}
