package io.rdsmaint.infra.policy;

import static io.rdsmaint.infra.policy.Grant.ANY;

import io.rdsmaint.infra.Options;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a person needs who starts, watches, answers and stops operations, by the scripts or by hand, and no more: a test
 * holds it to the calls that the scripts make and to the commands that the documentation shows. It changes no database: only
 * the function does.
 *
 * @param options what the person who deploys chose
 * @param peopleArn the alias that people may call
 * @param definitionsArn the bucket of definitions, if a family reads some
 */
public record OperatorGrants(Options options, String peopleArn, Optional<String> definitionsArn) {
    /** Each of its statements. */
    public List<Grant> all() {
        return Stream.concat(usual(), definitionsArn.map(StoreGrants::defining).stream())
                .toList();
    }

    private Stream<Grant> usual() {
        return Stream.of(
                new Grant(
                        "StartOperations",
                        "scripts/start, and taking over by scripts/respond; by hand aws stepfunctions start-execution.",
                        List.of("states:StartExecution"),
                        List.of(Arns.machine(options))),
                new Grant(
                        "SeeHowTheyEnd",
                        "The plan of a dry run and an execution's end, for scripts/start; by hand aws stepfunctions"
                                + " describe-execution. Not the history: who may read it has the tokens of open questions.",
                        List.of("states:DescribeExecution"),
                        List.of(Arns.executions(options))),
                new Grant(
                        "WatchAnswerAndFreeze",
                        "scripts/status, respond, freeze and unfreeze, by the alias for people; by hand aws lambda"
                                + " invoke.",
                        List.of("lambda:InvokeFunction"),
                        List.of(peopleArn)),
                new Grant(
                        "AnswerByToken",
                        "By hand only, aws stepfunctions send-task-success: no script needs a token. The action knows no"
                                + " resource: what may be answered is said by the token.",
                        List.of("states:SendTaskSuccess"),
                        ANY),
                new Grant(
                        "StopExecutions",
                        "By hand only, aws stepfunctions stop-execution, after which the operation is taken over.",
                        List.of("states:StopExecution"),
                        List.of(Arns.executions(options))),
                new Grant(
                        "LookAtEvents",
                        "By hand only, the runbook's first look, aws rds describe-events: the action knows no resource.",
                        List.of("rds:DescribeEvents"),
                        ANY,
                        new Scope(options).inRegions()),
                new Grant(
                        "LookAtDatabases",
                        "By hand only, the runbook's first look, aws rds describe-db-clusters and describe-db-instances; scripts/start lists clusters by the first.",
                        List.of("rds:DescribeDBClusters", "rds:DescribeDBInstances"),
                        new Scope(options).rds(Stream.of("*")),
                        new Scope(options).bound(Map.of())));
    }
}
