package io.rdsmaint.steps;

/** What a step is about to do to the cluster, as far as guards care. */
public sealed interface Act {

    /** The instance it is about; empty when it is about none. */
    String instance();

    /** True when the service of an instance, or the number of instances, changes. */
    default boolean disturbs() {
        return switch (this) {
            case Change c -> true;
            case Promote p -> true;
            case Create c -> true;
            case Delete d -> true;
            case Tier t -> false;
            case Mark m -> false;
            case ModifyCluster m -> m.restarts();
        };
    }

    /**
     * Takes an instance out of service to give it another class.
     *
     * @param inPlace it is known to be the only instance
     */
    record Change(String instance, String to, boolean inPlace) implements Act {}

    /**
     * Makes a reader the writer.
     *
     * @param targetClass the class that the operation is about
     */
    record Promote(String instance, String targetClass) implements Act {}

    /** Changes tags or settings, and no instance's service. */
    record Mark() implements Act {
        @Override
        public String instance() {
            return "";
        }
    }

    /** Changes a setting of an instance that needs no restart, but applies what else is pending on it. */
    record Tier(String instance) implements Act {}

    /** Adds an instance. */
    record Create(String instance) implements Act {}

    /** Deletes an instance of ours. */
    record Delete(String instance) implements Act {}

    /**
     * Changes a setting of the cluster at once, which applies what else is pending on it.
     *
     * @param setting as the API calls it
     * @param restarts instances restart with it
     */
    record ModifyCluster(String setting, boolean restarts) implements Act {
        @Override
        public String instance() {
            return "";
        }
    }
}
