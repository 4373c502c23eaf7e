package io.rdsmaint.aurora.storagetypechange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.gateway.rds.StorageType;
import io.rdsmaint.kit.RequestFields;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the operator asked for. Fields and values that have a meaning for other databases only are refused with what
 * Aurora has instead.
 *
 * @param target the storage type that the cluster shall have
 */
public record Parameters(StorageType target) {
    private static final String TARGET = "target_storage_type";
    private static final String CHOICE =
            "choose \"aurora\" (Standard: reads and writes are charged) or \"aurora-iopt1\" (I/O-Optimized: they are"
                    + " included, instances and storage cost more)";
    private static final Set<String> OF_OTHERS = Set.of("gp2", "gp3", "io1", "io2", "standard", "iopt1");
    private static final String SCALES = "Aurora's storage has none: I/O scales by itself, and what is chosen is how it"
            + " is charged, by target_storage_type";
    private static final String WHOLE =
            "storage is the cluster's: it changes for all instances at once, without failover";
    private static final Map<String, String> NOT_HERE = new TreeMap<>(Map.of(
            "iops", "provisioned IOPS: " + SCALES,
            "storage_throughput", "storage throughput: " + SCALES,
            "exclude_instances", WHOLE,
            "skip_temp_instance", WHOLE + " and without temporary instance",
            "temporary_instance", WHOLE + " and without temporary instance"));

    /**
     * Reads the parameters as given.
     *
     * @throws InvalidRequest naming every problem
     */
    public static Parameters read(ObjectNode given) {
        ObjectNode own = given.deepCopy();
        own.remove(NOT_HERE.keySet());
        RequestFields fields = RequestFields.ofParameters(own);
        Optional<StorageType> target = target(fields);
        NOT_HERE.forEach((field, why) -> {
            if (given.has(field)) {
                fields.problem(field, why, "leave it out");
            }
        });
        fields.requireNoProblems();
        return new Parameters(target.orElseThrow());
    }

    private static Optional<StorageType> target(RequestFields fields) {
        String word = fields.required(TARGET, CHOICE);
        Optional<StorageType> type = StorageType.of(word);
        if (OF_OTHERS.contains(word)) {
            fields.problem(
                    TARGET,
                    "'" + word + "' is a storage type of other RDS databases, whose volumes have a size",
                    CHOICE);
        } else if (type.isEmpty() && !word.isEmpty()) {
            fields.refuse(TARGET, word, "a storage type", CHOICE);
        }
        return type;
    }
}
