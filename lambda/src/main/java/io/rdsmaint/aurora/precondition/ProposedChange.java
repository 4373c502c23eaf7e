package io.rdsmaint.aurora.precondition;

import io.rdsmaint.kit.Violation;
import java.util.List;
import java.util.Map;

/** What a step is about to do to the cluster, as far as guards care. */
public sealed interface ProposedChange {

    /** The instance it is about; empty when it is about none. */
    String instance();

    /** True when the instance is out of service afterwards, for a while or for good. */
    default boolean takesAway() {
        return switch (this) {
            case Change c -> true;
            case Reboot r -> true;
            case Delete d -> true;
            case Promote p -> false;
            case Create c -> false;
            case Tier t -> false;
            case Mark m -> false;
            case CreateGreen c -> false;
            case SwitchOver o -> false;
            case Retire r -> false;
            case ModifyCluster m -> false;
        };
    }

    /** True when the service of an instance, or the number of instances, changes. */
    default boolean disturbs() {
        return switch (this) {
            case Change c -> true;
            case Reboot r -> true;
            case Promote p -> true;
            case Create c -> true;
            case Delete d -> true;
            case Tier t -> false;
            case Mark m -> false;
            case CreateGreen c -> true;
            case SwitchOver s -> true;
            case Retire r -> false;
            case ModifyCluster m -> m.restarts();
        };
    }

    /**
     * Takes an instance out of service to give it another class.
     *
     * @param inPlace it is known to be the only instance
     */
    record Change(String instance, String to, boolean inPlace) implements ProposedChange {}

    /**
     * Takes an instance out of service to start its database anew.
     *
     * @param inPlace it may be the writer
     */
    record Reboot(String instance, boolean inPlace) implements ProposedChange {}

    /**
     * Makes a reader the writer.
     *
     * @param targetClass the class that the operation is about
     */
    record Promote(String instance, String targetClass) implements ProposedChange {}

    /** Changes tags or settings, and no instance's service. */
    record Mark() implements ProposedChange {
        @Override
        public String instance() {
            return "";
        }
    }

    /** Changes a setting of an instance that needs no restart, but applies what else is pending on it. */
    record Tier(String instance) implements ProposedChange {}

    /** Adds an instance. */
    record Create(String instance) implements ProposedChange {}

    /**
     * Deletes an instance of ours.
     *
     * @param recorded the resource id that was written down when it was made; empty when none was
     */
    record Delete(String instance, String recorded) implements ProposedChange {}

    /** Makes a green copy of the whole cluster, which is kept in step with it. */
    record CreateGreen() implements ProposedChange {
        @Override
        public String instance() {
            return "";
        }
    }

    /**
     * Lets the green cluster take the place and the names of this one.
     *
     * @param readiness what the deployment and its green side have against it
     */
    record SwitchOver(List<Violation> readiness) implements ProposedChange {
        public SwitchOver {
            readiness = List.copyOf(readiness);
        }

        @Override
        public String instance() {
            return "";
        }
    }

    /**
     * Changes or deletes something that was in production before a switchover.
     *
     * @param what it is, for people
     * @param arn as written down at the switchover
     * @param resourceId as written down before it
     * @param seenArn as shown now
     * @param seenResourceId as shown now
     * @param connections how many connections clients hold to the old instances, by name, where that is known
     */
    record Retire(
            String what,
            String arn,
            String resourceId,
            String seenArn,
            String seenResourceId,
            Map<String, Double> connections)
            implements ProposedChange {
        @Override
        public String instance() {
            return "";
        }
    }

    /**
     * Changes a setting of the cluster at once, which applies what else is pending on it.
     *
     * @param setting as the API calls it
     * @param restarts instances restart with it
     */
    record ModifyCluster(String setting, boolean restarts) implements ProposedChange {
        @Override
        public String instance() {
            return "";
        }
    }
}
