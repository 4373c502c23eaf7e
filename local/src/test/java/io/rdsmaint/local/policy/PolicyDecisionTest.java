package io.rdsmaint.local.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.World;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The decisions are IAM's, and nothing that is not understood passes for allowed or denied. */
class PolicyDecisionTest {
    private static final String DB = "arn:aws:rds:us-east-1:123456789012:db:";
    private static final Authorization MODIFY =
            Authorization.of("rds:ModifyDBInstance", DB + "orders-maint-1", "us-east-1");

    @ParameterizedTest
    @CsvSource({
        "rds:ModifyDBInstance, *, true",
        "RDS:modifydbinstance, *, true",
        "rds:Modify*, *, true",
        "rds:ModifyDB?nstance, *, true",
        "rds:Modify, *, false",
        "rdsxModifyDBInstance, *, false",
        "rds:*, arn:aws:rds:us-east-1:123456789012:db:*-maint-*, true",
        "rds:*, arn:aws:rds:us-east-1:123456789012:db:ORDERS-maint-1, false",
        "rds:*, arn:aws:rds:us-east-1:123456789012:cluster:*, false",
        "rds:*, arn:aws:rds:eu-west-1:123456789012:db:*, false"
    })
    void actionAndResourceFitByWildcard(String action, String resource, boolean allowed) {
        Policy policy = policy("'Effect': 'Allow', 'Action': '" + action + "', 'Resource': '" + resource + "'");

        assertThat(!policy.allow(MODIFY).isEmpty()).isEqualTo(allowed);
    }

    @Test
    void aStatementNeedsItsClusterAndItsSecretAndTheKeyOfThat() {
        Simulator simulator = new Simulator(
                InstantSource.system(),
                Scenarios.find("sql")
                        .orElseThrow()
                        .and(stage -> stage.secret("keyed", "{}", Optional.of("arn:aws:kms:us-east-1:1:key/k"))));
        AccountRegion site = simulator.world().site(World.ACCOUNT, World.REGION);
        String cluster = "arn:aws:rds:us-east-1:123456789012:cluster:demo-sql";
        String secret = "arn:aws:secretsmanager:us-east-1:123456789012:secret:keyed-AbCdEf";

        List<Authorization> asked =
                new StatementCalls(site).of("ExecuteStatement", Map.of("resourceArn", cluster, "secretArn", secret));

        assertThat(asked)
                .extracting(Authorization::action, Authorization::resource)
                .containsExactly(
                        tuple("rds-data:ExecuteStatement", cluster),
                        tuple("secretsmanager:GetSecretValue", secret),
                        tuple("kms:Decrypt", "arn:aws:kms:us-east-1:1:key/k"));
        assertThat(asked.getFirst().context()).containsEntry("aws:ResourceTag/rds-maint-machine", List.of("allowed"));
    }

    @Test
    void whatNobodyAllowsIsDenied() {
        assertThat(new Policy(List.of()).allow(MODIFY)).isEmpty();
    }

    @Test
    void aDenialBeatsEveryAllowance() {
        Policy policy = policy(
                "'Sid': 'All', 'Effect': 'Allow', 'Action': '*', 'Resource': '*'",
                "'Effect': 'Deny', 'Action': 'rds:Delete*', 'Resource': '*'");

        assertThat(policy.allow(MODIFY)).containsExactly(new Policy.Use("All", "*", "*"));
        assertThat(policy.allow(Authorization.of("rds:DeleteDBInstance", DB + "orders-1", "us-east-1")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, aws:ResourceTag/env, test, test, true",
        "StringEquals, aws:ResourceTag/env, test, Test, false",
        "StringEquals, aws:ResourceTag/env, te*, test, false",
        "StringEquals, aws:ResourceTag/env, test, , false",
        "StringLike, aws:ResourceTag/env, te*, test, true",
        "StringLike, aws:ResourceTag/env, te?, test, false",
        "Null, aws:ResourceTag/env, false, test, true",
        "Null, aws:ResourceTag/env, false, , false",
        "Null, aws:ResourceTag/env, true, , true"
    })
    void aConditionOnAKeyWithOneValue(String operator, String key, String wanted, String given, boolean holds) {
        Authorization asked = given == null ? MODIFY : MODIFY.carrying(Map.of("env", given));

        assertThat(holds(operator, key, wanted, asked)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "ForAllValues:StringEquals, mark, true",
        "ForAllValues:StringEquals, mark other, false",
        "ForAllValues:StringEquals, , true",
        "ForAnyValue:StringEquals, mark other, true",
        "ForAnyValue:StringEquals, other, false",
        "ForAnyValue:StringEquals, , false"
    })
    void aConditionOnAKeyWithManyValues(String operator, String given, boolean holds) {
        Authorization asked = given == null ? MODIFY : MODIFY.with("aws:TagKeys", List.of(given.split(" ")));

        assertThat(holds(operator, "aws:TagKeys", "mark", asked)).isEqualTo(holds);
    }

    @Test
    void allConditionsOfAStatementMustHold() {
        Policy policy = policy("""
                'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {
                  'StringEquals': {'aws:ResourceTag/env': ['test', 'stage'], 'aws:RequestedRegion': 'us-east-1'},
                  'Null': {'aws:RequestTag/ours': 'false'}}""");
        Authorization tagged = MODIFY.carrying(Map.of("env", "stage"));

        assertThat(policy.allow(tagged)).isEmpty();
        assertThat(policy.allow(tagged.giving(Map.of("ours", "op-1")))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Effect': 'Allow', 'NotAction': 'rds:*', 'Resource': '*'",
                "'Effect': 'Perhaps', 'Action': 'rds:*', 'Resource': '*'",
                "'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {'IpAddress': {'aws:SourceIp': '::1'}}",
                "'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {'StringEquals': {'aws:Ip': '::1'}}",
                "'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {'StringEquals': {'aws:TagKeys': 'a'}}",
                "'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {'Null': {'aws:TagKeys': 'maybe'}}"
            })
    void whatIsNotUnderstoodIsAnError(String statement) {
        assertThatThrownBy(() -> policy(statement)).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean holds(String operator, String key, String wanted, Authorization asked) {
        Policy policy = policy("'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {'%s': {'%s': '%s'}}"
                .formatted(operator, key, wanted));
        return !policy.allow(asked).isEmpty();
    }

    private static Policy policy(String... statements) {
        return Policy.read(json("{'Statement': [{" + String.join("}, {", statements) + "}]}"));
    }

    private static JsonNode json(String text) {
        try {
            return Json.parse(text.replace('\'', '"'));
        } catch (Json.MalformedException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
