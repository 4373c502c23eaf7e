package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.AnyJson;
import io.rdsmaint.engine.AnyOperation;
import io.rdsmaint.engine.Cases;
import io.rdsmaint.engine.Dice;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import org.junit.jupiter.api.Test;

/** Whatever an operation holds, it comes back; whatever else is stored in its place is refused. */
class OperationJsonPropertiesTest {
    /** One for all tries: it takes longer to make than to use. */
    private static final OperationJson JSON = new OperationJson();

    /** A document of which one field is something else. */
    record Damaged(Operation operation, JsonNode damage, int where) {}

    @Test
    void everyOperationComesBackAsItWasWritten() {
        Cases.each(600, AnyOperation::operation, operation -> {
            String text = JSON.write(operation);

            Operation read = JSON.readOperation(text);

            assertThat(read).isEqualTo(operation);
            assertThat(JSON.write(read)).isEqualTo(text);
            assertThat(operation.outbox())
                    .allSatisfy(e -> assertThat(JSON.readEvent(JSON.write(e))).isEqualTo(e));
        });
    }

    /** In some places some other value would do; nothing but a refusal may come of the others. */
    @Test
    void aDamagedDocumentIsReadOrRefusedButNeverMore() {
        Cases.each(1_000, OperationJsonPropertiesTest::damaged, document -> {
            var tree = JSON.tree(document.operation());
            var names =
                    tree.properties().stream().map(java.util.Map.Entry::getKey).toList();
            tree.set(names.get(document.where() % names.size()), document.damage());

            try {
                JSON.readOperation(tree.toString());
            } catch (LastingFailure refused) {
                assertThat(refused).hasMessageContaining("stored");
            }
        });
    }

    private static Damaged damaged(Dice dice) {
        return new Damaged(AnyOperation.operation(dice), AnyJson.any(dice), dice.place(1_000_000));
    }
}
