package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.lambda.Fault;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** What each type of state makes of its input, and AWS's words when it cannot. */
class StatesTest {
    private static final String INTRODUCTION =
            "An error occurred while executing the state 'A' (entered at the event id #2). ";

    @ParameterizedTest
    @MethodSource("missing")
    void missingPathFailsAsOnAws(String fields, String cause) {
        try (Bench bench = Bench.with(Definitions.of(fields), Bench.json("{\"got\": 1}"))) {
            DescribeExecutionResponse ended = bench.run("{\"other\":1}");

            assertThat(ended.status()).isEqualTo(ExecutionStatus.FAILED);
            assertThat(ended.error()).isEqualTo("States.Runtime");
            assertThat(ended.cause()).isEqualTo(INTRODUCTION + cause);
        }
    }

    static Stream<Arguments> missing() {
        return Stream.of(
                Arguments.of("\"Type\": \"Pass\", \"End\": true, \"InputPath\": \"$.a\"", notFound("$.a", "InputPath")),
                Arguments.of(
                        "\"Type\": \"Pass\", \"End\": true, \"OutputPath\": \"$.a\"", notFound("$.a", "OutputPath")),
                Arguments.of(
                        "\"Type\": \"Pass\", \"End\": true, \"Parameters\": {\"x.$\": \"$.a.b\"}",
                        notFound("$.a.b", "x.$")),
                Arguments.of(
                        "\"Type\": \"Pass\", \"End\": true, \"Parameters\": {\"x.$\": \"$$.Task.Token\"}",
                        notFound("$$.Task.Token", "x.$")),
                Arguments.of(
                        "\"Type\": \"Pass\", \"End\": true, \"Parameters\": {\"x.$\": \"States.Format('{}', $.a)\"}",
                        "The function 'States.Format('{}', $.a)' had the following error: The JsonPath argument for the"
                                + " field '$.a' could not be found in the input '{\"other\":1}'"),
                Arguments.of("\"Type\": \"Succeed\", \"OutputPath\": \"$.a\"", notFound("$.a", "OutputPath")),
                Arguments.of("\"Type\": \"Fail\", \"ErrorPath\": \"$.a\"", notFound("$.a", "ErrorPath")),
                Arguments.of("\"Type\": \"Fail\", \"CausePath\": \"$.a\"", notFound("$.a", "CausePath")),
                Arguments.of(
                        "\"Type\": \"Fail\", \"CausePath\": \"$.other\"",
                        "The CausePath parameter does not reference a string: 1"),
                Arguments.of(
                        "\"Type\": \"Wait\", \"End\": true, \"SecondsPath\": \"$.a\"",
                        "The SecondsPath parameter does not reference an input value: $.a"),
                Arguments.of(
                        "\"Type\": \"Choice\", \"Choices\": [{\"Variable\": \"$.a\", \"StringEquals\": \"x\", \"Next\":"
                                + " \"B\"}]}, \"B\": {\"Type\": \"Succeed\"",
                        "Invalid path '$.a': The choice state's condition path references an invalid value."),
                Arguments.of(
                        "\"Type\": \"Choice\", \"Choices\": [{\"Variable\": \"$.other\", \"NumericEquals\": 2, \"Next\":"
                                + " \"B\"}]}, \"B\": {\"Type\": \"Succeed\"",
                        "Failed to transition out of the state. The state does not point to a next state."),
                Arguments.of(
                        task("\"TimeoutSecondsPath\": \"$.a\""),
                        "The TimeoutSecondsPath parameter does not" + " reference an input value: $.a"),
                Arguments.of(
                        task("\"OutputPath\": \"$.nothing\""),
                        "The JSONPath '$.nothing' specified for the field"
                                + " 'OutputPath' could not be found in the input '{\"ExecutedVersion\":\"1\",\"Payload\":"
                                + "{\"got\":1},\"SdkHttpMetadata\":{\"HttpStatusCode\":200},\"StatusCode\":200}'"));
    }

    private static String notFound(String path, String field) {
        return "The JSONPath '" + path + "' specified for the field '" + field
                + "' could not be found in the input '{\"other\":1}'";
    }

    /** A task that catches everything, which must not help. */
    private static String task(String fields) {
        return """
                "Type": "Task", "Next": "B", "Resource": "arn:aws:states:::lambda:invoke",
                "Parameters": {"FunctionName": "${MachineAlias}"}, %s,
                "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B"}]}, "B": {"Type": "Succeed"
                """.formatted(fields);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Result\": {\"a\": 1} | {\"a\":1}",
                "\"Result\": 5, \"ResultPath\": \"$.x.y\" | {\"in\":[{\"k v\":true}],\"x\":{\"y\":5}}",
                "\"ResultPath\": null, \"Result\": 5 | {\"in\":[{\"k v\":true}]}",
                "\"InputPath\": \"$.in[0]['k v']\" | true",
                "\"InputPath\": null | {}",
                "\"OutputPath\": null | {}",
                "\"Parameters\": {\"a\": {\"b.$\": \"$.in\"}, \"c\": null} | {\"a\":{\"b\":[{\"k v\":true}]},\"c\":null}",
                "\"Parameters\": {\"n.$\": \"$$.State.Name\"} | {\"n\":\"A\"}",
                "\"Parameters\": {\"f.$\": \"States.Format('{}\\\\{\\\\}', 7)\"} | {\"f\":\"7{}\"}",
                "\"Parameters\": {\"j.$\": \"States.JsonToString($.in)\"} | {\"j\":\"[{\\\"k v\\\":true}]\"}",
                "\"Parameters\": {\"s.$\": \"States.StringToJson('[1]')\"} | {\"s\":[1]}",
                "\"Parameters\": {\"l.$\": \"States.Array('a', 1, States.Array())\"} | {\"l\":[\"a\",1,[]]}",
                "\"Parameters\": {\"h.$\": \"States.Hash('a', 'MD5')\"} | {\"h\":\"0cc175b9c0f1b6a831c399e269772661\"}",
            })
    void passMakesItsOutput(String fields, String output) {
        try (Bench bench = Bench.with(Definitions.pass(fields))) {
            assertThat(bench.run("{\"in\":[{\"k v\":true}]}").output()).isEqualTo(output);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "States.Format('{} {}', 1)|there are more {} than values",
                "States.Format('{}', 1, 2)|there are more values than {}",
                "States.Format('{}', $)|a value is an object or a list",
                "States.StringToJson('{')|the string is not JSON",
                "States.Hash('a', 'CRC')|the algorithm CRC is unknown",
            })
    void intrinsicFunctionThatFailsSaysWhy(String expression, String reason) {
        try (Bench bench = Bench.with(Definitions.pass("\"Parameters\": {\"x.$\": \"" + expression + "\"}"))) {
            DescribeExecutionResponse ended = bench.run("{}");

            assertThat(ended.error()).isEqualTo("States.IntrinsicFailure");
            assertThat(ended.cause())
                    .startsWith(INTRODUCTION + "The function '" + expression + "' had the following error: " + reason);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "\"StringEquals\": \"b\",b",
        "\"StringLessThan\": \"c\",b",
        "\"StringGreaterThanEquals\": \"b\",b",
        "\"StringMatches\": \"*b\",ab",
        "\"StringMatches\": \"a\\\\*\",a*",
        "\"StringEqualsPath\": \"$.same\",z",
        "\"IsString\": true,b",
        "\"IsNumeric\": false,b",
        "\"IsTimestamp\": true,2026-01-01T00:00:00Z",
        "\"TimestampLessThan\": \"2026-01-02T00:00:00Z\",2026-01-01T00:00:00Z",
    })
    void choiceComparesStrings(String test, String value) {
        assertThat(chosen(test, "{\"v\": \"" + value + "\", \"same\": \"z\"}")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "\"NumericEquals\": 1.0,1",
        "\"NumericGreaterThan\": 0,1",
        "\"NumericLessThanEquals\": 1,1",
        "\"BooleanEquals\": true,true",
        "\"IsNull\": true,null",
        "\"IsBoolean\": true,false",
        "\"IsPresent\": true,null",
    })
    void choiceComparesOtherValues(String test, String value) {
        assertThat(chosen(test, "{\"v\": " + value + "}")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"\"StringEquals\": \"1\",1", "\"NumericEquals\": 1,\"1\"", "\"BooleanEquals\": false,null"})
    void choiceNeverMatchesAValueOfAnotherType(String test, String value) {
        assertThat(chosen(test, "{\"v\": " + value + "}")).isFalse();
    }

    private static boolean chosen(String test, String input) {
        String definition = """
                {"StartAt": "A", "States": {"A": {"Type": "Choice", "Default": "No", "Choices": [
                  {"Variable": "$.v", %s, "Next": "Yes"}]},
                  "Yes": {"Type": "Pass", "Result": true, "End": true},
                  "No": {"Type": "Pass", "Result": false, "End": true}}}
                """.formatted(test);
        try (Bench bench = Bench.with(definition)) {
            return Bench.json(bench.run(input).output()).booleanValue();
        }
    }

    @Test
    void retriesBackOffToTheirLongestDelayAndThenTheCatchTakesOver() {
        String definition = """
                {"StartAt": "A", "States": {"A": {"Type": "Task", "End": true,
                  "Resource": "arn:aws:states:::lambda:invoke",
                  "Parameters": {"FunctionName": "${MachineAlias}", "Payload": {"n.$": "$$.State.RetryCount"}},
                  "Retry": [
                    {"ErrorEquals": ["Lambda.TooManyRequestsException"], "IntervalSeconds": 10, "MaxAttempts": 4,
                     "BackoffRate": 2, "MaxDelaySeconds": 30},
                    {"ErrorEquals": ["States.ALL"], "MaxAttempts": 0}],
                  "Catch": [{"ErrorEquals": ["States.TaskFailed"], "ResultPath": "$.why", "Next": "B"}]},
                  "B": {"Type": "Succeed"}}}
                """;
        try (Bench bench = Bench.with(definition)) {
            for (int i = 0; i < 5; i++) {
                bench.local.faults().next(new Fault.Throttled());
            }
            DescribeExecutionResponse ended = bench.run("{}");

            assertThat(Duration.between(ended.startDate(), ended.stopDate())).isEqualTo(Duration.ofSeconds(90));
            JsonNode why = Bench.json(ended.output()).path("why");
            assertThat(why.path("Error").asText()).isEqualTo("Lambda.TooManyRequestsException");
            assertThat(bench.history(ended.executionArn()).stream()
                            .map(HistoryEvent::typeAsString)
                            .filter(type -> type.equals("TaskScheduled")))
                    .hasSize(5);
        }
    }

    @Test
    void executionThatPassesItsTimeoutTimesOut() {
        String definition = """
                {"StartAt": "A", "TimeoutSeconds": 60, "States": {"A": {"Type": "Wait", "Seconds": 61, "End": true}}}
                """;
        try (Bench bench = Bench.with(definition)) {
            DescribeExecutionResponse ended = bench.run("{}");

            assertThat(ended.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
            assertThat(Duration.between(ended.startDate(), ended.stopDate())).isEqualTo(Duration.ofSeconds(60));
        }
    }

    @Test
    void historyThatIsFullEndsTheExecution() {
        String definition = """
                {"StartAt": "A", "States": {
                  "A": {"Type": "Choice", "Default": "B", "Choices": [
                    {"Variable": "$.stop", "IsPresent": true, "Next": "Z"}]},
                  "B": {"Type": "Pass", "Next": "A"}, "Z": {"Type": "Succeed"}}}
                """;
        try (Bench bench = Bench.with(definition)) {
            DescribeExecutionResponse ended = bench.run("{}");

            assertThat(ended.error()).isEqualTo("States.Runtime");
            assertThat(ended.cause()).isEqualTo("The execution reached the maximum number of history events (25000).");
            assertThat(bench.history(ended.executionArn())).hasSize(25_000);
        }
    }
}
