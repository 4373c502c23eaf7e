package io.rdsmaint.campaign;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.store.OperationJson;

/** Operations whose execution has called so often that its history is nearly full. */
final class Aged {
    private static final OperationJson JSON = new OperationJson();

    private Aged() {}

    static Operation of(Operation operation) {
        return JSON.readOperation(text(JSON.write(operation)));
    }

    static String text(String operation) {
        return operation.replaceFirst("\"calls\":\\d+", "\"calls\":1499");
    }
}
