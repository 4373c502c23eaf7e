package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.engine.Step;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.s3.S3Client;

/** Documents in both forms: what one release writes the other reads, so that either can take the other's place. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompressedDocumentsTest {
    private static final Samples SAMPLES = new Samples();

    private final DynamoDbLocalTable table;

    CompressedDocumentsTest() throws Exception {
        table = new DynamoDbLocalTable();
    }

    @AfterAll
    void stop() throws Exception {
        table.stop();
    }

    private OperationStore inTable(DocumentForm form) {
        return new DynamoDbOperationStore(table.client(), DynamoDbLocalTable.NAME, form, _ -> {});
    }

    private static void oneGoesOnWhereTheOtherWas(OperationStore plain, OperationStore compressed) {
        Operation op = SAMPLES.fresh();
        plain.create(op, List.of());
        Operation second = SAMPLES.next(op, "one");
        compressed.save(second, List.of());
        assertThat(plain.load(op.id())).contains(second);
        assertThat(compressed.load(op.id())).contains(second);

        Operation third = SAMPLES.next(second, "two");
        plain.save(third, List.of());
        assertThat(compressed.load(op.id())).contains(third);
        assertThatThrownBy(() -> compressed.save(SAMPLES.next(second, "late"), List.of()))
                .isInstanceOf(OperationStore.SaveConflict.class);
        assertThatThrownBy(() -> compressed.create(SAMPLES.onClusterOf(op), List.of()))
                .isInstanceOf(OperationStore.TargetBusy.class);
    }

    @Test
    void inATableEitherReadsWhatTheOtherWrites() {
        oneGoesOnWhereTheOtherWas(inTable(DocumentForm.PLAIN), inTable(DocumentForm.COMPRESSED));
    }

    @Test
    void inABucketEitherReadsWhatTheOtherWrites() {
        S3Bucket bucket = new S3Bucket();
        S3Client client = S3Bucket.client(bucket.network());
        int[] tickets = {0};
        oneGoesOnWhereTheOtherWas(
                new S3OperationStore(client, S3Bucket.NAME, DocumentForm.PLAIN, () -> "t" + tickets[0]++),
                new S3OperationStore(client, S3Bucket.NAME, DocumentForm.COMPRESSED, () -> "t" + tickets[0]++));
    }

    @Test
    void thisReleaseWritesPlainOnes() {
        assertThat(DocumentForm.OF_THIS_RELEASE).isEqualTo(DocumentForm.PLAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":\"\u001f\u008b\"}", "\u001f", "äöü ⚡"})
    void anyTextComesBack(String text) {
        for (DocumentForm form : DocumentForm.values()) {
            byte[] bytes = form.bytes(text);
            assertThat(DocumentForm.text(bytes)).isEqualTo(text);
            assertThat(form.bytes(text)).as("a repeated save is recognised").isEqualTo(bytes);
        }
    }

    @Test
    void aDamagedOneSaysWhatToDo() {
        byte[] damaged = DocumentForm.COMPRESSED.bytes("{\"a\": 1}".repeat(100));
        damaged[damaged.length / 2] ^= 0x55;

        assertThatThrownBy(() -> DocumentForm.text(damaged))
                .isInstanceOf(LastingFailure.class)
                .hasMessageContaining("Restoring the store");
    }

    @Test
    void aThousandStepsFitIntoOneItem() {
        Operation op = SAMPLES.fresh();
        Operation thousand = SAMPLES.having(
                op.baseline(), Collections.nCopies(1_000, op.steps().getFirst()).toArray(Step[]::new));
        OperationStore store = inTable(DocumentForm.COMPRESSED);

        store.create(thousand, List.of());

        assertThat(store.load(thousand.id())).contains(thousand);
    }

    /** What a look that sees nothing new reads: the document of a change of all instances, at its largest. */
    private double units(int instances, DocumentForm form) {
        Scenario scenario = Scenarios.find("multi-node").orElseThrow();
        AuroraTestRunner runner = new AuroraTestRunner(scenario, "instance_type_change", "demo-multi");
        runner.parameters.put("target_instance_type", "db.r7g.large");
        List<Operation> seen = new ArrayList<>();
        runner.passingGates().waiting((op, asked) -> {
            seen.add(op);
            return asked;
        });
        runner.run();
        Operation largest = seen.stream()
                .max(Comparator.comparingInt(
                        op -> new OperationJson().write(op).getBytes(StandardCharsets.UTF_8).length))
                .orElseThrow();
        Operation many = SAMPLES.repeated(largest, instances, 3);
        table.client()
                .putItem(r ->
                        r.tableName(DynamoDbLocalTable.NAME).item(new Items(new OperationJson(), form).state(many)));
        return table.client()
                .getItem(r -> r.tableName(DynamoDbLocalTable.NAME)
                        .key(Items.stateKey(many.id()))
                        .consistentRead(true)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity()
                .capacityUnits();
    }

    @Test
    void aLookThatSeesNothingNewCostsTwoUnitsOfThreeInstancesAndThreeOfFifteen() {
        assertThat(units(3, DocumentForm.COMPRESSED)).isLessThanOrEqualTo(2);
        assertThat(units(15, DocumentForm.COMPRESSED)).isLessThanOrEqualTo(3);
        assertThat(units(3, DocumentForm.PLAIN)).as("until then").isLessThanOrEqualTo(5);
    }
}
