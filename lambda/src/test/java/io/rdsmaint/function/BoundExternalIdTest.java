package io.rdsmaint.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.testkit.engine.Families;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The external id that a role was bound to at deployment. */
class BoundExternalIdTest {
    private static final String BOUND = "arn:aws:iam::111122223333:role/bound";
    private static final String FREE = "arn:aws:iam::111122223333:role/free";
    private final RequestParser parser = new RequestParser(
            Settings.from(Map.of(
                    "AWS_REGION", "us-east-1",
                    "TABLE_NAME", "t",
                    "EVENT_BUS_NAME", "default",
                    "DEPLOYMENT", "d",
                    "ALLOWED_CLUSTERS", "*",
                    "ALLOWED_ROLE_ARNS", BOUND + "#ours-42," + FREE)),
            Families.named("t", "instance_type_change", "storage_type_change", "engine_upgrade", "instance_cycle"));

    @Test
    void isSentWhetherOrNotAStartGivesIt() {
        assertThat(externalId(BOUND, "")).isEqualTo("ours-42");
        assertThat(externalId(BOUND, ",\"external_id\":\"ours-42\"")).isEqualTo("ours-42");
    }

    @Test
    void anotherOneIsRefusedWithoutTellingTheRightOne() {
        assertThatThrownBy(() -> externalId(BOUND, ",\"external_id\":\"theirs\""))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("params.external_id is not the one that params.role_arn is bound to")
                .message()
                .doesNotContain("ours-42");
    }

    @Test
    void aRoleThatIsBoundToNoneTakesWhatIsGiven() {
        assertThat(externalId(FREE, ",\"external_id\":\"theirs\"")).isEqualTo("theirs");
        assertThat(externalId(FREE, "")).isNull();
    }

    private @Nullable String externalId(String role, String more) {
        String json = """
                {"action":"start","execution_arn":"arn:e","execution_started_at":"t","params":{"type":"instance_cycle",
                 "cluster_id":"orders","role_arn":"%s"%s,"params":{}}}""".formatted(role, more);
        try {
            Request request = parser.parse(JsonMapper.builder().build().readTree(json));
            return ((Request.Start) request).start().target().externalId();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
