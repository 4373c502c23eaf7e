package io.rdsmaint.gateway.s3;

import java.util.List;
import java.util.Optional;

/**
 * What people have stored to be started by its name: SQL, pipelines, plans. Keys begin with the family's word; the function only
 * reads.
 */
public interface Definitions {
    /** There are none: the deployment has no bucket for them. */
    Definitions NONE = new Definitions() {
        @Override
        public Optional<Definition> read(String key) {
            return Optional.empty();
        }

        @Override
        public List<String> keys(String prefix) {
            return List.of();
        }
    };

    /**
     * A text as it was read.
     *
     * @param version by which it can be read again when there is a newer one; empty where none are kept
     */
    record Definition(String text, String version) {}

    /**
     * The newest text of a key; empty when there is none.
     *
     * @throws io.rdsmaint.engine.TransientFailure when it can't be read just now
     * @throws io.rdsmaint.engine.LastingFailure when it can't be read for a reason that stays, such as a missing permission
     */
    Optional<Definition> read(String key);

    /** The keys that begin so, in their order; fails as {@link #read} does. */
    List<String> keys(String prefix);
}
