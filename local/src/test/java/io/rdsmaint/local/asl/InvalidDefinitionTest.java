package io.rdsmaint.local.asl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What AWS refuses, and what this interpreter does not implement, is refused when a machine is created. */
class InvalidDefinitionTest {
    private static final String TASK =
            "\"Type\": \"Task\", \"End\": true, \"Resource\": \"arn:aws:states:::lambda:invoke\", \"Parameters\":"
                    + " {\"FunctionName\": \"f\"}";

    @Test
    void theGeneratedDefinitionIsAccepted() throws Exception {
        String text = Files.readString(Path.of("../statemachine/rds-maint-machine.asl.json"));

        assertThat(Definition.parse(text).states()).containsKeys("What next?", "Ask a human", "Operation failed");
    }

    @ParameterizedTest
    @MethodSource("states")
    void illegalStateIsRefusedWithItsPlace(String fields, String message) {
        assertThat(problems("{\"StartAt\": \"A\", \"States\": {\"A\": {" + fields + "}}}"))
                .contains("SCHEMA_VALIDATION_FAILED: " + message);
    }

    static Stream<Arguments> states() {
        return Stream.of(
                // any state
                state("\"End\": true", "These fields are required: [Type] at /States/A"),
                state(
                        "\"Type\": \"Parallel\"",
                        "State type 'Parallel' is not supported by this interpreter at /States/A/Type"),
                state("\"Type\": \"Loop\"", "'Loop' is not a state type at /States/A/Type"),
                state("\"Type\": \"Pass\"", "These fields are required: [Next] at /States/A"),
                state(
                        "\"Type\": \"Pass\", \"End\": true, \"Next\": \"A\"",
                        "Only one of 'Next' and 'End' may be there at /States/A"),
                state("\"Type\": \"Pass\", \"End\": true, \"_note\": 1", "Field '_note' is not supported at /States/A"),
                state(
                        "\"Type\": \"Pass\", \"End\": true, \"QueryLanguage\": \"JSONata\"",
                        "Field 'QueryLanguage' is not supported by this interpreter at /States/A"),
                state(
                        "\"Type\": \"Pass\", \"End\": true, \"InputPath\": \"$..a\"",
                        "Value is not a Reference Path: $..a at /States/A/InputPath"),
                state(
                        "\"Type\": \"Pass\", \"End\": true, \"ResultPath\": \"$$.x\"",
                        "Value is not a Reference Path: $$.x at /States/A/ResultPath"),
                // Pass
                state(
                        "\"Type\": \"Pass\", \"End\": true, \"Parameters\": {\"a.$\": 1}",
                        "The value for the field 'a.$' must be a STRING that contains a JSONPath but was NUMBER at /States/A/Parameters"),
                state(
                        "\"Type\": \"Pass\", \"End\": true, \"Parameters\": {\"a.$\": \"a\"}",
                        "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call: 'a' is not an intrinsic function that is implemented at /States/A/Parameters"),
                state(
                        "\"Type\": \"Pass\", \"End\": true, \"Parameters\": {\"a.$\": \"States.MathRandom(1, 2)\"}",
                        "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call: 'States.MathRandom' is not an intrinsic function that is implemented at /States/A/Parameters"),
                state(
                        "\"Type\": \"Pass\", \"End\": true, \"Parameters\": {\"a\": [{\"b.$\": \"States.Format('{}'\"}]}",
                        "The value for the field 'b.$' must be a valid JSONPath or a valid intrinsic function call: 'States.Format('{}'' ends too early at /States/A/Parameters/a[0]"),
                // Choice
                state("\"Type\": \"Choice\", \"Choices\": []", "The list must not be empty at /States/A/Choices"),
                state(
                        "\"Type\": \"Choice\", \"Choices\": [{\"Variable\": \"$.a\", \"IsNull\": true}]",
                        "These fields are required: [Next] at /States/A/Choices[0]"),
                state(
                        "\"Type\": \"Choice\", \"Choices\": [{\"Variable\": \"$.a\", \"IsNull\": true, \"IsString\": true, \"Next\": \"A\"}]",
                        "A rule needs exactly one operator, and has [IsNull, IsString] at /States/A/Choices[0]"),
                state(
                        "\"Type\": \"Choice\", \"Choices\": [{\"Variable\": \"$.a\", \"StringEquals\": 1, \"Next\": \"A\"}]",
                        "Expected value of type a string at /States/A/Choices[0]/StringEquals"),
                state(
                        "\"Type\": \"Choice\", \"Choices\": [{\"Variable\": \"$.a\", \"BooleanLessThan\": true, \"Next\": \"A\"}]",
                        "Field 'BooleanLessThan' is not supported at /States/A/Choices[0]"),
                state(
                        "\"Type\": \"Choice\", \"Choices\": [{\"Not\": {\"Variable\": \"$.a\", \"IsNull\": true, \"Next\": \"A\"}, \"Next\": \"A\"}]",
                        "A rule needs exactly one operator, and has [IsNull, Next] at /States/A/Choices[0]/Not"),
                state(
                        "\"Type\": \"Choice\", \"End\": true, \"Choices\": [{\"Variable\": \"$.a\", \"IsNull\": true, \"Next\": \"A\"}]",
                        "Field 'End' is not supported at /States/A"),
                // Wait
                state(
                        "\"Type\": \"Wait\", \"End\": true",
                        "One of these fields is required: [Seconds, SecondsPath] at /States/A"),
                state(
                        "\"Type\": \"Wait\", \"End\": true, \"Seconds\": \"10\"",
                        "Expected value of type Integer at /States/A/Seconds"),
                state(
                        "\"Type\": \"Wait\", \"End\": true, \"Seconds\": 100000000",
                        "Maximum value is 99999999 at /States/A/Seconds"),
                state(
                        "\"Type\": \"Wait\", \"End\": true, \"Timestamp\": \"2026-01-01T00:00:00Z\"",
                        "Field 'Timestamp' is not supported by this interpreter at /States/A"),
                // Succeed, Fail
                state("\"Type\": \"Succeed\", \"Next\": \"A\"", "Field 'Next' is not supported at /States/A"),
                state("\"Type\": \"Fail\", \"Cause.$\": \"$.c\"", "Field 'Cause.$' is not supported at /States/A"),
                state(
                        "\"Type\": \"Fail\", \"Cause\": \"a\", \"CausePath\": \"$.c\"",
                        "Only one of 'Cause' and 'CausePath' may be there at /States/A"),
                state(
                        "\"Type\": \"Fail\", \"ErrorPath\": \"States.Array(1)\"",
                        "The function 'States.Array(1)' is not allowed here at /States/A/ErrorPath"),
                // Task
                state("\"Type\": \"Task\", \"End\": true", "These fields are required: [Resource] at /States/A"),
                state(
                        "\"Type\": \"Task\", \"End\": true, \"Resource\": \"arn:aws:lambda:us-east-1:123456789012:function:f\"",
                        "The resource provided arn:aws:lambda:us-east-1:123456789012:function:f is not recognized. The value is not a valid resource ARN, or the resource is not supported by this interpreter. at /States/A/Resource"),
                state(
                        "\"Type\": \"Task\", \"End\": true, \"Resource\": \"arn:aws:states:::lambda:invoke\", \"Parameters\": {\"FunctionName\": \"f\", \"InvocationType\": \"Event\"}",
                        "The field 'InvocationType' is not supported by Step Functions at /States/A/Parameters"),
                state(
                        "\"Type\": \"Task\", \"End\": true, \"Resource\": \"arn:aws:states:::events:putEvents\", \"Parameters\": {\"Entries\": [{\"Detail.$\": \"$\", \"Details\": 1}]}",
                        "The field 'Details' is not supported by Step Functions at /States/A/Parameters/Entries[0]"),
                state(TASK + ", \"TimeoutSeconds\": 0", "Minimum value is 1 at /States/A/TimeoutSeconds"),
                state(
                        TASK + ", \"TimeoutSeconds\": 5, \"HeartbeatSeconds\": 5",
                        "HeartbeatSeconds must be smaller than TimeoutSeconds at /States/A/HeartbeatSeconds"),
                state(
                        TASK + ", \"Credentials\": {}",
                        "Field 'Credentials' is not supported by this interpreter at /States/A"),
                state(
                        TASK + ", \"Retry\": [{\"ErrorEquals\": [\"States.ALL\", \"x\"]}]",
                        "'States.ALL' must stand alone, in the last entry at /States/A/Retry[0]/ErrorEquals"),
                state(
                        TASK + ", \"Retry\": [{\"ErrorEquals\": [\"x\"], \"BackoffRate\": 0.5}]",
                        "Minimum value is 1.0 at /States/A/Retry[0]/BackoffRate"),
                state(
                        TASK
                                + ", \"Retry\": [{\"ErrorEquals\": [\"x\"], \"IntervalSeconds\": 9, \"MaxDelaySeconds\": 9}]",
                        "MaxDelaySeconds must be greater than IntervalSeconds at /States/A/Retry[0]/MaxDelaySeconds"),
                state(
                        TASK + ", \"Retry\": [{\"ErrorEquals\": [\"x\"], \"JitterStrategy\": \"HALF\"}]",
                        "The value must be FULL or NONE at /States/A/Retry[0]/JitterStrategy"),
                state(
                        TASK + ", \"Catch\": [{\"ErrorEquals\": [\"States.ALL\"]}]",
                        "These fields are required: [Next] at /States/A/Catch[0]"));
    }

    private static Arguments state(String fields, String message) {
        return Arguments.of(fields, message);
    }

    @Test
    void transitionsMustLeadSomewhereAndEveryStateMustBeReached() {
        assertThat(problems("""
                        {"StartAt": "A", "States": {
                          "A": {"Type": "Pass", "Next": "B"}, "C": {"Type": "Succeed"}}}
                        """))
                .containsExactly("MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next");
        assertThat(problems("""
                        {"StartAt": "A", "States": {"A": {"Type": "Succeed"}, "C": {"Type": "Succeed"}}}
                        """))
                .containsExactly("MISSING_TRANSITION_TARGET: State \"C\" is not reachable. at /States/C");
    }

    @Test
    void statesThatCannotReachAnEndAreRefused() {
        assertThat(problems("""
                        {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "A"}}}
                        """)).containsExactly("MISSING_END_STATE: Workflow has no terminal state");
        assertThat(problems("""
                        {"StartAt": "A", "States": {
                          "A": {"Type": "Choice", "Default": "B", "Choices": [
                            {"Variable": "$.a", "IsPresent": true, "Next": "Z"}]},
                          "B": {"Type": "Pass", "Next": "B"}, "Z": {"Type": "Succeed"}}}
                        """))
                .containsExactly("MISSING_TRANSITION_TARGET: State \"B\" cannot reach an end. at /States/B");
    }

    @Test
    void theWholeDocumentIsChecked() {
        assertThat(problems("{}"))
                .containsExactly("SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /");
        assertThat(problems("[]")).containsExactly("SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object");
        assertThat(problems("nothing")).hasSize(1).allMatch(one -> one.startsWith("INVALID_JSON_DESCRIPTION: "));
        assertThat(
                        problems(
                                "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"}, \"A\": {\"Type\": \"Succeed\"}}}"))
                .hasSize(1)
                .allMatch(one -> one.contains("Duplicate field 'A'"));
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        InvalidDefinitionException refused = refused(
                "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Wait\", \"Seconds\": -1}, \"B\": {\"Type\": \"Map\"}}}");

        assertThat(refused.problems()).hasSize(3);
        assertThat(refused)
                .hasMessage("Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Minimum value is 0 at"
                        + " /States/A/Seconds, SCHEMA_VALIDATION_FAILED: These fields are required: [Next] at /States/A,"
                        + " SCHEMA_VALIDATION_FAILED: State type 'Map' is not supported by this interpreter at"
                        + " /States/B/Type'");
    }

    private static List<String> problems(String text) {
        return refused(text).problems().stream().map(Problem::toString).toList();
    }

    private static InvalidDefinitionException refused(String text) {
        return catchThrowableOfType(InvalidDefinitionException.class, () -> Definition.parse(text));
    }
}
