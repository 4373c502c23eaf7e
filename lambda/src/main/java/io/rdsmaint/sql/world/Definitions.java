package io.rdsmaint.sql.world;

import io.rdsmaint.gateway.definitions.DefinitionBucket;
import java.util.List;
import java.util.Optional;

/** Texts that were defined beforehand; the function only reads them. */
public interface Definitions {
    /** There are none: the deployment has no bucket for them. */
    Definitions NONE = new Definitions() {
        @Override
        public Optional<String> read(String key) {
            return Optional.empty();
        }

        @Override
        public List<String> names(String prefix) {
            return List.of();
        }
    };

    /** Those in a bucket. */
    static Definitions in(DefinitionBucket bucket) {
        return new Definitions() {
            @Override
            public Optional<String> read(String key) {
                return bucket.read(key);
            }

            @Override
            public List<String> names(String prefix) {
                return bucket.names(prefix);
            }
        };
    }

    /** A text; empty when there is none of that key. */
    Optional<String> read(String key);

    /** The keys that begin so. */
    List<String> names(String prefix);
}
