package io.rdsmaint.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ParameterFieldsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern WORD = Pattern.compile("[a-z]+");

    @Test
    void fieldsAreReadAsTheyAreGiven() {
        ParameterFields fields = fields("{'color':'red','bright':false,'size':7}");

        assertThat(fields.requiredText("color", WORD, "a color", "such as red")).isEqualTo("red");
        assertThat(fields.flag("bright")).contains(false);
        assertThat(fields.number("size", 0, 7)).hasValue(7);
        assertThatCode(fields::requireNoProblems).doesNotThrowAnyException();
    }

    @Test
    void absentFieldsAreEmptyAndNoProblem() {
        ParameterFields fields = fields("{}");

        assertThat(fields.text("color", WORD, "a color", "such as red")).isEmpty();
        assertThat(fields.flag("bright")).isEmpty();
        assertThat(fields.number("size", 0, 7)).isEmpty();
        assertThatCode(fields::requireNoProblems).doesNotThrowAnyException();
    }

    @Test
    void everyProblemIsNamedAtOnceWithItsWayOut() {
        ParameterFields fields = fields("{'bright':'yes','size':8,'color':'RED','shade':null,'weight':1}");
        fields.flag("bright");
        fields.number("size", 0, 7);
        fields.text("color", WORD, "a color", "such as red");
        fields.requiredText("shade", WORD, "a shade", "such as dark");
        fields.problem("bright", "contradicts size", "leave it out");

        List<String> problems = catchThrowableOfType(InvalidRequest.class, fields::requireNoProblems)
                .problems();

        assertThat(problems)
                .containsExactly(
                        "params.params.weight: unknown field; painting takes color, bright, size, shade",
                        "params.params.bright: must be true or false, is \"yes\"; write it without quotes, or leave it"
                                + " out",
                        "params.params.size: must be a whole number from 0 to 7, is 8; write it without quotes, or"
                                + " leave it out",
                        "params.params.color: \"RED\" is not a color; such as red",
                        "params.params.shade: required; such as dark",
                        "params.params.bright: contradicts size; leave it out");
    }

    private static ParameterFields fields(String json) {
        try {
            ObjectNode given = (ObjectNode) JSON.readTree(json.replace('\'', '"'));
            return new ParameterFields(given, "painting", List.of("color", "bright", "size", "shade"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
