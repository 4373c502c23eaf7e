package io.rdsmaint.gateway.rds;

import java.util.Optional;
import java.util.stream.Stream;

/** How the volume of an Aurora cluster is paid for and written to; the cluster's, never an instance's. */
public enum StorageType {
    /** Aurora Standard: reads and writes are charged one by one. */
    STANDARD("aurora"),
    /** Aurora I/O-Optimized: reads and writes are included; a switch to it is allowed once in 30 days. */
    IO_OPTIMIZED("aurora-iopt1");

    /** The API's name of the setting, as in a cluster's pending values. */
    public static final String SETTING = "StorageType";

    private final String word;

    StorageType(String word) {
        this.word = word;
    }

    /** The word of the API, of parameters and of plans. */
    public String word() {
        return word;
    }

    /** Reads a word; empty when it is not one of Aurora's. */
    public static Optional<StorageType> of(String word) {
        return Stream.of(values()).filter(t -> t.word.equals(word)).findFirst();
    }
}
