package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.engine.Schedule;
import org.junit.jupiter.api.Test;

class OperationJsonTest {
    private final OperationJson json = new OperationJson();
    private final Operation operation = new Samples().everythingSet();

    @Test
    void everyFieldComesBackAsItWasWritten() {
        assertThat(json.readOperation(json.write(operation))).isEqualTo(operation);
    }

    @Test
    void aDocumentOfFormat1IsReadWithItsWaitTimeoutAndNothingElseSpecial() {
        ObjectNode old = json.tree(operation).put("format", 1);
        old.remove("options");
        old.withObjectProperty("owner").remove("since");
        old.withObjectProperty("origin").put("wait_timeout_seconds", 700);

        Operation read = json.readOperation(old.toString());

        assertThat(read.options().waitTimeoutSeconds()).isEqualTo(700);
        assertThat(read.options().schedule()).isEqualTo(Schedule.ANYTIME);
        assertThat(read.owner().since()).isEqualTo(operation.updatedAt());
        assertThat(read.steps()).isEqualTo(operation.steps());
    }

    @Test
    void aDocumentOfNewerCodeIsRefusedClearly() {
        ObjectNode newer = json.tree(operation).put("format", 999);

        assertThatThrownBy(() -> json.readOperation(newer.toString()))
                .isInstanceOf(LastingFailure.class)
                .hasMessageContaining("newer version");
    }
}
