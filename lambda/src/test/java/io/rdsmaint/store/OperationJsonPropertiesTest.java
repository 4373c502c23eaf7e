package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.AnyJson;
import io.rdsmaint.engine.AnyOperation;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever an operation holds, it comes back; whatever else is stored in its place is refused. */
class OperationJsonPropertiesTest {
    /** One for all tries: it takes longer to make than to use. */
    private static final OperationJson JSON = new OperationJson();

    @Provide
    Arbitrary<Operation> operations() {
        return AnyOperation.operations();
    }

    @Provide
    Arbitrary<JsonNode> anything() {
        return AnyJson.any();
    }

    @Property(seed = AnyJson.SEED)
    void everyOperationComesBackAsItWasWritten(@ForAll("operations") Operation operation) {
        String text = JSON.write(operation);

        Operation read = JSON.readOperation(text);

        assertThat(read).isEqualTo(operation);
        assertThat(JSON.write(read)).isEqualTo(text);
        assertThat(operation.outbox())
                .allSatisfy(e -> assertThat(JSON.readEvent(JSON.write(e))).isEqualTo(e));
    }

    /** In some places some other value would do; nothing but a refusal may come of the others. */
    @Property(seed = AnyJson.SEED)
    void aDamagedDocumentIsReadOrRefusedButNeverMore(
            @ForAll("operations") Operation operation, @ForAll("anything") JsonNode damage, @ForAll int where) {
        var tree = JSON.tree(operation);
        var names = tree.properties().stream().map(java.util.Map.Entry::getKey).toList();
        tree.set(names.get(Math.floorMod(where, names.size())), damage);

        try {
            JSON.readOperation(tree.toString());
        } catch (LastingFailure refused) {
            assertThat(refused).hasMessageContaining("stored");
        }
    }
}
