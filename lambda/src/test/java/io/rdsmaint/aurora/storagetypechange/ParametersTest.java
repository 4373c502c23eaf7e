package io.rdsmaint.aurora.storagetypechange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.gateway.rds.StorageType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({"aurora,STANDARD", "aurora-iopt1,IO_OPTIMIZED"})
    void aurorasTwoStorageTypesAreRead(String word, StorageType expected) {
        assertThat(read("{'target_storage_type':'" + word + "'}").target()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gp2", "gp3", "io1", "io2", "standard", "iopt1"})
    void h1_storageTypesOfOtherDatabasesAreRefusedWithWhatAuroraHasInstead(String type) {
        assertThat(problems("{'target_storage_type':'" + type + "'}"))
                .singleElement()
                .satisfies(p -> assertThat(p)
                        .startsWith("params.params.target_storage_type: '" + type + "' is a storage type of other RDS")
                        .contains("\"aurora\"", "\"aurora-iopt1\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'target_storage_type':null}",
                "{'target_storage_type':''}",
                "{'target_storage_type':7}",
                "{'target_storage_type':['aurora']}",
                "{'target_storage_type':'Aurora'}",
                "{'target_storage_type':'floppy'}",
                "{'target_storage_type':'aurora','speed':9}",
                "{'target_storage_type':'aurora','target_instance_type':'db.r7g.large'}"
            })
    void badInputIsRefusedWithTheFieldAndTheWayOut(String given) {
        assertThat(problems(given))
                .singleElement()
                .satisfies(p -> assertThat(p).startsWith("params.params.").contains(";"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'iops':3000|provisioned IOPS",
                "'iops':null|provisioned IOPS",
                "'storage_throughput':125|storage throughput",
                "'exclude_instances':['demo-1']|storage is the cluster",
                "'exclude_instances':[]|storage is the cluster",
                "'skip_temp_instance':true|storage is the cluster",
                "'temporary_instance':'never'|storage is the cluster"
            })
    void h1_fieldsThatOnlyMakeSenseForInstancesAreRefusedWithTheReason(String field, String reason) {
        assertThat(problems("{'target_storage_type':'aurora'," + field + "}"))
                .singleElement()
                .satisfies(p -> assertThat(p).contains(reason, "leave it out"));
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        assertThat(problems("{'target_storage_type':'gp3','iops':12000,'storage_throughput':500,"
                        + "'exclude_instances':['a'],'skip_temp_instance':true,'speed':9}"))
                .hasSize(6)
                .doesNotHaveDuplicates();
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
