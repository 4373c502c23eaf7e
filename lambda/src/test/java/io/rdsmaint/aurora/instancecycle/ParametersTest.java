package io.rdsmaint.aurora.instancecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.rolling.RollingOptions;
import io.rdsmaint.aurora.rolling.RollingOptions.Temporary;
import io.rdsmaint.engine.InvalidRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void nothingIsRequired() {
        Parameters p = read("{}");

        assertThat(p.onlyPending()).isFalse();
        assertThat(p.options().temporary()).isEqualTo(Temporary.AUTO);
        assertThat(p.options().warmUp()).isEqualTo(RollingOptions.USUAL_WARM_UP);
    }

    @Test
    void theEarlierSystemsParametersAreUnderstood() {
        Parameters p = read("{'exclude_instances':['demo-1'],'skip_temp_instance':true}");

        assertThat(p.options().excluded()).containsExactly("demo-1");
        assertThat(p.options().temporary()).isEqualTo(Temporary.NEVER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'only_pending':'yes'}",
                "{'only_pending':null}",
                "{'target_instance_type':'db.r7g.large'}",
                "{'min_readers':16}",
                "{'skip_temp_instance':true,'temporary_instance':'always'}"
            })
    void badInputIsRefusedWithTheFieldAndTheWayOut(String given) {
        InvalidRequest refused = catchThrowableOfType(InvalidRequest.class, () -> read(given));

        assertThat(refused.problems())
                .singleElement()
                .satisfies(p -> assertThat(p).startsWith("params.params.").contains(";"));
    }

    private static Parameters read(String json) {
        try {
            return Parameters.read((ObjectNode) JSON.readTree(json.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
