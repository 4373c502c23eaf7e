package io.rdsmaint.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RequestFieldsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern WORD = Pattern.compile("[a-z]+");

    @Test
    void fieldsAreReadAsTheyAreGiven() {
        RequestFields fields =
                RequestFields.ofParameters(object("{'color':'red','bright':false,'size':7,'tags':['a','b']}"));

        assertThat(fields.required("color", WORD, "a color", "such as red")).isEqualTo("red");
        assertThat(fields.flag("bright")).contains(false);
        assertThat(fields.number("size", 0, 7)).hasValue(7);
        assertThat(fields.texts("tags")).contains(List.of("a", "b"));
        assertThatCode(fields::requireNoProblems).doesNotThrowAnyException();
    }

    @Test
    void absentFieldsAreEmptyAndNoProblem() {
        RequestFields fields = RequestFields.ofParameters(object("{}"));

        assertThat(fields.text("color", WORD, "a color", "such as red")).isEmpty();
        assertThat(fields.flag("bright")).isEmpty();
        assertThat(fields.number("size", 0, 7)).isEmpty();
        assertThat(fields.texts("tags")).isEmpty();
        assertThat(fields.choice("shape", List.of("round"), Function.identity(), "round"))
                .isEmpty();
        assertThatCode(fields::requireNoProblems).doesNotThrowAnyException();
    }

    @Test
    void everyProblemIsNamedAtOnceWithItsWayOut() {
        RequestFields fields = RequestFields.ofParameters(object(
                "{'bright':'yes','size':8,'color':'RED','shade':null,'weight':1,'tags':['a',2],'shape':'flat'}"));
        fields.flag("bright");
        fields.number("size", 0, 7);
        fields.text("color", WORD, "a color", "such as red");
        fields.required("shade", WORD, "a shade", "such as dark");
        fields.texts("tags", "such as [\"a\"]");
        fields.choice("shape", List.of("round"), Function.identity(), "round");
        fields.problem("bright", "contradicts size", "leave it out");

        assertThat(problems(fields))
                .containsExactly(
                        "params.params.bright must be true or false, not string; write it without quotes, or leave it"
                                + " out",
                        "params.params.size must be a whole number from 0 to 7, not 8; write it without quotes, or"
                                + " leave it out",
                        "params.params.color 'RED' is not a color; such as red",
                        "params.params.shade is missing; such as dark",
                        "params.params.tags must be a list of strings; such as [\"a\"]",
                        "params.params.shape 'flat' is not round",
                        "params.params.bright: contradicts size; leave it out",
                        "params.params.weight is not a field here; the fields are bright, color, shade, shape, size,"
                                + " tags");
    }

    @Test
    void theSameProblemIsToldInTheSameWordsWhereverTheFieldIs() {
        String wrong = "{'name':7,'color':'RED','bright':1,'size':'3','tags':'a','weight':1}";
        List<String> outer = new ArrayList<>();
        RequestFields envelope = new RequestFields(object(wrong), "params.", outer);
        RequestFields parameters = RequestFields.ofParameters(object(wrong));
        for (RequestFields fields : List.of(envelope, parameters)) {
            fields.required("name");
            fields.text("color", WORD, "a color");
            fields.flag("bright");
            fields.wholeNumber("size", 0, 7);
            fields.texts("tags");
            fields.required("shade");
        }
        envelope.refuseOthers();

        assertThat(problems(parameters))
                .hasSize(7)
                .containsExactlyElementsOf(
                        outer.stream().map(problem -> "params." + problem).toList());
    }

    @Test
    void nullIsAbsentInARequestButAWrongValueAmongParameters() {
        ObjectNode nulls = object("{'color':null,'bright':null,'size':null,'tags':null}");
        List<String> outer = new ArrayList<>();
        RequestFields envelope = new RequestFields(nulls, "params.", outer);
        RequestFields parameters = RequestFields.ofParameters(nulls);
        for (RequestFields fields : List.of(envelope, parameters)) {
            assertThat(fields.text("color")).isEmpty();
            assertThat(fields.flag("bright")).isEmpty();
            assertThat(fields.number("size", 0, 7)).isEmpty();
            assertThat(fields.texts("tags")).isEmpty();
        }

        assertThat(outer).isEmpty();
        assertThat(problems(parameters)).hasSize(4).first().isEqualTo("params.params.color must be a string, not null");
    }

    @Test
    void aNumberThatNoLongHoldsIsOutOfBounds() {
        RequestFields fields = RequestFields.ofParameters(object("{'size':18446744073709551619}"));

        assertThat(fields.wholeNumber("size", 0, 7)).isEmpty();
        assertThat(problems(fields)).singleElement().asString().contains("not 18446744073709551619");
    }

    private static List<String> problems(RequestFields fields) {
        return catchThrowableOfType(InvalidRequest.class, fields::requireNoProblems)
                .problems();
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
