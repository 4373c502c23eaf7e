package io.rdsmaint.aurora.instancetypechange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.rolling.RollingOptions.Temporary;
import io.rdsmaint.engine.InvalidRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void onlyTheClassIsRequired() {
        Parameters p = read("{'target_instance_type':'db.r7g.large'}");

        assertThat(p.targetClass()).isEqualTo("db.r7g.large");
        assertThat(p.options().temporary()).isEqualTo(Temporary.AUTO);
        assertThat(p.options().failback()).isFalse();
        assertThat(p.options().minReaders()).isEmpty();
        assertThat(p.options().excluded()).isEmpty();
        assertThat(p.options().warmUp()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void everyFieldIsRead() {
        Parameters p = read("{'target_instance_type':'db.serverless','exclude_instances':['Demo-1'],"
                + "'temporary_instance':'always','failback':true,'min_readers':2,'pause_before_failover':true,"
                + "'pause_after_first':true,'warm_up_seconds':0}");

        assertThat(p.options().excluded()).containsExactly("demo-1");
        assertThat(p.options().temporary()).isEqualTo(Temporary.ALWAYS);
        assertThat(p.options().failback()).isTrue();
        assertThat(p.options().minReaders()).hasValue(2);
        assertThat(p.options().pauseBeforeFailover()).isTrue();
        assertThat(p.options().pauseAfterFirst()).isTrue();
        assertThat(p.options().warmUp()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'skip_temp_instance':true, NEVER",
        "'skip_temp_instance':false, AUTO",
        "'skip_temp_instance':true;'temporary_instance':'never', NEVER"
    })
    void theEarlierSystemsSkipIsUnderstood(String fields, Temporary expected) {
        assertThat(read("{'target_instance_type':'db.r7g.large'," + fields.replace(';', ',') + "}")
                        .options()
                        .temporary())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'target_instance_type':null}",
                "{'target_instance_type':''}",
                "{'target_instance_type':7}",
                "{'target_instance_type':'r7g.large'}",
                "{'target_instance_type':'db.r7g.huge'}",
                "{'target_instance_type':'db.r7g.large','temporary_instance':'sometimes'}",
                "{'target_instance_type':'db.r7g.large','temporary_instance':true}",
                "{'target_instance_type':'db.r7g.large','failback':'yes'}",
                "{'target_instance_type':'db.r7g.large','min_readers':-1}",
                "{'target_instance_type':'db.r7g.large','min_readers':16}",
                "{'target_instance_type':'db.r7g.large','min_readers':1.5}",
                "{'target_instance_type':'db.r7g.large','warm_up_seconds':'300'}",
                "{'target_instance_type':'db.r7g.large','exclude_instances':'demo-1'}",
                "{'target_instance_type':'db.r7g.large','exclude_instances':[1]}",
                "{'target_instance_type':'db.r7g.large','exclude_instances':['a--b']}",
                "{'target_instance_type':'db.r7g.large','allow_major_version_upgrade':true}",
                "{'target_instance_type':'db.r7g.large','skip_temp_instance':true,'temporary_instance':'always'}",
                "{'target_instance_type':'db.r7g.large','skip_temp_instance':false,'temporary_instance':'never'}"
            })
    void badInputIsRefusedWithTheFieldAndTheWayOut(String given) {
        assertThat(problems(given))
                .singleElement()
                .satisfies(p -> assertThat(p).startsWith("params.params.").containsAnyOf(";", "one of"));
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        assertThat(problems("{'target_instance_type':'big','failback':1,'min_readers':'x','speed':9}"))
                .hasSize(4);
    }

    private static List<String> problems(String json) {
        return catchThrowableOfType(InvalidRequest.class, () -> read(json)).problems();
    }

    private static Parameters read(String json) {
        try {
            return Parameters.read((ObjectNode) JSON.readTree(json.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
