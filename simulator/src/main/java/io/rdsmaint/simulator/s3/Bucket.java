package io.rdsmaint.simulator.s3;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** One bucket without versions. Each call sees all earlier ones, as S3 promises for objects and for listings. */
final class Bucket {

    /** S3 lists in the order of the keys' UTF-8 bytes, which is not Java's order of texts. */
    private static final Comparator<String> BY_BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private final NavigableMap<String, StoredObject> objects = new TreeMap<>(BY_BYTES);

    synchronized Optional<StoredObject> get(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    /** Writes if the precondition holds at this moment. */
    synchronized void put(String key, StoredObject object, Precondition precondition) {
        precondition.require(key, get(key));
        objects.put(key, object);
    }

    /** Whether or not there is such an object. */
    synchronized void delete(String key) {
        objects.remove(key);
    }

    synchronized void clear() {
        objects.clear();
    }

    /** The objects whose keys begin so, in S3's order. */
    synchronized NavigableMap<String, StoredObject> beginning(String prefix) {
        NavigableMap<String, StoredObject> found = new TreeMap<>(BY_BYTES);
        for (Map.Entry<String, StoredObject> entry :
                objects.tailMap(prefix, true).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            found.put(entry.getKey(), entry.getValue());
        }
        return found;
    }
}
