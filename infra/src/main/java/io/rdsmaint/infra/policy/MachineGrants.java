package io.rdsmaint.infra.policy;

import static io.rdsmaint.infra.policy.Grant.ANY;

import io.rdsmaint.infra.Options;
import io.rdsmaint.infra.machine.OperationMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the state machine may do.
 *
 * @param options what the person who deploys chose
 * @param functionArn the alias that it calls
 * @param waits what it may do where the tokens of its waits are, if events may end them
 */
public record MachineGrants(Options options, String functionArn, Optional<Grant> waits) {
    /** Without waits that events may end. */
    public MachineGrants(Options options, String functionArn) {
        this(options, functionArn, Optional.empty());
    }

    /** Each of its statements. */
    public List<Grant> all() {
        List<Grant> grants = new ArrayList<>(List.of(
                new Grant(
                        "CallFunction",
                        "By the alias that only the machine and the rules may use.",
                        List.of("lambda:InvokeFunction"),
                        List.of(functionArn)),
                new Grant(
                        "PublishEvents",
                        "Questions, and the last word of a stalled execution.",
                        List.of("events:PutEvents"),
                        List.of(Arns.bus(options.busName())),
                        Map.of("StringEquals", Map.of("events:source", OperationMachine.EVENT_SOURCE))),
                new Grant(
                        "HandOver",
                        "Starts its own successor.",
                        List.of("states:StartExecution"),
                        List.of(Arns.machine(options))),
                new Grant(
                        "PlatformLog",
                        "Step Functions delivers the machine's log: these actions know no resource.",
                        List.of(
                                "logs:CreateLogDelivery",
                                "logs:DeleteLogDelivery",
                                "logs:DescribeLogGroups",
                                "logs:DescribeResourcePolicies",
                                "logs:GetLogDelivery",
                                "logs:ListLogDeliveries",
                                "logs:PutResourcePolicy",
                                "logs:UpdateLogDelivery"),
                        ANY)));
        waits.ifPresent(grants::add);
        waits.flatMap(_ -> options.account().encryptionKey())
                .ifPresent(key -> grants.add(FunctionGrants.useEncryptionKey(
                        "What the tokens of waits are encrypted by, through the store only.",
                        key,
                        Stream.of(FunctionGrants.store(options)))));
        if (options.account().tracing()) {
            grants.add(new Grant(
                    "PlatformTrace",
                    "Step Functions writes traces: these actions know no resource.",
                    List.of(
                            "xray:GetSamplingRules",
                            "xray:GetSamplingTargets",
                            "xray:PutTelemetryRecords",
                            "xray:PutTraceSegments"),
                    ANY));
        }
        return grants;
    }
}
