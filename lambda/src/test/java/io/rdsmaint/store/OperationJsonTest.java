package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.engine.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "/state, state",
        "/ending, ending",
        "/question/kind, kind",
        "/question/options/0/action, action",
        "/steps/0/state, state",
        "/steps/0/intent/repeat, repeat",
        "/outbox/0/type, type",
        "/options/schedule/outside, outside"
    })
    void aWordOfNewerCodeIsRefusedClearly(String where, String field) {
        ObjectNode newer = json.tree(operation);
        int last = where.lastIndexOf('/');
        ((ObjectNode) newer.at(where.substring(0, last))).put(where.substring(last + 1), "levitating");

        assertThatThrownBy(() -> json.readOperation(newer.toString()))
                .isInstanceOf(LastingFailure.class)
                .hasMessageContaining("'levitating' as " + field + ", which this version")
                .hasMessageContaining("Deploy the version that stored it again; nothing was changed");
    }

    @Test
    void aFieldOfNewerCodeThatKeptTheFormatIsOneThatMayBeIgnored() {
        ObjectNode newer = json.tree(operation).put("colour", "blue");

        assertThat(json.readOperation(newer.toString())).isEqualTo(operation);
    }
}
