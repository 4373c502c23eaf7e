package io.rdsmaint.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.testkit.JsonTrees;
import org.junit.jupiter.api.Test;

/** What the input of the restore pipeline becomes; a start must not fail because of what it called itself there. */
class EarlierInputTest {
    private static ObjectNode params(String operationId) {
        ObjectNode input = JsonTrees.object();
        input.putObject("body")
                .put("operation_id", operationId)
                .put("snapshot_id", "rds:shop-2026-03-01")
                .put("target_cluster_id", "shop-staging");
        return EarlierInput.params(input).orElseThrow();
    }

    @Test
    void itsOperationIdIsTheLabel() {
        assertThat(params("nightly-shop").path("label").asText()).isEqualTo("nightly-shop");
        assertThat(params("nightly-shop").has("reason")).isFalse();
    }

    @Test
    void oneThatNoLabelCanBeIsTheReason() {
        for (String odd : new String[] {"nächtlich [shop]", "x".repeat(101), " nightly"}) {
            assertThat(params(odd).has("label")).isFalse();
            assertThat(params(odd).path("reason").asText()).isEqualTo("restore pipeline, operation_id " + odd);
        }
    }
}
