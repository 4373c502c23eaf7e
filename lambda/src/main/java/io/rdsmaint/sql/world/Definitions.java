package io.rdsmaint.sql.world;

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

    /** A text; empty when there is none of that key. */
    Optional<String> read(String key);

    /** The keys that begin so. */
    List<String> names(String prefix);
}
