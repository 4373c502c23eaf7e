package io.rdsmaint.infra.policy;

import static io.rdsmaint.infra.policy.Grant.ANY;

import io.rdsmaint.infra.Options;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a person needs who starts, watches, answers and stops operations. It changes no database: only the function
 * does.
 *
 * @param options what the person who deploys chose
 * @param peopleArn the alias that people may call
 */
public record OperatorGrants(Options options, String peopleArn) {
    /** Each of its statements. */
    public List<Grant> all() {
        return List.of(
                new Grant(
                        "FindMachine", "Listing machines knows no resource.", List.of("states:ListStateMachines"), ANY),
                new Grant(
                        "StartOperations",
                        "Starts executions of this machine and lists them.",
                        List.of("states:DescribeStateMachine", "states:ListExecutions", "states:StartExecution"),
                        List.of(Arns.machine())),
                new Grant(
                        "WatchOperations",
                        "The history holds the tokens of open questions: who may read it may answer.",
                        List.of("states:DescribeExecution", "states:GetExecutionHistory", "states:StopExecution"),
                        List.of(Arns.executions())),
                new Grant(
                        "AnswerQuestions",
                        "These actions know no resource: what may be answered is said by the token.",
                        List.of("states:SendTaskFailure", "states:SendTaskHeartbeat", "states:SendTaskSuccess"),
                        ANY),
                new Grant(
                        "CallFunction",
                        "Status and resume, by the alias for people.",
                        List.of("lambda:InvokeFunction"),
                        List.of(peopleArn)),
                new Grant(
                        "ReadEvents",
                        "What RDS reports: the action knows no resource.",
                        List.of("rds:DescribeEvents"),
                        ANY,
                        new Scope(options).inRegions()),
                new Grant(
                        "ReadDatabases",
                        "To look at what is being changed.",
                        List.of(
                                "rds:DescribeDBClusterEndpoints",
                                "rds:DescribeDBClusters",
                                "rds:DescribeDBInstances",
                                "rds:DescribePendingMaintenanceActions",
                                "rds:ListTagsForResource"),
                        new Scope(options).rds(Stream.of("*"))));
    }
}
