package io.rdsmaint.local;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the function can keep its operations. */
public enum Store {
    /** The table of DynamoDB Local. */
    DYNAMODB("dynamodb", "TABLE_NAME"),
    /** The bucket of the storage in this process. */
    S3("s3", "BUCKET_NAME");

    private final String word;
    private final String variable;

    Store(String word, String variable) {
        this.word = word;
        this.variable = variable;
    }

    /** What options and the function's environment call it. */
    String word() {
        return word;
    }

    static Optional<Store> find(String word) {
        return Stream.of(values()).filter(store -> store.word.equals(word)).findFirst();
    }

    /** The function's variables for it, with the name of its table or bucket. */
    Map<String, String> environment(String name) {
        return Map.of("STATE_STORE", word, variable, name);
    }
}
